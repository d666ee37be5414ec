import type { Selectable } from 'kysely';
import type { CollectionStatus } from '#lib/domain/collection';
import { type Instant, minute } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { transact, type WriteStore } from './write-store.ts';

/** A run that died is gone on with when its last sign of life is no older than this. */
export const resumableFor = 30 * minute;

export interface Collection {
  readonly id: string;
  readonly status: CollectionStatus;
  readonly trigger: 'first' | 'schedule' | 'request' | 'command-line';
  /** Null: every account that can be found. */
  readonly accountIds: readonly string[] | null;
  readonly requestedBy: string;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly heartbeatAt: Instant;
  /** One sentence, when the run as a whole failed. */
  readonly error: string | null;
}

export interface NewCollection {
  readonly id: string;
  readonly trigger: Collection['trigger'];
  readonly accountIds: readonly string[] | null;
  readonly requestedBy: string;
  readonly at: Instant;
}

/** Starts a run, or names the one that is running: there is never more than one. */
export async function startCollection(
  write: WriteStore,
  wanted: NewCollection,
): Promise<{ collection: Collection; isNew: boolean }> {
  return transact(write, async (tx) => {
    const row = await tx.db
      .insertInto('collections')
      .values({
        id: wanted.id,
        status: 'running',
        trigger_kind: wanted.trigger,
        account_ids: wanted.accountIds === null ? null : JSON.stringify(wanted.accountIds),
        requested_by: wanted.requestedBy,
        started_at: wanted.at,
        heartbeat_at: wanted.at,
      })
      .onConflict((oc) => oc.doNothing())
      .returningAll()
      .executeTakeFirst();
    if (row) return { collection: toCollection(row), isNew: true };
    const running = await findRunningCollection(tx);
    if (running) return { collection: running, isNew: false };
    throw new Error(`collection ${wanted.id} exists already and is not running`);
  });
}

/** A sign of life. False when the run is no longer running: somebody marked it interrupted. */
export async function heartbeatCollection(write: WriteStore, id: string, at: Instant): Promise<boolean> {
  const result = await write.db
    .updateTable('collections')
    .set({ heartbeat_at: at })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** @param error one sentence when the run as a whole failed, else null */
export async function finishCollection(
  write: WriteStore,
  id: string,
  end: { status: Exclude<CollectionStatus, 'running'>; error: string | null; at: Instant },
): Promise<void> {
  await write.db
    .updateTable('collections')
    .set({ status: end.status, error: end.error, finished_at: end.at })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .execute();
}

/** The run in progress, dead or alive: compare `heartbeatAt`. */
export async function findRunningCollection(read: ReadStore): Promise<Collection | null> {
  const row = await read.db.selectFrom('collections').selectAll().where('status', '=', 'running').executeTakeFirst();
  return row ? toCollection(row) : null;
}

/** The run to go on with after a crash: still running, with a sign of life in the last 30 minutes. */
export async function findResumableCollection(read: ReadStore, now: Instant): Promise<Collection | null> {
  const running = await findRunningCollection(read);
  return running && running.heartbeatAt >= now - resumableFor ? running : null;
}

/** Marks runs without a sign of life for 30 minutes, so that a new one can begin. Answers their ids. */
export async function markInterrupted(write: WriteStore, now: Instant): Promise<string[]> {
  const rows = await write.db
    .updateTable('collections')
    .set({ status: 'interrupted', finished_at: now })
    .where('status', '=', 'running')
    .where('heartbeat_at', '<', now - resumableFor)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

export async function getCollection(read: ReadStore, id: string): Promise<Collection | null> {
  const row = await read.db.selectFrom('collections').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toCollection(row) : null;
}

/** Newest first. @param before the last one of the page before */
export async function listCollections(
  read: ReadStore,
  page: { limit: number; before?: { startedAt: Instant; id: string } },
): Promise<Collection[]> {
  const { before } = page;
  let query = read.db
    .selectFrom('collections')
    .selectAll()
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (before)
    query = query.where((eb) => eb(eb.refTuple('started_at', 'id'), '<', eb.tuple(before.startedAt, before.id)));
  return (await query.execute()).map(toCollection);
}

function toCollection(row: Selectable<Schema['collections']>): Collection {
  return {
    id: row.id,
    status: row.status,
    trigger: row.trigger_kind,
    accountIds: row.account_ids === null ? null : JSON.parse(row.account_ids),
    requestedBy: row.requested_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    heartbeatAt: row.heartbeat_at,
    error: row.error,
  };
}
