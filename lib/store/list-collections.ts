import { sql } from 'kysely';
import type { Scope } from '#lib/domain/actor';
import type { CollectionStatus } from '#lib/domain/collection';
import type { Instant } from '#lib/domain/instant';
import { beyond, cutPage, inOrder, type KeysetPage, type KeysetRows } from './keyset.ts';
import { anyOf } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';

export interface CollectionRecord {
  readonly id: string;
  readonly status: CollectionStatus;
  readonly trigger: string;
  readonly requestedBy: string;
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  readonly heartbeatAt: Instant;
  readonly error: string | null;
}

/** A collection as far as a reader may see it: one that concerned none of the reader's accounts is not there. */
function visible(read: ReadStore, scope: Scope) {
  return read.db
    .selectFrom('collections as c')
    .$if(scope.kind !== 'all', (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('source_outcomes as o')
            .select('o.source')
            .whereRef('o.collection_id', '=', 'c.id')
            .where(whereScope(scope, 'o.account_id')),
        ),
      ),
    );
}

/** Collections, newest first, with how many there are. */
export async function listCollections(
  read: ReadStore,
  scope: Scope,
  page: KeysetPage,
): Promise<KeysetRows<CollectionRecord> & { readonly total: number }> {
  const keys = [sql`c.started_at`, sql`c.id`];
  const found = await visible(read, scope)
    .where(beyond(keys, page))
    .selectAll('c')
    .orderBy(inOrder(keys, page.descending))
    .limit(page.limit + 1)
    .execute();
  const { total } = await visible(read, scope)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const cut = cutPage(found, page, (row) => [row.started_at, row.id]);
  return { rows: cut.rows.map(recordOf), next: cut.next, total };
}

export async function findCollection(read: ReadStore, scope: Scope, id: string): Promise<CollectionRecord | null> {
  const row = await visible(read, scope).where('c.id', '=', id).selectAll('c').executeTakeFirst();
  return row ? recordOf(row) : null;
}

/** The run that is going, or null. */
export async function runningCollection(read: ReadStore, scope: Scope): Promise<CollectionRecord | null> {
  const row = await visible(read, scope)
    .where('c.status', '=', 'running')
    .selectAll('c')
    .orderBy('c.started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? recordOf(row) : null;
}

export interface SourceStateCount {
  readonly collectionId: string;
  readonly accountId: string;
  readonly state: string;
  readonly n: number;
}

/** How many sources of each account stand where, for the given collections, at once. */
export async function countSourceStates(
  read: ReadStore,
  scope: Scope,
  collectionIds: readonly string[],
): Promise<readonly SourceStateCount[]> {
  if (collectionIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('source_outcomes')
    .where(anyOf('collection_id', collectionIds))
    .where(whereScope(scope, 'account_id'))
    .select((eb) => ['collection_id', 'account_id', 'state', eb.fn.countAll<number>().as('n')])
    .groupBy(['collection_id', 'account_id', 'state'])
    .execute();
  return rows.map((row) => ({
    collectionId: row.collection_id,
    accountId: row.account_id,
    state: row.state,
    n: row.n,
  }));
}

function recordOf(row: {
  id: string;
  status: CollectionStatus;
  trigger_kind: string;
  requested_by: string;
  started_at: number;
  finished_at: number | null;
  heartbeat_at: number;
  error: string | null;
}): CollectionRecord {
  return {
    id: row.id,
    status: row.status,
    trigger: row.trigger_kind,
    requestedBy: row.requested_by,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    heartbeatAt: row.heartbeat_at,
    error: row.error,
  };
}
