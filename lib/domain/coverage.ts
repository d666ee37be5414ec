/** Arithmetic of the stretches of history that have been read. All spans are `]from, to]`, in milliseconds. */
import type { Instant } from './instant.ts';

export interface CoveredSpan {
  readonly from: Instant;
  readonly to: Instant;
}

/** Overlapping and touching spans as one each, oldest first; empty spans vanish. */
export function mergeSpans(spans: readonly CoveredSpan[]): CoveredSpan[] {
  const merged: { from: Instant; to: Instant }[] = [];
  for (const span of spans.filter((s) => s.from < s.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ from: span.from, to: span.to });
  }
  return merged;
}

/** What of a window no span covers, oldest first. */
export function uncoveredSpans(window: CoveredSpan, spans: readonly CoveredSpan[]): CoveredSpan[] {
  const gaps: CoveredSpan[] = [];
  let from = window.from;
  for (const span of mergeSpans(spans)) {
    if (span.to <= from || span.from >= window.to) continue;
    if (span.from > from) gaps.push({ from, to: span.from });
    from = span.to;
  }
  if (from < window.to) gaps.push({ from, to: window.to });
  return gaps;
}
