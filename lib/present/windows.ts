/** The stretch of time that screens look at: whole UTC days, ending with today. */
import { day, type Instant, utcDay } from '#lib/domain/instant';

/** CloudTrail keeps 90 days to look up; screens show as many. */
export const windowDays = 90;

export interface DayWindow {
  readonly from: Instant;
  readonly to: Instant;
  /** UTC days of the window, oldest first. */
  readonly days: readonly string[];
}

const startOfDay = (at: Instant): Instant => Math.floor(at / day) * day;

/** From the start of the UTC day 89 days ago until now, or as asked: `from` at most two years before `to`. */
export function windowOf(query: { from?: Instant; to?: Instant }, now: Instant): DayWindow {
  const to = Math.min(query.to ?? now, now);
  const from = Math.max(query.from ?? startOfDay(to) - (windowDays - 1) * day, startOfDay(to) - 730 * day);
  const days: string[] = [];
  for (let at = startOfDay(from); at <= to; at += day) days.push(utcDay(at));
  return { from, to, days };
}

/** Whole UTC days, ending with today: for the year's curve. */
export const windowStartingDaysAgo = (days: number, now: Instant): DayWindow =>
  windowOf({ from: startOfDay(now) - (days - 1) * day }, now);
