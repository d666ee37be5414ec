/**
 * Preloaded into the web child, in front of Next's own handler: refuses what Next would answer with 500 or pass on unseen
 * (other methods, absolute-form targets, foreign hosts, malformed framework headers), and puts the security headers on every answer.
 * Next's proxy runs too late for this: it redirects absolute-form requests and serves its static files before it.
 */
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { refusalOf, securityHeaders, stripFrameworkHeaders } from './request-rules.ts';

const port = Number(process.env.PORT ?? 3000);
const publicUrl = process.env.KEYHOLDER_PUBLIC_URL ? new URL(process.env.KEYHOLDER_PUBLIC_URL) : null;

function guarded(listener: RequestListener): RequestListener {
  return (request: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of securityHeaders) response.setHeader(name, value);
    const refusal = refusalOf(request, port, publicUrl);
    if (refusal) {
      const { status, title, detail, code } = refusal;
      if (status === 405) response.setHeader('Allow', 'GET, HEAD, POST');
      response.writeHead(status, { 'Content-Type': 'application/problem+json', Connection: 'close' });
      response.end(JSON.stringify({ type: 'about:blank', title, status, detail, code }));
      return;
    }
    stripFrameworkHeaders(request);
    listener(request, response);
  };
}

const createServer = http.createServer;
function createGuardedServer(...args: unknown[]): http.Server {
  const wrapped = args.map((arg) =>
    typeof arg === 'function' ? guarded((q, s) => Reflect.apply(arg, undefined, [q, s])) : arg,
  );
  const server: http.Server = Reflect.apply(createServer, http, wrapped);
  // A request that trickles in holds a connection for at most this long.
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  server.maxHeadersCount = 100;
  return server;
}
http.createServer = createGuardedServer;
