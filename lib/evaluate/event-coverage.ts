import type { EventCoverage } from '#lib/domain/console-login';
import { type Instant, minute } from '#lib/domain/instant';

/** CloudTrail's events can take about 15 minutes to arrive; Keyholder's claims end this long ago. */
export const eventDelay = 20 * minute;

export interface Gap {
  readonly from: Instant;
  readonly to: Instant;
}

/** The first stretch of `]from, to]` in which one of the events was not read; null when all of it was. */
export type GapIn = (from: Instant, to: Instant) => Gap | null;

/**
 * What of some events' history has been read, ready for very many questions.
 * Coverage of one event name counts over all Regions given: IAM's events lie in one.
 */
export function coverageOf(coverage: readonly EventCoverage[], eventNames: readonly string[]): GapIn {
  const spansByName = eventNames.map((name) => joined(coverage.filter((span) => span.eventName === name)));
  return (from, to) => {
    let first: Gap | null = null;
    for (const spans of spansByName) {
      const gap = firstGapOf(spans, from, to);
      if (gap !== null && (first === null || gap.from < first.from)) first = gap;
    }
    return first;
  };
}

/** Adjoining and overlapping spans as one, oldest first. */
function joined(spans: readonly Gap[]): readonly Gap[] {
  const found: { from: Instant; to: Instant }[] = [];
  for (const span of [...spans].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else found.push({ from: span.from, to: span.to });
  }
  return found;
}

function firstGapOf(spans: readonly Gap[], from: Instant, to: Instant): Gap | null {
  if (from >= to) return null;
  const covering = spans.find((span) => span.from <= from && span.to > from);
  const read = covering === undefined ? from : covering.to;
  if (read >= to) return null;
  const next = spans.find((span) => span.from > read);
  return { from: read, to: next === undefined ? to : Math.min(to, next.from) };
}
