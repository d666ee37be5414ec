import type { Scope } from '#lib/domain/actor';
import type { DailyCountName } from '#lib/domain/daily-count';
import { day, type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import type { ReadStore } from '#lib/store/read-store';
import { type DailySum, sumDailyCounts } from '#lib/store/sum-daily-counts';
import { countUnreadable } from '#lib/store/unreadable-records';
import { daysWithGaps, findGaps, gapView } from './coverage-gaps.ts';
import { groupBy } from './group-by.ts';
import { scopeOf } from './scope-of.ts';
import type { LoginsSummaryView } from './views/logins.ts';
import type { WindowQuery } from './views/queries.ts';
import { type DayWindow, windowOf } from './windows.ts';

/** What the head of /logins says about whole UTC days: counts come from the daily counts and never scan the sign-ins. */
export async function getLoginsSummary(
  read: ReadStore,
  scope: Scope,
  query: WindowQuery,
  now: Instant,
): Promise<LoginsSummaryView> {
  const narrowed = await scopeOf(read, scope, query);
  const window = wholeDays(windowOf(query, now));
  const sums = await loginSums(read, narrowed, window);
  const { gaps, readUntil } = await findGaps(read, narrowed, window);
  return {
    from: toIso(window.from),
    to: toIso(window.to),
    readUntil: toIsoOrNull(readUntil),
    successful: totalOf(sums, 'logins'),
    withoutMfa: totalOf(sums, 'logins-without-mfa'),
    federated: totalOf(sums, 'logins-federated'),
    failed: totalOf(sums, 'logins-failed'),
    shared: totalOf(sums, 'logins-shared'),
    sharedUnattributed: totalOf(sums, 'logins-shared-unattributed'),
    unreadable: await countUnreadable(read, narrowed),
    countsAreLowerBounds: false,
    gaps: gaps.map(gapView),
    days: loginDays(sums, window, daysWithGaps(gaps)),
  };
}

const wholeDays = (window: DayWindow): DayWindow => ({ ...window, from: Math.floor(window.from / day) * day });

/** Daily sums of the sign-ins over a window. */
export const loginSums = (read: ReadStore, scope: Scope, window: DayWindow): Promise<readonly DailySum[]> =>
  sumDailyCounts(
    read,
    scope,
    [
      'logins',
      'logins-without-mfa',
      'logins-federated',
      'logins-failed',
      'logins-shared',
      'logins-shared-unattributed',
    ],
    window.days[0] ?? '',
    window.days.at(-1) ?? '',
  );

export const totalOf = (sums: readonly DailySum[], name: DailyCountName): number =>
  sums.reduce((n, sum) => (sum.name === name ? n + sum.n : n), 0);

/** One bar a day, also for days without a sign-in. */
export function loginDays(
  sums: readonly DailySum[],
  window: DayWindow,
  uncovered: ReadonlySet<string>,
): LoginsSummaryView['days'] {
  const byDay = groupBy(sums, (sum) => sum.day);
  return window.days.map((name) => {
    const own = byDay.get(name) ?? [];
    return {
      day: name,
      logins: totalOf(own, 'logins'),
      withoutMfa: totalOf(own, 'logins-without-mfa'),
      covered: !uncovered.has(name),
    };
  });
}
