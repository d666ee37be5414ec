import type { Scope } from '#lib/domain/actor';
import { eventSources } from '#lib/domain/collection';
import type { Instant } from '#lib/domain/instant';
import type { AccountRecord } from './list-accounts.ts';
import type { ReadStore } from './read-store.ts';
import { anyOf, withinScope } from './scope-condition.ts';

export type SourceState = 'waiting' | 'running' | 'collected' | 'partial' | 'denied' | 'failed';

export interface SourceOutcomeRecord {
  readonly collectionId: string;
  readonly accountId: string;
  readonly source: string;
  /** Empty for a source that has no Region. */
  readonly region: string;
  readonly state: SourceState;
  readonly action: string | null;
  readonly error: string | null;
  readonly attempted: number;
  readonly succeeded: number;
  readonly expected: number | null;
  readonly failureCount: number;
  /** JSON of SourceFailure[]; an empty list unless it was asked for. */
  readonly failures: string;
  readonly fromAt: Instant | null;
  readonly toAt: Instant | null;
}

const states: readonly SourceState[] = ['waiting', 'running', 'collected', 'partial', 'denied', 'failed'];
export const hasEnded = (state: SourceState): boolean => state !== 'waiting' && state !== 'running';

/** Every outcome of the given collections, for the accounts a reader may see. */
export async function listSourceOutcomes(
  read: ReadStore,
  scope: Scope,
  collectionIds: readonly string[],
): Promise<readonly SourceOutcomeRecord[]> {
  if (collectionIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('source_outcomes')
    .selectAll()
    .where(anyOf('collection_id', collectionIds))
    .where(withinScope(scope, 'account_id'))
    .orderBy('collection_id')
    .orderBy('account_id')
    .orderBy('source')
    .orderBy('region')
    .execute();
  return rows.map((row) => ({
    collectionId: row.collection_id,
    accountId: row.account_id,
    source: row.source,
    region: row.region,
    state: states.find((known) => known === row.state) ?? 'failed',
    action: row.action,
    error: row.error,
    attempted: row.attempted,
    succeeded: row.succeeded,
    expected: row.expected,
    failureCount: row.failure_count,
    failures: row.failures,
    fromAt: row.from_at,
    toAt: row.to_at,
  }));
}

/**
 * What came of the questions that the screens rest on now. For facts: those of the run whose snapshot of the account was sealed last (before
 * the first seal, of the newest run). For events, which show as they are committed: of the newest run in which that source of the account
 * has ended in every Region, else in some.
 */
export async function currentOutcomes(
  read: ReadStore,
  scope: Scope,
  accounts: readonly AccountRecord[],
): Promise<readonly SourceOutcomeRecord[]> {
  const newest = await read.db
    .selectFrom('collections')
    .select(['id', 'status'])
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(5)
    .execute();
  // A run that is going has ended little yet, so the one before it is looked at too.
  const settled = newest.findIndex((one) => one.status !== 'running' && one.status !== 'interrupted');
  const recent = newest.slice(0, settled === -1 ? newest.length : settled + 1).map((one) => one.id);
  const sealedBy = accounts.map((account) => account.sealedBy).filter((id) => id !== null);
  const rows = await listSourceOutcomes(read, scope, [...new Set([...recent, ...sealedBy])]);

  const byAccount = new Map<string, SourceOutcomeRecord[]>();
  for (const row of rows) {
    const list = byAccount.get(row.accountId);
    if (list) list.push(row);
    else byAccount.set(row.accountId, [row]);
  }
  return accounts.flatMap((account) => {
    const own = byAccount.get(account.id) ?? [];
    // Newest first; a sealed run older than all of these comes last.
    const order = [...recent, ...sealedBy.filter((id) => !recent.includes(id))];
    const of = (collectionId: string) => own.filter((row) => row.collectionId === collectionId);
    const isEvent = (row: SourceOutcomeRecord) => eventSources.some((source) => source === row.source);
    const factsRun = account.sealedBy ?? order.find((id) => of(id).length > 0);
    const facts = factsRun === undefined ? [] : of(factsRun).filter((row) => !isEvent(row) && hasEnded(row.state));
    const events = eventSources.flatMap((source) => {
      const runs = order.map((id) => of(id).filter((row) => row.source === source)).filter((run) => run.length > 0);
      const whole = runs.find((run) => run.every((row) => hasEnded(row.state)));
      return (
        whole ?? runs.find((run) => run.some((row) => hasEnded(row.state)))?.filter((row) => hasEnded(row.state)) ?? []
      );
    });
    return [...facts, ...events];
  });
}
