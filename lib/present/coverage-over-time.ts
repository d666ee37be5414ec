import type { DailyCountOfAccount } from '#lib/store/sum-daily-counts';
import { groupBy } from './group-by.ts';
import type { OverviewView } from './views/overview.ts';

/**
 * Users who can or may sign in, without MFA and not checked, at the end of each UTC day on which something was collected. An account
 * that was not read on such a day stands with its last counts: nothing newer is known of it, and its users did not go away.
 */
export function coverageOverTime(counts: readonly DailyCountOfAccount[]): OverviewView['coverageOverTime'] {
  const standing = new Map<string, { withoutMfa: number; notChecked: number; population: number }>();
  const days = [...groupBy(counts, (count) => count.day)].sort(([a], [b]) => (a < b ? -1 : 1));
  return days.map(([day, own]) => {
    for (const [accountId, rows] of groupBy(own, (row) => row.accountId)) {
      const of = (name: string) => rows.find((row) => row.name === name)?.n ?? 0;
      standing.set(accountId, {
        withoutMfa: of('users-without-mfa'),
        notChecked: of('users-not-checked'),
        population: of('users-with-console'),
      });
    }
    const all = [...standing.values()];
    return {
      day,
      withoutMfa: all.reduce((n, one) => n + one.withoutMfa, 0),
      notChecked: all.reduce((n, one) => n + one.notChecked, 0),
      population: all.reduce((n, one) => n + one.population, 0),
    };
  });
}
