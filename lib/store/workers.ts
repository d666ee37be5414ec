import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** A process that collects, as it last reported itself. */
export interface Worker {
  readonly id: string;
  readonly startedAt: Instant;
  readonly seenAt: Instant;
  /** What it does, in a word: `idle`, `collecting`, `no-credentials`. */
  readonly state: string;
}

export async function seenWorker(write: WriteStore, worker: Worker): Promise<void> {
  const now = { seen_at: worker.seenAt, state: worker.state };
  await write.db
    .insertInto('workers')
    .values({ id: worker.id, started_at: worker.startedAt, ...now })
    .onConflict((oc) => oc.column('id').doUpdateSet(now))
    .execute();
}

/** When it ends in order, or for those not seen for long. */
export async function forgetWorkers(
  write: WriteStore,
  gone: { id: string } | { notSeenSince: Instant },
): Promise<void> {
  const query = write.db.deleteFrom('workers');
  await ('id' in gone ? query.where('id', '=', gone.id) : query.where('seen_at', '<', gone.notSeenSince)).execute();
}

export async function listWorkers(read: ReadStore, seenSince: Instant): Promise<Worker[]> {
  const rows = await read.db
    .selectFrom('workers')
    .selectAll()
    .where('seen_at', '>=', seenSince)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, startedAt: row.started_at, seenAt: row.seen_at, state: row.state }));
}
