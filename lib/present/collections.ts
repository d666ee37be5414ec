import type { Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { listAccounts } from '#lib/store/accounts';
import { countSourceStates, listCollections, type SourceStateCount } from '#lib/store/list-collections';
import { listSourceOutcomes } from '#lib/store/list-source-outcomes';
import type { ReadStore } from '#lib/store/read-store';
import { collectionAccounts, collectionHead } from './collection.ts';
import { groupBy } from './group-by.ts';
import { cursorOf, pageOf } from './page-of.ts';
import { scopeOf } from './scope-of.ts';
import type { CollectionSummaryView } from './views/collections.ts';
import type { ListView } from './views/common.ts';
import type { CollectionsQuery } from './views/queries.ts';

/** With every account and source in it, a page of runs is large: fewer of them unless told. */
const fullLimit = 5;

/** GET /collections: runs, newest first. */
export async function getCollections(
  read: ReadStore,
  scope: Scope,
  query: CollectionsQuery,
  _now: Instant,
): Promise<ListView<CollectionSummaryView>> {
  const page = pageOf(query.summary ? query : { limit: fullLimit, ...query }, 'collections', 2, true);
  const narrowed = await scopeOf(read, scope, query);
  const { rows, next, total } = await listCollections(read, narrowed, page);
  const ids = rows.map((row) => row.id);
  const counts = groupBy(await countSourceStates(read, narrowed, ids), (count) => count.collectionId);
  const names = new Map((await listAccounts(read, narrowed)).map((account) => [account.id, account.name]));
  const outcomes = query.summary
    ? null
    : groupBy(await listSourceOutcomes(read, narrowed, ids), (outcome) => outcome.collectionId);
  return {
    items: rows.map((row) => {
      const own = counts.get(row.id) ?? [];
      return {
        ...collectionHead(row, own),
        counts: {
          collected: sum(own, 'collected'),
          partial: sum(own, 'partial'),
          denied: sum(own, 'denied'),
          failed: sum(own, 'failed'),
          waiting: sum(own, 'waiting') + sum(own, 'running'),
        },
        accountCount: new Set(own.map((count) => count.accountId)).size,
        ...(outcomes && { accounts: collectionAccounts(outcomes.get(row.id) ?? [], names) }),
      };
    }),
    nextCursor: cursorOf('collections', next),
    total,
    totalIsLowerBound: false,
  };
}

const sum = (counts: readonly SourceStateCount[], state: string): number =>
  counts.reduce((n, count) => (count.state === state ? n + count.n : n), 0);
