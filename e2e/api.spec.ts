import { request as ask } from 'node:http';
import { routes } from '#lib/api/routes';
import { expect, test } from './watched-page.ts';

interface Answer {
  status: number;
  type: string;
  body: string;
  headers: Record<string, unknown>;
}

/** A bare request: no browser and no client puts a Host, Origin or Content-Type of its own in. */
function bare(
  base: string | undefined,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
  body = '',
): Promise<Answer> {
  const { hostname, port, host } = new URL(base ?? '');
  return new Promise((resolve, reject) => {
    const sent = ask({ hostname, port, path, method, headers: { host, ...headers } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          type: answer.headers['content-type'] ?? '',
          body: Buffer.concat(parts).toString(),
          headers: answer.headers,
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const refusal = (status: number) => ({ status, type: expect.stringMatching(/^application\/problem\+json/) });

test('every read answers by its schema, and says the same to HEAD', async ({ request }) => {
  const get = async (path: string) => (await request.get(`/api/v1${path}`)).json();
  const [principal] = (await get('/principals?limit=1')).items;
  const [login] = (await get('/console-logins?limit=1')).items;
  const [account] = (await get('/shared-accounts?limit=1')).items;
  const [collection] = (await get('/collections?limit=1')).items;
  const { evidenceSha256 } = await get(`/console-logins/${login.accountId}/${login.eventId}`);
  const ids: Record<string, string> = {
    '/principals/{id}': `/principals/${encodeURIComponent(principal.id)}`,
    '/console-logins/{accountId}/{eventId}': `/console-logins/${login.accountId}/${login.eventId}`,
    '/shared-accounts/{id}': `/shared-accounts/${encodeURIComponent(account.principalId)}`,
    '/evidence/{sha256}': `/evidence/${evidenceSha256}`,
    '/collections/{id}': `/collections/${collection.id}`,
  };
  for (const route of Object.values(routes).filter(({ method }) => method === 'GET')) {
    const path = `/api/v1${ids[route.path] ?? route.path}`;
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(200);
    expect(route.answer.safeParse(await answer.json()).error, path).toBeUndefined();
    expect(answer.headers(), path).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    const head = await request.head(path);
    expect(head.status(), `HEAD ${path}`).toBe(200);
    expect(await head.text()).toBe('');
  }
  const document = await get('/openapi.json');
  expect(document.openapi).toMatch(/^3\.1\./);
  expect(Object.keys(document.paths).sort()).toEqual(
    [...new Set(Object.values(routes).map(({ path }) => path))].sort(),
  );
  expect(await (await request.get('/api/health')).json()).toMatchObject({
    status: 'ok',
    version: document.info.version,
  });
});

test('a filter given twice means either; pages meet without a gap', async ({ request }) => {
  const get = async (query: string) => (await request.get(`/api/v1/principals?kind=IamUser&${query}`)).json();
  const [failing, unread, both] = await Promise.all([
    get('status=NON_COMPLIANT'),
    get('status=INSUFFICIENT_DATA'),
    get('status=NON_COMPLIANT&status=INSUFFICIENT_DATA'),
  ]);
  expect(both.total).toBe(failing.total + unread.total);
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await get(`limit=37${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`);
    ids.push(...page.items.map((item: { id: string }) => item.id));
    cursor = page.nextCursor;
    if (cursor === null) expect(ids).toHaveLength(page.total);
  }
  expect(new Set(ids).size).toBe(ids.length);
});

test('what cannot be answered is refused in one sentence', async ({ request, baseURL }) => {
  for (const path of [
    '/principals?status=PERHAPS',
    '/principals?limit=501',
    '/principals?limit=0',
    '/principals?limit=ten',
    '/principals?sort=shoeSize',
    '/principals?no-such-filter=1',
    '/principals?kind=IamUser&kind=RootUser',
    '/principals?cursor=not-ours',
    '/principals?accountId=12',
    '/console-logins?from=yesterday',
    '/console-logins?state=sometimes',
  ]) {
    expect(await bare(baseURL, `/api/v1${path}`, {}), path).toMatchObject(refusal(400));
  }
  for (const path of [
    '/principals/100000000001:AIDANOBODY',
    '/collections/none',
    '/shared-accounts/100000000001:AIDANOBODY',
    '/console-logins/100000000001/none',
    '/principals?boundary=none',
    '/nothing',
  ]) {
    const answer = await bare(baseURL, `/api/v1${path}`, {});
    expect(answer, path).toMatchObject(refusal(404));
    const problem = JSON.parse(answer.body);
    expect(problem, path).toMatchObject({ status: 404, title: 'Not found', code: 'NOT_FOUND' });
    expect(problem.detail, path).toMatch(/^[A-Z].*\.$|openapi\.json\.$/);
    expect(answer.body, path).not.toMatch(/ at .*\.(js|ts)/);
  }
  expect((await request.get('/api/v1/people?q=none-of-this-name')).ok()).toBe(true);
});

test('a write must be JSON, from this origin', async ({ baseURL }) => {
  const json = { 'content-type': 'application/json' };
  const person = JSON.stringify({ name: 'Sample Scripted', email: 'sample.scripted@example.com' });
  const post = (headers: Record<string, string>, body = person) =>
    bare(baseURL, '/api/v1/people', headers, 'POST', body);
  expect(await post({})).toMatchObject(refusal(415));
  expect(await post({ 'content-type': 'text/plain' })).toMatchObject(refusal(415));
  expect(await post({ ...json, 'sec-fetch-site': 'cross-site' })).toMatchObject(refusal(403));
  expect(await post({ ...json, 'sec-fetch-site': 'same-site' })).toMatchObject(refusal(403));
  expect(await post({ ...json, origin: 'https://evil.example' })).toMatchObject(refusal(403));
  expect(await post({ ...json, origin: 'null' })).toMatchObject(refusal(403));
  expect(await post(json, '{"name":')).toMatchObject(refusal(400));
  expect(await post(json, '{"name":"No address"}')).toMatchObject(refusal(400));
  expect(await post(json, `{"name":"${'x'.repeat(300_000)}"}`)).toMatchObject(refusal(413));
  expect(await post({ ...json, origin: baseURL ?? '', 'sec-fetch-site': 'same-origin' })).toMatchObject({
    status: 201,
  });
  expect(await bare(baseURL, '/api/v1/principals/100000000001:AIDANOBODY/recheck', json, 'POST', '{}')).toMatchObject(
    refusal(404),
  );
  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'])
    expect((await bare(baseURL, '/api/v1/people', json, method)).status, method).toBe(405);
});

test('only our own names are answered, whatever else the request claims', async ({ baseURL }) => {
  const { port } = new URL(baseURL ?? '');
  for (const path of ['/', '/users', '/api/v1/overview', '/api/health', '/_next/static/chunks/x.js', '/icon.svg']) {
    const claims: Record<string, string>[] = [
      {},
      { purpose: 'prefetch' },
      { 'next-router-prefetch': '1', rsc: '1' },
      { 'x-forwarded-host': `localhost:${port}` },
      { 'x-middleware-subrequest': 'proxy:proxy:proxy' },
    ];
    for (const extra of claims) {
      for (const host of ['evil.example', `evil.example:${port}`, 'localhost:1', `localhost.evil.example:${port}`]) {
        const answer = await bare(baseURL, path, { ...extra, host });
        expect(answer.status, `${host} ${path} ${JSON.stringify(extra)}`).toBe(421);
      }
    }
  }
  for (const host of [`127.0.0.1:${port}`, `[::1]:${port}`, `LOCALHOST:${port}`])
    expect((await bare(baseURL, '/api/health', { host })).status, host).toBe(200);
});

test('every page carries a policy without exceptions, and a new nonce each time', async ({ baseURL }) => {
  const policies: string[] = [];
  const asked: Record<string, string>[] = [{}, {}, { purpose: 'prefetch' }];
  for (const headers of asked) {
    const answer = await bare(baseURL, '/', headers);
    expect(answer.headers).toMatchObject({ 'x-frame-options': 'DENY', 'referrer-policy': 'same-origin' });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(answer.body).not.toMatch(/<[^>]+ style="/);
    policies.push(policy);
  }
  expect(new Set(policies).size).toBe(policies.length);
});
