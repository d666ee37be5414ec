import { sayDuration } from '#lib/domain/instant';

/** How long something has lasted, between two RFC 3339 instants; null says that it is not known. */
export function Duration({ from, to }: { from: string | null; to: string }) {
  if (from === null) return <span className="t3">–</span>;
  return <time dateTime={from}>{sayDuration(Math.max(0, Date.parse(to) - Date.parse(from)))}</time>;
}
