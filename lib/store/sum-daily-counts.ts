import type { Scope } from '#lib/domain/actor';
import type { DailyCountName } from '#lib/domain/daily-count';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';

export interface DailySum {
  readonly day: string;
  readonly name: DailyCountName;
  readonly n: number;
}

/** Sums over the accounts a reader may see, per UTC day `from` to `to` (both included), oldest first. Days without a count have no row. */
export async function sumDailyCounts(
  read: ReadStore,
  scope: Scope,
  names: readonly DailyCountName[],
  from: string,
  to: string,
): Promise<readonly DailySum[]> {
  return read.db
    .selectFrom('daily_counts')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('name', 'in', names)
    .where(whereScope(scope, 'account_id'))
    .select((eb) => ['day', 'name', eb.fn.sum<number>('n').as('n')])
    .groupBy(['day', 'name'])
    .orderBy('day')
    .execute();
}

export interface DailyTotal extends DailySum {
  /** How many accounts were counted that day. */
  readonly accounts: number;
}

/** As sumDailyCounts, with the number of accounts each sum is made of. */
export async function totalDailyCounts(
  read: ReadStore,
  scope: Scope,
  names: readonly DailyCountName[],
  from: string,
  to: string,
): Promise<readonly DailyTotal[]> {
  return read.db
    .selectFrom('daily_counts')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('name', 'in', names)
    .where(whereScope(scope, 'account_id'))
    .select((eb) => ['day', 'name', eb.fn.sum<number>('n').as('n'), eb.fn.countAll<number>().as('accounts')])
    .groupBy(['day', 'name'])
    .orderBy('day')
    .execute();
}

export interface DailyCountOfAccount extends DailySum {
  readonly accountId: string;
}

/** As they were written, per account, oldest first: for counts that stand until the account is read again. */
export async function listDailyCounts(
  read: ReadStore,
  scope: Scope,
  names: readonly DailyCountName[],
  from: string,
  to: string,
): Promise<readonly DailyCountOfAccount[]> {
  const rows = await read.db
    .selectFrom('daily_counts')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('name', 'in', names)
    .where(whereScope(scope, 'account_id'))
    .select(['day', 'name', 'n', 'account_id'])
    .orderBy('day')
    .execute();
  return rows.map((row) => ({ day: row.day, name: row.name, n: row.n, accountId: row.account_id }));
}
