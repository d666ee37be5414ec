import type { EventCoverage } from '#lib/domain/console-login';
import { type Instant, minute } from '#lib/domain/instant';

/** CloudTrail's events can take about 15 minutes to arrive; Keyholder's claims end this long ago. */
export const eventDelay = 20 * minute;

export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The first stretch of `]from, to]` in which one of the events was not read; null when all of it was.
 * Coverage of one event name counts over all Regions given: IAM's events lie in one.
 */
export function firstGap(
  coverage: readonly EventCoverage[],
  eventNames: readonly string[],
  from: Instant,
  to: Instant,
): Gap | null {
  const gaps = eventNames.flatMap((name) => {
    const gap = firstGapOf(
      coverage.filter((span) => span.eventName === name),
      from,
      to,
    );
    return gap === null ? [] : [gap];
  });
  return gaps.reduce<Gap | null>((first, gap) => (first === null || gap.from < first.from ? gap : first), null);
}

function firstGapOf(spans: readonly EventCoverage[], from: Instant, to: Instant): Gap | null {
  let read = from;
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    if (span.from > read) break;
    read = Math.max(read, span.to);
    if (read >= to) return null;
  }
  if (read >= to) return null;
  const next = spans.map((span) => span.from).filter((start) => start > read);
  return { from: read, to: Math.min(to, ...next) };
}
