import type { Scope } from '#lib/domain/actor';
import { eventSources } from '#lib/domain/collection';
import { anyOf } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';
import { type SourceProgress, toProgress } from './source-outcomes.ts';
import { whereScope } from './where-scope.ts';

const hasEnded = (row: SourceProgress): boolean => row.state !== 'waiting' && row.state !== 'running';
const isEventSource = (row: SourceProgress): boolean => eventSources.includes(row.source);

/** Every outcome of the given collections, for the accounts a reader may see; by account, source and Region. */
export async function listSourceOutcomes(
  read: ReadStore,
  scope: Scope,
  collectionIds: readonly string[],
): Promise<readonly SourceProgress[]> {
  if (collectionIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('source_outcomes')
    .selectAll()
    .where(anyOf('collection_id', collectionIds))
    .where(whereScope(scope, 'account_id'))
    .orderBy('account_id')
    .orderBy('source')
    .orderBy('region')
    .execute();
  return rows.map(toProgress);
}

/**
 * What came of the questions that the screens rest on now. For facts: those of the run whose snapshot of the account was sealed last
 * (before the first seal, of the newest run). For events, which show as they are committed: of the newest run in which that source of
 * the account has ended in every Region, else in some.
 */
export async function currentOutcomes(read: ReadStore, scope: Scope): Promise<readonly SourceProgress[]> {
  const sealed = new Map<string, string>();
  for (const row of await read.db
    .selectFrom('accounts as a')
    .innerJoin('snapshots as s', 's.id', 'a.snapshot_id')
    .where(whereScope(scope, 'a.id'))
    .select(['a.id', 's.collection_id'])
    .execute())
    sealed.set(row.id, row.collection_id);
  const recent = await recentRuns(read);
  const runs = [...recent, ...new Set([...sealed.values()].filter((id) => !recent.includes(id)))];
  const rows = await listSourceOutcomes(read, scope, runs);

  const accounts = new Map<string, Map<string, SourceProgress[]>>();
  for (const row of rows) {
    const own = accounts.get(row.accountId) ?? new Map<string, SourceProgress[]>();
    accounts.set(row.accountId, own);
    const run = own.get(row.collectionId);
    if (run) run.push(row);
    else own.set(row.collectionId, [row]);
  }
  return [...accounts].flatMap(([accountId, byRun]) => {
    const newestFirst = runs.flatMap((id) => byRun.get(id) ?? []);
    const factsRun = sealed.get(accountId) ?? newestFirst[0]?.collectionId;
    const facts = newestFirst.filter((row) => row.collectionId === factsRun && !isEventSource(row) && hasEnded(row));
    return [
      ...facts,
      ...eventSources.flatMap((source) => newestOf(newestFirst.filter((row) => row.source === source))),
    ];
  });
}

/** The newest run, and, while that is going or broke off, the ones before it up to the last that ended in order. */
async function recentRuns(read: ReadStore): Promise<readonly string[]> {
  const newest = await read.db
    .selectFrom('collections')
    .select(['id', 'status'])
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(5)
    .execute();
  const settled = newest.findIndex((run) => run.status !== 'running' && run.status !== 'interrupted');
  return newest.slice(0, settled === -1 ? newest.length : settled + 1).map((run) => run.id);
}

function newestOf(rows: readonly SourceProgress[]): readonly SourceProgress[] {
  const runs = [...new Set(rows.map((row) => row.collectionId))].map((id) =>
    rows.filter((row) => row.collectionId === id),
  );
  return runs.find((run) => run.every(hasEnded)) ?? runs.find((run) => run.some(hasEnded))?.filter(hasEnded) ?? [];
}
