/**
 * Where things lie in the lanes picture. Positions along time are shares of the window (0–100, used as SVG percentages,
 * so the server can draw them without knowing any width); only stacking needs the plot's width in pixels.
 */
import type { AttributionState } from '#lib/domain/console-login';
import { day, type Instant, sayDay } from '#lib/domain/instant';
import type { CoverageGapView, CustodyView, LaneView, MarkView } from '#lib/present/views/logins';

export interface TimeWindow {
  readonly from: Instant;
  readonly to: Instant;
}

/** Marks higher than this are not stacked: they become one mark with a printed number. */
export const maxStack = 4;

/** Room for a merged mark with three digits, in pixels. */
export const mergedWidth = 26;

/** Share of the window, 0–100, clamped to it. */
export function shareOf(at: Instant, { from, to }: TimeWindow): number {
  if (to <= from) return 0;
  const share = ((at - from) / (to - from)) * 100;
  return Math.min(100, Math.max(0, Math.round(share * 1000) / 1000));
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What a mark looks like; marks are merged into one of the same look, or into a neutral one. */
export type MarkLook = `${AttributionState}:${number}`;

export const lookOf = (mark: MarkView): MarkLook => `${mark.state}:${mark.personColour ?? 0}`;

export interface PlacedMark {
  /** The event's id; for a merged mark that of its first event. */
  readonly key: string;
  readonly share: number;
  /** Floors above the lane's base, 0–3. */
  readonly level: number;
  /** The events it stands for, in time order; more than one when merged. */
  readonly events: readonly string[];
  readonly state: AttributionState;
  /** 1–8; 0 for nobody. */
  readonly colour: number;
  /** True when a merged mark stands for logins of more than one look. */
  readonly mixed: boolean;
}

interface Sited {
  readonly mark: MarkView;
  readonly share: number;
  readonly px: number;
}

/** Cuts marks sorted by position into runs in which each touches the one before it. */
function runsOf(sited: readonly Sited[], markWidth: number): Sited[][] {
  const runs: Sited[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const one of sited) {
    const run = runs.at(-1);
    if (run && one.px - last < markWidth) run.push(one);
    else runs.push([one]);
    last = one.px;
  }
  return runs;
}

/** The lowest free floor for each mark of a run, or null when one would stand above the fourth. */
function floorsOf(run: readonly Sited[], markWidth: number): number[] | null {
  const rightEdge: number[] = [];
  const floors: number[] = [];
  for (const { px } of run) {
    let floor = 0;
    while (floor < rightEdge.length && px - (rightEdge[floor] ?? 0) < markWidth) floor += 1;
    if (floor >= maxStack) return null;
    rightEdge[floor] = px;
    floors.push(floor);
  }
  return floors;
}

const single = ({ mark, share }: Sited, level: number): PlacedMark => ({
  key: mark.eventId,
  share,
  level,
  events: [mark.eventId],
  state: mark.state,
  colour: mark.personColour ?? 0,
  mixed: false,
});

/** A run too dense to stack: side by side, one numbered mark for each stretch as wide as such a mark. */
function merged(run: readonly Sited[], width: number): PlacedMark[] {
  const columns: Sited[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const one of run) {
    const column = columns.at(-1);
    if (column && one.px - start < mergedWidth) column.push(one);
    else {
      columns.push([one]);
      start = one.px;
    }
  }
  return columns.flatMap((column) => {
    const first = column[0];
    const last = column.at(-1);
    if (!first || !last) return [];
    if (column.length === 1) return [single(first, 0)];
    // Centred over its logins, pushed right where needed so that it does not reach into the column before it.
    const centre = Math.max((first.px + last.px) / 2, first.px + mergedWidth / 2 - 5);
    return [
      {
        key: first.mark.eventId,
        share: Math.min(100, (centre / width) * 100),
        level: 0,
        events: column.map((one) => one.mark.eventId),
        state: first.mark.state,
        colour: first.mark.personColour ?? 0,
        mixed: column.some((one) => lookOf(one.mark) !== lookOf(first.mark)),
      },
    ];
  });
}

/**
 * Places the marks of one lane. Marks that would touch stand on one another, lowest free floor first; where that would
 * need more than four floors, they are merged and the number is printed: one datum, one mark, or a count.
 * @param width of the plot, in pixels
 * @param markWidth of one mark with its ring, in pixels
 */
export function placeMarks(
  marks: readonly MarkView[],
  window: TimeWindow,
  width: number,
  markWidth: number,
): PlacedMark[] {
  const sited = marks
    .map((mark) => ({ mark, at: Date.parse(mark.time) }))
    .filter(({ at }) => at >= window.from && at <= window.to)
    .map(({ mark, at }) => {
      const share = shareOf(at, window);
      return { mark, share, px: (share / 100) * width };
    })
    .sort((a, b) => a.px - b.px);
  return runsOf(sited, markWidth).flatMap((run) => {
    const floors = floorsOf(run, markWidth);
    return floors ? run.map((one, i) => single(one, floors[i] ?? 0)) : merged(run, width);
  });
}

export interface Band extends Stretch {
  /** Null where nobody is recorded. */
  readonly custody: CustodyView | null;
  readonly label: string;
}

export interface LaneShape {
  /** Where the device is known to have been enabled, within the window; null when not at all. */
  readonly life: Stretch | null;
  /** A bar where it began or ended inside the window. */
  readonly begin: number | null;
  readonly end: number | null;
  /** Stretches in which it may or may not have been enabled already, or still. */
  readonly uncertain: readonly Stretch[];
  readonly bands: readonly Band[];
}

const parse = (iso: string | null): Instant | null => (iso === null ? null : Date.parse(iso));

/** Bands, bars and dashes of one lane. Custody recorded later wins where two overlap. */
export function shapeOf(lane: LaneView, window: TimeWindow): LaneShape {
  const earliest = parse(lane.from.earliest);
  const latest = parse(lane.from.latest);
  const endEarliest = lane.until ? parse(lane.until.earliest) : null;
  const endLatest = lane.until ? parse(lane.until.latest) : null;
  const begunAt = latest ?? earliest ?? window.from;
  const endedAt = lane.until ? (endEarliest ?? endLatest ?? window.to) : window.to;
  const a = Math.max(begunAt, window.from);
  const b = Math.min(endedAt, window.to);
  const at = (instant: Instant) => shareOf(instant, window);
  const inside = (instant: Instant) => instant > window.from && instant < window.to;

  const uncertain: Stretch[] = [];
  if (earliest !== null && latest !== null && earliest < latest && inside(latest))
    uncertain.push({ from: at(earliest), to: at(latest) });
  if (endEarliest !== null && endLatest !== null && endEarliest < endLatest && inside(endEarliest))
    uncertain.push({ from: at(endEarliest), to: at(endLatest) });

  const alive = b > a;
  return {
    life: alive ? { from: at(a), to: at(b) } : null,
    begin: inside(begunAt) && begunAt === a && alive ? at(begunAt) : null,
    end: lane.until && inside(endedAt) ? at(endedAt) : null,
    uncertain,
    bands: alive ? bandsWithin(lane.custodies, a, b, window) : [],
  };
}

function bandsWithin(custodies: readonly CustodyView[], a: Instant, b: Instant, window: TimeWindow): Band[] {
  const spans = [...custodies]
    .sort((x, y) => Date.parse(x.recordedAt) - Date.parse(y.recordedAt))
    .map((custody) => ({ custody, from: Date.parse(custody.validFrom), to: parse(custody.validTo) ?? b }));
  const cuts = new Set([a, b]);
  for (const { from, to } of spans) for (const cut of [from, to]) if (cut > a && cut < b) cuts.add(cut);
  const sorted = [...cuts].sort((x, y) => x - y);

  const pieces: { custody: CustodyView | null; from: Instant; to: Instant }[] = [];
  for (const [i, from] of sorted.entries()) {
    const to = sorted[i + 1];
    if (to === undefined) break;
    const custody = spans.findLast((span) => span.from <= from && span.to >= to)?.custody ?? null;
    const last = pieces.at(-1);
    if (last && last.custody?.id === custody?.id) last.to = to;
    else pieces.push({ custody, from, to });
  }
  return pieces.map(({ custody, from, to }) => ({
    custody,
    from: shareOf(from, window),
    to: shareOf(to, window),
    label: custody ? custody.person.name : nobodyLabel(from, to, a, b),
  }));
}

const dayAndMonth = (at: Instant) => sayDay(at).replace(/ \d{4}$/, '');

function nobodyLabel(from: Instant, to: Instant, a: Instant, b: Instant): string {
  if (from === a) return 'Nobody recorded';
  return to === b ? `Nobody recorded since ${dayAndMonth(from)}` : 'Nobody recorded';
}

/** Unread stretches as shares; those of several Regions overlap and become one. */
export function gapStretches(gaps: readonly CoverageGapView[], window: TimeWindow): Stretch[] {
  const spans = gaps
    .map((gap) => ({ from: shareOf(Date.parse(gap.from), window), to: shareOf(Date.parse(gap.to), window) }))
    .filter((span) => span.to > span.from)
    .sort((x, y) => x.from - y.from);
  const joined: { from: number; to: number }[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else joined.push({ ...span });
  }
  return joined;
}

export interface AxisTick {
  readonly share: number;
  readonly label: string;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** Labels of the time axis at UTC midnights, about one every 90 pixels, the first and last day always. */
export function axisTicks(window: TimeWindow, width: number): AxisTick[] {
  const days = Math.max(1, Math.round((window.to - window.from) / day));
  const wanted = Math.max(2, Math.floor(width / 90));
  const step = [1, 2, 3, 7, 14, 28].find((s) => days / s <= wanted) ?? 28;
  const firstMidnight = Math.ceil(window.from / day) * day;
  const spread = (90 / width) * 100;
  const ticks: AxisTick[] = [{ share: 0, label: dayAndMonth(window.from), anchor: 'start' }];
  for (let at = firstMidnight; at < window.to; at += step * day) {
    const share = shareOf(at, window);
    if (share > spread * 0.8 && share < 100 - spread * 0.8)
      ticks.push({ share, label: dayAndMonth(at), anchor: 'middle' });
  }
  ticks.push({ share: 100, label: dayAndMonth(window.to), anchor: 'end' });
  return ticks;
}

/** Vertical hairlines: every UTC midnight up to 14 days, every seventh above. */
export function ruleShares(window: TimeWindow): number[] {
  const days = Math.round((window.to - window.from) / day);
  const step = days <= 14 ? day : 7 * day;
  const shares: number[] = [];
  for (let at = Math.ceil(window.from / day) * day; at < window.to; at += step) shares.push(shareOf(at, window));
  return shares;
}

/** Shortens a label to what fits, or drops it: 6.1 px is the mean advance of Inter at 11 px. */
export function fitLabel(label: string, px: number): string {
  const room = Math.floor((px - 10) / 6.1);
  if (room >= label.length) return label;
  return room < 4 ? '' : `${label.slice(0, room - 1).trimEnd()}…`;
}
