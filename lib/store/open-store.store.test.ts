import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { sql } from 'kysely';
import { describe, expect, it, onTestFinished } from 'vitest';
import { migrationsDone } from './migrate.ts';
import { openStore, type StoreOptions } from './open-store.ts';
import { describeOnEngines } from './test-store.ts';
import { transact } from './write-store.ts';

const run = promisify(execFile);

describeOnEngines('opening a store', ({ emptyPlace, open, engine }) => {
  it('makes the tables once; opening again changes nothing', async () => {
    const place = await emptyPlace();
    const first = await openStore(place);
    const done = await migrationsDone(first.read.db);
    await first.close();
    const second = await openStore({ ...place, mode: 'existing' });
    expect(await migrationsDone(second.read.db)).toEqual(done);
    await second.close();
  });

  it('refuses to make a store where only reading was asked for', async () => {
    const place = await emptyPlace();
    await expect(openStore({ ...place, mode: 'existing' })).rejects.toMatchObject({
      code: 'DATA_MISSING',
      message: expect.stringContaining(engine === 'sqlite' ? `no data in ${place.dataDir}` : 'no data in 127.0.0.1:'),
    });
  });

  it('refuses data of a newer version', async () => {
    const place = await emptyPlace();
    const store = await openStore(place);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(store.write.db);
    await store.close();
    await expect(openStore(place)).rejects.toMatchObject({ code: 'DATA_TOO_NEW' });
  });

  it('cannot write through the reading side', async () => {
    const { read } = await open();
    await expect(
      read.db.insertInto('workers').values({ id: 'w', started_at: 0, seen_at: 0, state: 'idle' }).execute(),
    ).rejects.toThrow(/read-?only/i);
  });

  it('undoes a transaction that fails half way', async () => {
    const { read, write } = await open();
    const attempt = transact(write, async (tx) => {
      await tx.db.insertInto('workers').values({ id: 'w', started_at: 0, seen_at: 0, state: 'idle' }).execute();
      throw new Error('half way');
    });
    await expect(attempt).rejects.toThrow('half way');
    expect(await read.db.selectFrom('workers').selectAll().execute()).toEqual([]);
  });

  it('is migrated by four processes at once without harm', async () => {
    const place = await emptyPlace();
    const program = await bundled();
    const processes = [1, 2, 3, 4].map(() => run(process.execPath, [program, JSON.stringify(place)], nodePath));
    const answers = await Promise.all(processes);
    expect(answers.map((answer) => answer.stdout)).toEqual(['open\n', 'open\n', 'open\n', 'open\n']);
  });
});

const nodePath = { env: { ...process.env, NODE_PATH: join(import.meta.dirname, '../../node_modules') } };

/** A program that opens a store and leaves. */
async function bundled(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-program-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, 'open.cjs');
  await build({
    stdin: {
      contents: `import { openStore } from './open-store.ts';
        openStore(JSON.parse(process.argv[2])).then(async (store) => { console.log('open'); await store.close(); });`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['@photostructure/sqlite', 'pg-native'],
    outfile,
  });
  return outfile;
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'keyholder-store-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
const inFolder = (dataDir: string): StoreOptions => ({ databaseUrl: null, dataDir, mode: 'create' });

describe('a data folder', () => {
  it('is its owner’s alone', async () => {
    const dataDir = join(folder(), 'data');
    const store = await openStore(inFolder(dataDir));
    await transact(store.write, async (tx) => {
      await tx.db.insertInto('workers').values({ id: 'w', started_at: 0, seen_at: 0, state: 'idle' }).execute();
    });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    for (const name of ['keyholder.db', 'keyholder.db-wal'])
      expect(statSync(join(dataDir, name)).mode & 0o777, name).toBe(0o600);
    await store.close();
  });

  it('that cannot be made is one clear sentence', async () => {
    const file = join(folder(), 'a-file');
    writeFileSync(file, '');
    const dataDir = join(file, 'data');
    await expect(openStore(inFolder(dataDir))).rejects.toMatchObject({
      code: 'DATA_NOT_WRITABLE',
      message: expect.stringContaining(dataDir),
    });
  });

  it('with a file that is no database is one clear sentence', async () => {
    const dataDir = folder();
    const file = join(dataDir, 'keyholder.db');
    writeFileSync(file, 'not a database at all, but long enough to look at'.repeat(100));
    await expect(openStore(inFolder(dataDir))).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: expect.stringContaining(`${file} is damaged`),
    });
  });
});

describe('a PostgreSQL', () => {
  it('that nobody serves is one clear sentence without the password', async () => {
    const databaseUrl = 'postgresql://somebody:secret-word@127.0.0.1:1/keyholder';
    const attempt = openStore({ databaseUrl, dataDir: '/nowhere', mode: 'create' });
    await expect(attempt).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: expect.stringContaining('127.0.0.1:1/keyholder cannot be reached'),
    });
    await expect(attempt).rejects.not.toMatchObject({ message: expect.stringContaining('secret-word') });
  });
});

describeOnEngines('a server', ({ emptyPlace, engine }) => {
  it.skipIf(engine === 'sqlite')('that refuses the password, or has no such database, says so', async () => {
    const { databaseUrl, ...place } = await emptyPlace();
    const url = new URL(String(databaseUrl));
    url.password = 'wrong-word';
    await expect(openStore({ ...place, databaseUrl: url.href })).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: expect.stringMatching(/refused the user or password(?!.*wrong-word)/),
    });
    const missing = new URL(String(databaseUrl));
    missing.pathname = '/no_such_database';
    await expect(openStore({ ...place, databaseUrl: missing.href })).rejects.toMatchObject({
      code: 'DATA_UNREACHABLE',
      message: expect.stringContaining('has no such database'),
    });
  });
});
