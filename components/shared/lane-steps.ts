/** Which mark comes next when an arrow key is pressed in the lanes picture. Works on logins, not on drawn marks. */
import type { MarkView } from '#lib/present/views/logins';

export interface SteppingLane {
  readonly id: string;
  /** In time order. */
  readonly marks: readonly MarkView[];
}

export type Step = 'next' | 'previous' | 'lane-up' | 'lane-down' | 'first' | 'last';

const stepOfKey: Readonly<Record<string, Step>> = {
  ArrowRight: 'next',
  ArrowLeft: 'previous',
  ArrowUp: 'lane-up',
  ArrowDown: 'lane-down',
  Home: 'first',
  End: 'last',
};

export const stepForKey = (key: string): Step | null => stepOfKey[key] ?? null;

/** Time order over all lanes; two logins in one millisecond keep the lanes' order. */
export function inTime(lanes: readonly SteppingLane[]): MarkView[] {
  return lanes.flatMap((lane) => lane.marks).sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
}

/** ← → next login in time over all lanes, ↑ ↓ the login nearest in time in the next lane that has any, Home and End. */
export function stepFrom(lanes: readonly SteppingLane[], chosen: string | null, step: Step): MarkView | null {
  const order = inTime(lanes);
  const index = order.findIndex((mark) => mark.eventId === chosen);
  const current = order[index];
  if (step === 'first') return order[0] ?? null;
  if (step === 'last' || !current) return order.at(-1) ?? null;
  if (step === 'next') return order[Math.min(index + 1, order.length - 1)] ?? null;
  if (step === 'previous') return order[Math.max(index - 1, 0)] ?? null;

  const filled = lanes.filter((lane) => lane.marks.length > 0);
  const row = filled.findIndex((lane) => lane.marks.some((mark) => mark.eventId === current.eventId));
  const target = filled[row + (step === 'lane-down' ? 1 : -1)];
  return target ? nearest(target.marks, Date.parse(current.time)) : current;
}

/** The mark nearest in time; the earlier one of two as near. */
export function nearest(marks: readonly MarkView[], at: number): MarkView | null {
  let best: MarkView | null = null;
  for (const mark of marks)
    if (!best || Math.abs(Date.parse(mark.time) - at) < Math.abs(Date.parse(best.time) - at)) best = mark;
  return best;
}
