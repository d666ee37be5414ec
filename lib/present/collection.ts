import type { Scope } from '#lib/domain/actor';
import { sourceIds } from '#lib/domain/collection';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { listAccounts } from '#lib/store/accounts';
import {
  type CollectionRecord,
  countSourceStates,
  findCollection,
  type SourceStateCount,
} from '#lib/store/list-collections';
import { listSourceOutcomes } from '#lib/store/list-source-outcomes';
import type { ReadStore } from '#lib/store/read-store';
import type { SourceProgress } from '#lib/store/source-outcomes';
import { groupBy } from './group-by.ts';
import { progressOf } from './progress.ts';
import { scopeOf } from './scope-of.ts';
import type { CollectionSourceView, CollectionView } from './views/collections.ts';

/**
 * GET /collections/{id}: one run, what came of each question, per account of the boundary.
 * @throws KeyholderError NOT_FOUND
 */
export async function getCollection(
  read: ReadStore,
  scope: Scope,
  query: { id: string; boundary?: string | null; accountId?: readonly string[] },
  _now: Instant,
): Promise<CollectionView> {
  const narrowed = await scopeOf(read, scope, query);
  const row = await findCollection(read, scope, query.id);
  if (!row) throw new KeyholderError('NOT_FOUND', 'There is no collection with this id.', { id: query.id });
  const counts = await countSourceStates(read, narrowed, [row.id]);
  const outcomes = await listSourceOutcomes(read, narrowed, [row.id]);
  const names = new Map((await listAccounts(read, scope)).map((account) => [account.id, account.name]));
  return { ...collectionHead(row, counts), accounts: collectionAccounts(outcomes, names) };
}

export const collectionHead = (
  row: CollectionRecord,
  counts: readonly SourceStateCount[],
): Omit<CollectionView, 'accounts'> => ({
  id: row.id,
  status: row.status,
  trigger: row.trigger,
  requestedBy: row.requestedBy,
  startedAt: toIso(row.startedAt),
  finishedAt: toIsoOrNull(row.finishedAt),
  error: row.error,
  progress: progressOf(counts),
});

export function collectionAccounts(
  outcomes: readonly SourceProgress[],
  names: ReadonlyMap<string, string>,
): CollectionView['accounts'] {
  return [...groupBy(outcomes, (one) => one.accountId)]
    .map(([accountId, own]) => ({
      accountId,
      name: names.get(accountId) ?? accountId,
      sources: [...own]
        .sort((a, b) => sourceIds.indexOf(a.source) - sourceIds.indexOf(b.source) || (a.region < b.region ? -1 : 1))
        .map(sourceView),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.accountId < b.accountId ? -1 : 1));
}

function sourceView(one: SourceProgress): CollectionSourceView {
  return {
    source: one.source,
    ...(one.region !== '' && { region: one.region }),
    ...(one.state !== 'waiting' && one.state !== 'running' && { outcome: one.state }),
    state: one.state,
    ...(one.action !== null && { action: one.action }),
    ...(one.error !== null && { error: one.error }),
    attempted: one.attempted,
    succeeded: one.succeeded,
    expected: one.expected,
    failureCount: one.failureCount,
    failures: [...one.failures],
    ...(one.from !== null && { from: toIso(one.from) }),
    ...(one.to !== null && { to: toIso(one.to) }),
  };
}
