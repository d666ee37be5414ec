import type { Scope } from '#lib/domain/actor';
import type { Unreadable } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { batches } from './batches.ts';
import { sha256 } from './compressed-json.ts';
import type { ReadStore } from './read-store.ts';
import { bytesOfText, textOfBytes } from './safe-text.ts';
import { whereScope } from './where-scope.ts';
import type { WriteStore } from './write-store.ts';

/** Something AWS sent that could not be read, and where it was met. */
export interface UnreadableRecord extends Unreadable {
  readonly id: string;
  readonly accountId: string;
  readonly source: string;
  readonly region: string;
  readonly collectionId: string | null;
  readonly recordedAt: Instant;
}

export interface UnreadableOrigin {
  readonly accountId: string;
  readonly source: string;
  readonly region: string;
  readonly collectionId: string | null;
}

/** Keeps them aside. The same content met again by a later run is one record: its id follows from its content, not from its place. */
export async function putUnreadable(
  tx: WriteStore,
  records: readonly Unreadable[],
  origin: UnreadableOrigin,
  at: Instant,
): Promise<void> {
  for (const batch of batches(records, 9)) {
    await tx.db
      .insertInto('unreadable_records')
      .values(
        batch.map((record) => ({
          id: sha256(JSON.stringify([origin.accountId, origin.source, origin.region, record.reason, record.raw])).slice(
            0,
            32,
          ),
          account_id: origin.accountId,
          source: origin.source,
          region: origin.region,
          place: record.where,
          reason: record.reason,
          raw: bytesOfText(record.raw),
          collection_id: origin.collectionId,
          recorded_at: at,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

export async function countUnreadable(read: ReadStore, scope: Scope): Promise<number> {
  const row = await read.db
    .selectFrom('unreadable_records')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where(whereScope(scope, 'account_id'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Newest first. @param before the last one of the page before */
export async function listUnreadable(
  read: ReadStore,
  scope: Scope,
  page: { limit: number; before?: { recordedAt: Instant; id: string } },
): Promise<UnreadableRecord[]> {
  const { before } = page;
  let query = read.db
    .selectFrom('unreadable_records')
    .selectAll()
    .where(whereScope(scope, 'account_id'))
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit);
  if (before)
    query = query.where((eb) => eb(eb.refTuple('recorded_at', 'id'), '<', eb.tuple(before.recordedAt, before.id)));
  return (await query.execute()).map((row) => ({
    id: row.id,
    accountId: row.account_id,
    source: row.source,
    region: row.region,
    where: row.place,
    reason: row.reason,
    raw: textOfBytes(row.raw),
    collectionId: row.collection_id,
    recordedAt: row.recorded_at,
  }));
}
