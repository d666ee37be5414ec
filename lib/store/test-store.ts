/** Fixture of the store's tests: a store of its own on SQLite or PostgreSQL, gone afterwards. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, inject, onTestFinished } from 'vitest';
import { openStore, type Store, type StoreOptions } from './open-store.ts';
import type { Engine } from './read-store.ts';

export interface TestEngine {
  readonly engine: Engine;
  /** Options of a place where nothing is yet; removed after the test. */
  emptyPlace(): Promise<StoreOptions>;
  /** An opened, empty store; closed and removed after the test. */
  open(): Promise<Store>;
}

/** The same tests on both engines. Without a PostgreSQL its half counts as skipped. */
export function describeOnEngines(title: string, tests: (engine: TestEngine) => void): void {
  describe(`${title} (SQLite)`, () => tests(testEngine('sqlite', sqlitePlace)));
  const url = inject('postgresUrl');
  describe.skipIf(url === null)(`${title} (PostgreSQL)`, () =>
    tests(testEngine('postgresql', () => postgresPlace(String(url)))),
  );
}

function testEngine(engine: Engine, emptyPlace: () => Promise<StoreOptions>): TestEngine {
  return {
    engine,
    emptyPlace,
    async open() {
      const store = await openStore(await emptyPlace());
      onTestFinished(() => store.close());
      return store;
    },
  };
}

async function sqlitePlace(): Promise<StoreOptions> {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return { databaseUrl: null, dataDir: join(folder, 'data'), mode: 'create' };
}

async function postgresPlace(server: string): Promise<StoreOptions> {
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  await runOn(server, `CREATE DATABASE ${name}`);
  onTestFinished(() => runOn(server, `DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { databaseUrl: url.href, dataDir: '/nowhere', mode: 'create' };
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
