import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { handle } from './handle.ts';
import { noParams, nothing, route } from './route.ts';

const list = route({
  id: 'list',
  method: 'GET',
  path: '/things',
  summary: 'Things',
  role: 'viewer',
  params: noParams,
  query: z.object({ status: z.array(z.enum(['A', 'B'])), q: z.string().max(5) }).partial(),
  body: nothing,
  answer: z.object({ given: z.unknown() }),
  statuses: [200],
});

const create = route({
  id: 'create',
  method: 'POST',
  path: '/things',
  summary: 'A thing',
  role: 'admin',
  params: noParams,
  query: z.object({}),
  body: z.object({ name: z.string().default('none') }),
  answer: z.object({ name: z.string() }),
  statuses: [201],
});

const context = { params: Promise.resolve({}) };
const own = { host: 'localhost:3000' };

async function get(query: string) {
  const response = await handle(list, ({ query: given }) => ({ given }))(
    new Request(`http://localhost:3000/things${query}`),
    context,
  );
  return { status: response.status, body: await response.json() };
}

async function post(init: RequestInit, answer: (name: string) => unknown = (name) => ({ name })) {
  const handler = handle(create, ({ body }) => answer(body.name) as { name: string });
  const headers = { ...own, ...init.headers };
  const response = await handler(
    new Request('http://localhost:3000/things', { method: 'POST', ...init, headers }),
    context,
  );
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() };
}

describe('parameters', () => {
  const cases: [string, number, unknown][] = [
    ['', 200, {}],
    ['?status=A&status=B', 200, { status: ['A', 'B'] }],
    ['?status=A', 200, { status: ['A'] }],
    ['?status=&q=', 200, {}],
    ['?status=C', 400, undefined],
    ['?q=123456', 400, undefined],
    ['?q=1&q=2', 400, undefined],
    ['?unknown=1', 400, undefined],
    ['?__proto__=1', 400, undefined],
  ];
  it.each(cases)('%s', async (query, status, given) => {
    const answer = await get(query);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body.given).toEqual(given);
    else expect(answer.body).toMatchObject({ status, code: 'INPUT_INVALID', type: 'about:blank' });
  });
});

describe('bodies', () => {
  const json = { 'content-type': 'application/json' };
  const cases: [string, RequestInit, number][] = [
    ['JSON', { headers: json, body: '{"name":"a"}' }, 201],
    [
      'JSON with a charset',
      { headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"name":"a"}' },
      201,
    ],
    ['nothing at all', {}, 201],
    ['a form', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'name=a' }, 415],
    ['text', { headers: { 'content-type': 'text/plain' }, body: '{"name":"a"}' }, 415],
    ['broken JSON', { headers: json, body: '{' }, 400],
    ['bytes that are no UTF-8', { headers: json, body: new Uint8Array([0x7b, 0xff]) }, 400],
    ['too much', { headers: json, body: JSON.stringify({ name: 'a'.repeat(300_000) }) }, 413],
    ['another type of field', { headers: json, body: '{"name":1}' }, 400],
    ['a foreign origin', { headers: { ...json, origin: 'http://evil.example' }, body: '{}' }, 403],
    ['a foreign host', { headers: { ...json, host: 'evil.example' }, body: '{}' }, 403],
  ];
  it.each(cases)('%s', async (_, init, status) => {
    const answer = await post(init);
    expect(answer.status).toBe(status);
    if (status >= 400) expect(answer.type).toBe('application/problem+json');
  });
});

describe('answers', () => {
  it('an error of the closed set says what to do, and its details never hide the standard members', async () => {
    const answer = await post({}, () => {
      throw new KeyholderError('CONFLICT', 'Name the instance.', { candidates: [1], status: 200, title: 'fine' });
    });
    expect(answer).toMatchObject({
      status: 409,
      body: { status: 409, title: 'Conflict', detail: 'Name the instance.', candidates: [1] },
    });
  });

  it('an unexpected error says nothing of itself but a reference', async () => {
    const answer = await post({}, () => {
      throw new Error('secret detail');
    });
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
    expect(answer.body.reference).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('an answer against its own schema is an error, never sent', async () => {
    expect((await post({}, () => ({ name: 1 }))).status).toBe(500);
  });
});
