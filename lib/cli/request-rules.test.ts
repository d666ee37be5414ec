import { describe, expect, it } from 'vitest';
import { isOurHost, refusalOf, stripFrameworkHeaders } from './request-rules.ts';

const publicUrl = new URL('https://keyholder.example.org');
const ours = { host: 'localhost:3000' };

describe('hosts that are ours', () => {
  const cases: [string | undefined, boolean][] = [
    ['localhost:3000', true],
    ['LOCALHOST:3000', true],
    ['127.0.0.1:3000', true],
    ['[::1]:3000', true],
    ['keyholder.example.org', true],
    ['localhost', false],
    ['localhost:3001', false],
    ['127.0.0.1.evil.example:3000', false],
    ['localhost:3000.evil.example', false],
    ['evil.example', false],
    [undefined, false],
  ];
  it.each(cases)('%s → %s', (host, expected) => expect(isOurHost(host, 3000, publicUrl)).toBe(expected));
});

describe('requests refused before the application', () => {
  const tree = (value: unknown) => encodeURIComponent(JSON.stringify(value));
  const cases: [string, { method?: string; url?: string; headers?: Record<string, string> }, number | null][] = [
    ['a page', {}, null],
    ['a write to the API', { method: 'POST', url: '/api/v1/people' }, null],
    ['TRACE', { method: 'TRACE' }, 405],
    ['PUT', { method: 'PUT', url: '/api/v1/people' }, 405],
    ['GET *', { url: '*' }, 400],
    ['absolute-form', { url: 'http://evil.example/' }, 400],
    ['two slashes', { url: '//evil.example/' }, 400],
    ['a backslash', { url: '/\\evil.example' }, 400],
    ['a foreign host', { headers: { host: 'evil.example' } }, 421],
    ['a foreign host with a prefetch header', { headers: { host: 'evil.example', purpose: 'prefetch' } }, 421],
    ['broken percent-encoding', { url: '/users?q=%E0%A4%A' }, 400],
    ['an encoded NUL in the path', { url: '/users/%00' }, 400],
    ['POST to a static file', { method: 'POST', url: '/_next/static/chunks/a.js' }, 405],
    ['POST to a page', { method: 'POST', url: '/users' }, 405],
    ['the global error page', { url: '/_global-error' }, 404],
    ['a forged server action', { method: 'POST', url: '/api/v1/people', headers: { 'next-action': 'x' } }, 400],
    [
      'a router tree of Next',
      { headers: { 'next-router-state-tree': tree(['', { children: ['__PAGE__', {}] }, null, null, true]) } },
      null,
    ],
    [
      'a dynamic segment',
      { headers: { 'next-router-state-tree': tree(['', { children: [['id', '1', 'd'], {}] }]) } },
      null,
    ],
    ['a router tree that is no JSON', { headers: { 'next-router-state-tree': '{' } }, 400],
    ['a router tree of another shape', { headers: { 'next-router-state-tree': tree({ a: 1 }) } }, 400],
    ['a router tree with a number', { headers: { 'next-router-state-tree': tree([1, {}]) } }, 400],
    ['a long address', { url: `/users?q=${'a'.repeat(9_000)}` }, 414],
    [
      'a body too large',
      { method: 'POST', url: '/api/v1/people/import', headers: { 'content-length': '9999999' } },
      413,
    ],
  ];
  it.each(cases)('%s', (_, request, status) => {
    const { method = 'GET', url = '/', headers = {} } = request;
    expect(refusalOf({ method, url, headers: { ...ours, ...headers } }, 3000, null)?.status ?? null).toBe(status);
  });
});

it("drops headers by which Next's parts talk to each other", () => {
  const request = {
    headers: { 'x-middleware-subrequest': 'a', 'x-nonce': 'b', 'x-nextjs-data': '1', accept: 'text/html' },
  };
  stripFrameworkHeaders(request);
  expect(request.headers).toEqual({ accept: 'text/html' });
});
