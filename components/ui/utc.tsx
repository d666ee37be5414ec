/** Instants as people type them: `2026-10-14 09:00`, UTC; a day alone means its midnight. */
const form = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(?::(\d{2}))?(?:\.\d+)?Z?)?$/;

/** RFC 3339 with milliseconds, or null when it is no such time. */
export function readUtc(text: string): string | null {
  const match = form.exec(text.trim());
  if (!match) return null;
  const at = new Date(`${match[1]}T${match[2] ?? '00:00'}:${match[3] ?? '00'}.000Z`);
  return Number.isNaN(at.getTime()) || !at.toISOString().startsWith(match[1] ?? '') ? null : at.toISOString();
}

/** `2026-10-14 09:00`, with seconds only where there are any. */
export function writeUtc(iso: string): string {
  const text = new Date(iso).toISOString();
  return `${text.slice(0, 10)} ${text.slice(11, text.slice(17, 19) === '00' ? 16 : 19)}`;
}
