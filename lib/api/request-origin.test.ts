import { describe, expect, it } from 'vitest';
import { requireOwnOrigin } from './request-origin.ts';

const publicUrl = new URL('https://keyholder.example.org');
const local = { port: 3000, publicUrl: null };
const open = { port: 3000, publicUrl };

describe('who may ask for a change', () => {
  const cases: [string, typeof local | typeof open, Record<string, string>, boolean][] = [
    ['a script', local, { host: 'localhost:3000' }, true],
    [
      'our page',
      local,
      { host: 'localhost:3000', origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' },
      true,
    ],
    ['our page by address', local, { host: '127.0.0.1:3000', origin: 'http://127.0.0.1:3000' }, true],
    ['our page by IPv6', local, { host: '[::1]:3000', origin: 'http://[::1]:3000' }, true],
    ['the public address', open, { host: 'keyholder.example.org', origin: 'https://keyholder.example.org' }, true],
    [
      'the public address over http',
      open,
      { host: 'keyholder.example.org', origin: 'http://keyholder.example.org' },
      false,
    ],
    ['another host', local, { host: 'evil.example' }, false],
    ['no host', local, {}, false],
    ['another port', local, { host: 'localhost:3001' }, false],
    ['another origin', local, { host: 'localhost:3000', origin: 'http://evil.example' }, false],
    ['another port as origin', local, { host: 'localhost:3000', origin: 'http://localhost:3001' }, false],
    ['a sandboxed frame', local, { host: 'localhost:3000', origin: 'null' }, false],
    ['a page of another site', local, { host: 'localhost:3000', 'sec-fetch-site': 'cross-site' }, false],
    ['a page of a sibling site', local, { host: 'localhost:3000', 'sec-fetch-site': 'same-site' }, false],
    ['typed by hand', local, { host: 'localhost:3000', 'sec-fetch-site': 'none' }, true],
    ['an origin with a path', local, { host: 'localhost:3000', origin: 'http://localhost:3000/x' }, false],
  ];
  it.each(cases)('%s', (_, own, headers, allowed) => {
    const ask = () => requireOwnOrigin(new Headers(headers), own);
    if (allowed) expect(ask).not.toThrow();
    else expect(ask).toThrow(expect.objectContaining({ code: 'ORIGIN_REFUSED' }));
  });
});
