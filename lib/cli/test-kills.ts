/** Fixture: a collection that is killed again and again, and what must not come of it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Organization } from '#lib/demo/organization';
import type { Random } from '#lib/demo/random';
import type { StandIn } from '#lib/demo/stand-in/stand-in';
import { day, hour, type Instant } from '#lib/domain/instant';
import { openStore, type Store } from '#lib/store/open-store';
import {
  childrenOf,
  type Environment,
  freePort,
  later,
  processesOf,
  type RunningCommand,
  standInEnvironment,
  startCommand,
  type TestInstall,
  temporaryFolder,
  until,
} from './test-processes.ts';
import { readResult } from './test-result.ts';

/** What is killed: the command `collect`, the worker that `serve` started, or `serve` itself. */
export type Victim = 'collect' | 'worker' | 'serve';

export interface Place {
  readonly env: Environment;
  /** Looks into the store; null while there is none. */
  look<T>(at: (store: Store) => Promise<T>): Promise<T | null>;
}

/** A data folder of its own; on PostgreSQL it only holds the log. */
export function placeAt(databaseUrl: string | null, standIn: StandIn, more: Environment): Place {
  const dataDir = join(temporaryFolder('killed'), 'data');
  mkdirSync(dataDir);
  const env = {
    ...standInEnvironment(standIn),
    KEYHOLDER_DATA_DIR: dataDir,
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
    ...more,
  };
  return {
    env,
    async look(at) {
      const store = await openStore({ databaseUrl, dataDir, mode: 'existing' }).catch(() => null);
      if (store === null) return null;
      try {
        return await at(store);
      } finally {
        await store.close();
      }
    },
  };
}

/**
 * An organization in which nothing depends on the minute a run happens in: a report that AWS gives to every run, no events at the very
 * edge of its history, and none that arrive meanwhile.
 */
export function steady({ arrivals: _, ...organization }: Organization, since: Instant): Organization {
  const isKept = ({ time }: { readonly time: Instant }) => time > since - 89 * day;
  const accounts = organization.accounts.map((account) => ({
    ...account,
    reportGeneratedAt: since - 2 * hour,
    events: account.events.filter(isKept),
  }));
  return { ...organization, accounts };
}

/** A run that nobody disturbs; answers how long it took, too. */
export async function undisturbed(install: TestInstall, place: Place, since: Instant) {
  const startedAt = performance.now();
  const { code, err } = await startCommand(install, ['collect'], place.env).ended;
  const took = performance.now() - startedAt;
  const result = await place.look((store) => readResult(store, since));
  if (result === null) throw new Error(`nothing was collected: ${err}`);
  return { code, took, result };
}

/** Everything that may never be lost once it was committed. */
async function committed(store: Store): Promise<ReadonlySet<string>> {
  const { db } = store.read;
  const events = ['console_logins', 'role_switches', 'lifecycle_events'] as const;
  const ids = await Promise.all(
    events.map((table) => db.selectFrom(table).select(['account_id', 'event_id']).execute()),
  );
  const evidence = await db.selectFrom('evidence').select('sha256').execute();
  const snapshots = await db.selectFrom('snapshots').select('id').execute();
  const ended = await db
    .selectFrom('source_outcomes')
    .select(['account_id', 'source', 'region', 'state'])
    .where('state', 'not in', ['waiting', 'running'])
    .execute();
  return new Set([
    ...ids.flat().map((row) => `event ${row.account_id} ${row.event_id}`),
    ...evidence.map((row) => `evidence ${row.sha256}`),
    ...snapshots.map((row) => `snapshot ${row.id}`),
    ...ended.map((row) => `ended ${row.account_id} ${row.source} ${row.region} ${row.state}`),
  ]);
}

export interface Kills {
  readonly install: TestInstall;
  readonly place: Place;
  /** One kill each, in this order; then it is left alone. */
  readonly victims: readonly Victim[];
  readonly random: Random;
  /** Milliseconds of a run that nobody disturbs. */
  readonly took: number;
  readonly since: Instant;
}

/**
 * Kills at random moments of one collection, each time starts again, and lets the last start finish. Answers when each was killed, what
 * was lost of what had been committed, and the result.
 */
export async function collectKilled({ install, place, victims, random, took, since }: Kills) {
  const scene = new Scene(install, place);
  const kept = new Set<string>();
  const said: string[] = [];
  for (const victim of victims) {
    // Each start goes on where the one before broke off, so a share of the whole lies within what is left.
    const after = Math.round(100 + random.next() * (took / victims.length) * 1.5);
    await scene.kill(victim, after);
    const left = await place.look(committed);
    said.push(`${victim} after ${after} ms (${left?.size ?? 0} rows)`);
    for (const one of left ?? []) kept.add(one);
  }
  await scene.finish();
  const left = await place.look(committed);
  const lost = [...kept].filter((one) => !left?.has(one));
  return { said, lost, result: await place.look((store) => readResult(store, since)) };
}

/** What runs while a collection is being killed. */
class Scene {
  readonly #install: TestInstall;
  readonly #place: Place;
  #serve: RunningCommand | null = null;

  constructor(install: TestInstall, place: Place) {
    this.#install = install;
    this.#place = place;
  }

  async kill(victim: Victim, after: number): Promise<void> {
    if (victim === 'collect') {
      await this.#killServe();
      const running = startCommand(this.#install, ['collect'], this.#place.env);
      await later(after);
      await running.kill();
      return;
    }
    this.#serve ??= (await startServe(this.#install, this.#place)).serve;
    const { pid } = this.#serve.child;
    if (victim === 'serve') {
      await later(after);
      return this.#killServe();
    }
    const worker = await until('the worker runs', () => childrenOf(this.#install, pid).worker);
    await later(after);
    process.kill(worker.pid, 'SIGKILL');
  }

  async #killServe(): Promise<void> {
    await this.#serve?.kill();
    this.#serve = null;
    await until('no child of a killed serve is left', () => (processesOf(this.#install).length === 0 ? true : null));
  }

  /** Whoever runs goes on by itself; else `collect` does. There is never a second run. */
  async finish(): Promise<void> {
    const isDone = async () => ((await this.#place.look(hasEnded)) === true ? true : null);
    if (this.#serve === null && !(await isDone())) {
      await startCommand(this.#install, ['collect'], this.#place.env).ended;
    }
    await until('the collection has ended', isDone);
    await this.#killServe();
  }
}

async function hasEnded(store: Store): Promise<boolean> {
  const rows = await store.read.db.selectFrom('collections').select('status').execute();
  return rows.length > 0 && rows.every(({ status }) => status !== 'running');
}

export async function startServe(install: TestInstall, place: Place): Promise<{ serve: RunningCommand; port: number }> {
  const port = await freePort();
  const env = { ...place.env, PORT: String(port), KEYHOLDER_COLLECT_EVERY: 'off' };
  return { serve: startCommand(install, ['serve'], env), port };
}
