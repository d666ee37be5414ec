import type { Scope } from '#lib/domain/actor';
import { userCountNames } from '#lib/domain/daily-count';
import type { ReadStore } from '#lib/store/read-store';
import {
  type DailyCountOfAccount,
  type DailySum,
  listDailyCounts,
  totalDailyCounts,
} from '#lib/store/sum-daily-counts';
import { groupBy } from './group-by.ts';
import type { OverviewView } from './views/overview.ts';

type Series = OverviewView['coverageOverTime'];

/**
 * Users who can or may sign in, without MFA and not checked, at the end of each UTC day on which something was collected. An account
 * that was not read on such a day stands with its last counts: nothing newer is known of it, and its users did not go away.
 */
export async function coverageOverTime(read: ReadStore, scope: Scope, from: string, to: string): Promise<Series> {
  const totals = await totalDailyCounts(read, scope, userCountNames, from, to);
  const accounts = totals.map((total) => total.accounts);
  // As long as no day counts fewer accounts than one before it, every day's sums are whole, and few rows tell the year.
  const isWhole = accounts.every((n, i) => n >= (accounts[i - 1] ?? 0));
  return isWhole ? seriesOf(totals) : standingSeries(await listDailyCounts(read, scope, userCountNames, from, to));
}

function seriesOf(sums: readonly DailySum[]): Series {
  return [...groupBy(sums, (sum) => sum.day)].map(([day, own]) => ({ day, ...countsOf(own) }));
}

/** Account by account, carrying forward those that a day did not read. */
function standingSeries(counts: readonly DailyCountOfAccount[]): Series {
  const standing = new Map<string, Omit<Series[number], 'day'>>();
  return [...groupBy(counts, (count) => count.day)].map(([day, own]) => {
    for (const [accountId, rows] of groupBy(own, (row) => row.accountId)) standing.set(accountId, countsOf(rows));
    const all = [...standing.values()];
    return {
      day,
      withoutMfa: all.reduce((n, one) => n + one.withoutMfa, 0),
      notChecked: all.reduce((n, one) => n + one.notChecked, 0),
      population: all.reduce((n, one) => n + one.population, 0),
    };
  });
}

function countsOf(rows: readonly DailySum[]): Omit<Series[number], 'day'> {
  const of = (name: string) => rows.find((row) => row.name === name)?.n ?? 0;
  return {
    withoutMfa: of('users-without-mfa'),
    notChecked: of('users-not-checked'),
    population: of('users-with-console'),
  };
}
