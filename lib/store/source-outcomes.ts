import type { Selectable } from 'kysely';
import type { Outcome, SourceFailure, SourceId } from '#lib/domain/collection';
import type { Instant } from '#lib/domain/instant';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import type { WriteStore } from './write-store.ts';

/** Failures kept by name; the rest is counted. */
export const maxFailuresKept = 100;

/** How far one question to AWS has come in one run, and what came of it. */
export interface SourceProgress {
  readonly collectionId: string;
  readonly accountId: string;
  readonly source: SourceId;
  /** Empty for sources that are not read per Region. */
  readonly region: string;
  readonly state: 'waiting' | 'running' | Outcome;
  readonly action: string | null;
  readonly error: string | null;
  readonly attempted: number;
  readonly succeeded: number;
  readonly failureCount: number;
  readonly failures: readonly SourceFailure[];
  /** How many subjects are to be asked, once known. */
  readonly expected: number | null;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export type SourceKey = Pick<SourceProgress, 'collectionId' | 'accountId' | 'source' | 'region'>;

/** Announces sources as waiting; those already known to this run (it was resumed) stay as they are. */
export async function planSources(write: WriteStore, keys: readonly SourceKey[], at: Instant): Promise<void> {
  for (const batch of batches(keys, 10)) {
    await write.db
      .insertInto('source_outcomes')
      .values(
        batch.map((key) => ({
          collection_id: key.collectionId,
          account_id: key.accountId,
          source: key.source,
          region: key.region,
          state: 'waiting' as const,
          attempted: 0,
          succeeded: 0,
          failure_count: 0,
          failures: '[]',
          updated_at: at,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

/** Writes how a source stands now, whole. */
export async function putSourceProgress(write: WriteStore, p: SourceProgress, at: Instant): Promise<void> {
  const state = {
    state: p.state,
    action: p.action,
    error: p.error,
    attempted: p.attempted,
    succeeded: p.succeeded,
    failure_count: p.failureCount,
    failures: JSON.stringify(p.failures.slice(0, maxFailuresKept)),
    expected: p.expected,
    from_at: p.from,
    to_at: p.to,
    updated_at: at,
  };
  await write.db
    .insertInto('source_outcomes')
    .values({ collection_id: p.collectionId, account_id: p.accountId, source: p.source, region: p.region, ...state })
    .onConflict((oc) => oc.columns(['collection_id', 'account_id', 'source', 'region']).doUpdateSet(state))
    .execute();
}

/** By account, source and Region. */
export async function listSourceProgress(
  read: ReadStore,
  collectionId: string,
  accountId?: string,
): Promise<SourceProgress[]> {
  let query = read.db
    .selectFrom('source_outcomes')
    .selectAll()
    .where('collection_id', '=', collectionId)
    .orderBy('account_id')
    .orderBy('source')
    .orderBy('region');
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  return (await query.execute()).map(toProgress);
}

export async function getSourceProgress(read: ReadStore, key: SourceKey): Promise<SourceProgress | null> {
  const row = await read.db
    .selectFrom('source_outcomes')
    .selectAll()
    .where('collection_id', '=', key.collectionId)
    .where('account_id', '=', key.accountId)
    .where('source', '=', key.source)
    .where('region', '=', key.region)
    .executeTakeFirst();
  return row ? toProgress(row) : null;
}

export function toProgress(row: Selectable<Schema['source_outcomes']>): SourceProgress {
  return {
    collectionId: row.collection_id,
    accountId: row.account_id,
    source: row.source,
    region: row.region,
    state: row.state,
    action: row.action,
    error: row.error,
    attempted: row.attempted,
    succeeded: row.succeeded,
    failureCount: row.failure_count,
    failures: JSON.parse(row.failures),
    expected: row.expected,
    from: row.from_at,
    to: row.to_at,
  };
}
