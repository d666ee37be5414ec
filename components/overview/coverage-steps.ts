import { day as dayLength } from '#lib/domain/instant';
import type { OverviewView } from '#lib/present/views/overview';

type Day = OverviewView['coverageOverTime'][number];

export interface Step {
  /** First UTC day of the column. */
  day: string;
  /** What held at its end; null when no collection ran in it. */
  counted: Day | null;
}

const longestByDay = 120;

/**
 * One column a UTC day; a week where there are more than 120 days. What held at the end of a column counts;
 * a column in which no collection ran is a gap, never drawn through.
 */
export function coverageSteps(days: readonly Day[]): Step[] {
  const first = days[0];
  const last = days.at(-1);
  if (!first || !last) return [];
  const start = Date.parse(first.day);
  const span = Math.round((Date.parse(last.day) - start) / dayLength) + 1;
  const length = span > longestByDay ? 7 : 1;
  const columns: Step[] = Array.from({ length: Math.ceil(span / length) }, (_, at) => ({
    day: new Date(start + at * length * dayLength).toISOString().slice(0, 10),
    counted: null,
  }));
  for (const one of days) {
    const column = columns[Math.floor((Date.parse(one.day) - start) / dayLength / length)];
    if (column) column.counted = one;
  }
  return columns;
}
