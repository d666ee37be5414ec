/** Which requests reach the application at all. Pure, so that each rule is a test. */
import type { IncomingMessage } from 'node:http';
import type { ErrorCode } from '#lib/domain/keyholder-error';

export interface Refusal {
  readonly status: 400 | 404 | 405 | 413 | 414 | 421;
  readonly title: string;
  readonly detail: string;
  readonly code: ErrorCode;
}

type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'>;

const methods = new Set(['GET', 'HEAD', 'POST']);
const longestTarget = 8_192;
/** The largest body any route takes: a custody CSV. Each route has its own smaller limit on top. */
const largestBody = 5 * 1_048_576;

/** Headers on every answer. Pages get their Content-Security-Policy with a nonce from proxy.ts; this one covers files and refusals. */
export const securityHeaders: readonly (readonly [string, string])[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
];

/** `localhost`, `127.0.0.1` and `[::1]` with our port, and the public URL's host: anything else may be DNS rebinding. */
export function isOurHost(host: string | undefined, port: number, publicUrl: URL | null): boolean {
  if (!host) return false;
  const asked = host.toLowerCase();
  if (publicUrl && asked === publicUrl.host.toLowerCase()) return true;
  return ['localhost', '127.0.0.1', '[::1]'].some(
    (name) => asked === `${name}:${port}` || (port === 80 && asked === name),
  );
}

/** Why a request is refused before the application sees it, or null. */
export function refusalOf(request: Asked, port: number, publicUrl: URL | null): Refusal | null {
  const { method = '', url = '', headers } = request;
  if (!methods.has(method)) return refuse(405, 'METHOD_NOT_ALLOWED', 'Only GET, HEAD and POST are answered here.');
  if (url.length > longestTarget)
    return refuse(414, 'INPUT_INVALID', 'The address is longer than 8,192 characters. Use fewer filters.');
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\')) {
    return refuse(400, 'INPUT_INVALID', 'The request target must be a path that begins with one slash.');
  }
  if (!isOurHost(headers.host, port, publicUrl)) {
    return refuse(
      421,
      'ORIGIN_REFUSED',
      `This server answers to localhost:${port}${publicUrl ? ` and ${publicUrl.host}` : ''} only.`,
    );
  }
  const path = url.split('?', 1)[0] ?? url;
  if (!isDecodable(url) || path.includes('%00'))
    return refuse(400, 'INPUT_INVALID', 'The address is not well-formed percent-encoding.');
  if (path.startsWith('/_next/static/') && method === 'POST')
    return refuse(405, 'METHOD_NOT_ALLOWED', 'Files are only read.');
  if (path.startsWith('/_') && !path.startsWith('/_next/'))
    return refuse(404, 'NOT_FOUND', 'There is nothing at this address.');
  // No page uses server actions; Next answers a forged action id with 500.
  if (headers['next-action'] !== undefined) return refuse(400, 'INPUT_INVALID', 'Server actions are not used here.');
  if (method === 'POST' && !path.startsWith('/api/'))
    return refuse(405, 'METHOD_NOT_ALLOWED', 'Pages are only read; writes go to /api/v1.');
  const tree = headers['next-router-state-tree'];
  if (tree !== undefined && !isRouterTree(tree))
    return refuse(400, 'INPUT_INVALID', 'The Next-Router-State-Tree header is malformed.');
  if (Number(headers['content-length'] ?? 0) > largestBody)
    return refuse(413, 'TOO_LARGE', 'The body is larger than 5 MB.');
  return null;
}

const titles: Record<Refusal['status'], string> = {
  400: 'Bad request',
  404: 'Not found',
  405: 'Method not allowed',
  413: 'Content too large',
  414: 'URI too long',
  421: 'Misdirected request',
};

const refuse = (status: Refusal['status'], code: ErrorCode, detail: string): Refusal => ({
  status,
  title: titles[status],
  detail,
  code,
});

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Next parses this header as JSON and answers 500 when a segment is not what it wrote itself. */
function isRouterTree(header: string | string[]): boolean {
  if (Array.isArray(header) || header.length > 40_000) return false;
  try {
    return isTreeNode(JSON.parse(decodeURIComponent(header)), 0);
  } catch {
    return false;
  }
}

function isTreeNode(node: unknown, depth: number): boolean {
  if (!Array.isArray(node) || depth > 30 || node.length < 2 || node.length > 6) return false;
  const [segment, children, ...rest] = node;
  const named = typeof segment === 'string' || (Array.isArray(segment) && segment.length >= 3 && segment.length <= 4);
  if (!named || typeof children !== 'object' || children === null || Array.isArray(children)) return false;
  if (rest[0] !== undefined && rest[0] !== null && typeof rest[0] !== 'string' && !Array.isArray(rest[0])) return false;
  return Object.values(children).every((child) => isTreeNode(child, depth + 1));
}

/** Headers by which Next's own parts talk to each other; from outside they are forgeries. */
export function stripFrameworkHeaders(request: Pick<IncomingMessage, 'headers'>): void {
  for (const name of Object.keys(request.headers)) {
    if (/^x-(middleware|invoke|matched-path|now-route|nextjs|nonce|vercel)/.test(name)) delete request.headers[name];
  }
}
