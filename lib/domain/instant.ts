/** A moment, as int64 milliseconds since the epoch, UTC. The only representation of time inside Keyholder. */
export type Instant = number;

/** Half-open span `]from, to]` or `[from, to[` as the reader says; `to: null` means "not ended as far as known". */
export interface Span {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** When something began or ended, where the exact moment is not known: somewhere within `[earliest, latest]`. */
export interface Bounds {
  readonly earliest: Instant | null;
  readonly latest: Instant | null;
}

/** The clock, passed in wherever "now" is needed, so that a judgement or a test can be repeated. */
export type Clock = () => Instant;

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** `2026-11-22`, the UTC day of an instant. */
export function utcDay(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** ISO 8601 with seconds, as AWS writes it: `2026-11-22T14:02:11Z`. Used in exports and evidence. */
export function isoSeconds(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `22 Nov 2026`, UTC. */
export function sayDay(at: Instant): string {
  const d = new Date(at);
  return `${d.getUTCDate()} ${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

/** `22 Nov 2026, 14:02 UTC`: how a sentence names a moment. */
export function sayInstant(at: Instant): string {
  return `${sayDay(at)}, ${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** `19 days`, `3 hours`, `1 minute`: whole units, rounded down, never "0 days". */
export function sayDuration(ms: number): string {
  const say = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;
  if (ms >= 2 * day) return say(Math.floor(ms / day), 'day');
  if (ms >= hour) return say(Math.floor(ms / hour), 'hour');
  if (ms >= minute) return say(Math.floor(ms / minute), 'minute');
  return say(Math.max(0, Math.floor(ms / second)), 'second');
}

/** A moment as the API, the screens and exports carry it: RFC 3339, UTC, with milliseconds (`2026-11-22T14:02:11.000Z`). */
export type IsoInstant = string;

export const toIso = (at: Instant): IsoInstant => new Date(at).toISOString();
export const toIsoOrNull = (at: Instant | null): IsoInstant | null => (at === null ? null : toIso(at));
