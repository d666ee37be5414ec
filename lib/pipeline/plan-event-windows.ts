import { mergeSpans, type CoveredSpan as Span, uncoveredSpans } from '#lib/domain/coverage';
import { day, hour, type Instant, minute } from '#lib/domain/instant';

/** Events arrive late: what happened in the last 20 minutes is read, but never claimed as covered. */
export const claimDelay = 20 * minute;
/** LookupEvents answers for the last 90 days; the minute keeps a request from falling over its edge while it waits in the queue. */
export const lookupHistory = 90 * day - minute;
/** What each run reads again, because events may arrive late; once a day the longer one. */
const rereadEachRun = 2 * hour;
const rereadOnceADay = 48 * hour;

/** A stretch to read, newest events first: `]from, to]`. */
export type EventWindow = Span;

export interface CoveredSpan extends Span {
  /** The run that read it: a run resumed after a crash does not read again what it has read itself. */
  readonly collectionId: string;
}

/**
 * What is still to be read of one account's, Region's and event name's history, newest first.
 * @param covered all spans read so far, in any order, overlapping or not
 * @param daily whether this is the run of the day that reads the last 48 hours again
 */
export function planEventWindows(
  covered: readonly CoveredSpan[],
  collectionId: string,
  now: Instant,
  daily: boolean,
): EventWindow[] {
  const never = uncoveredSpans({ from: now - lookupHistory, to: now }, covered);
  const own = covered.filter((span) => span.collectionId === collectionId);
  const again = uncoveredSpans({ from: now - (daily ? rereadOnceADay : rereadEachRun), to: now }, own);
  return mergeSpans([...never, ...again]).reverse();
}

/** The part of the windows at or after `from`, and the part before it: recent events are read first, older ones last. */
export function splitWindows(
  windows: readonly EventWindow[],
  at: Instant,
): { readonly recent: EventWindow[]; readonly older: EventWindow[] } {
  return {
    recent: windows.filter((w) => w.to > at).map((w) => ({ from: Math.max(w.from, at), to: w.to })),
    older: windows.filter((w) => w.from < at).map((w) => ({ from: w.from, to: Math.min(w.to, at) })),
  };
}

/** What may be claimed of a stretch that was read at `readAt`: the last 20 minutes before it not. Null when nothing is left. */
export function claimOf(read: EventWindow, readAt: Instant): EventWindow | null {
  const to = Math.min(read.to, readAt - claimDelay);
  return read.from < to ? { from: read.from, to } : null;
}
