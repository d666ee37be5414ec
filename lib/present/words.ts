/** Counts and lists in sentences. */

/** `4,812` */
export const sayNumber = (n: number): string => n.toLocaleString('en-US');

/** `1 user`, `4,812 users`. */
export const sayCount = (n: number, one: string, many = `${one}s`): string => `${sayNumber(n)} ${n === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and 3 more`. */
export function sayList(words: readonly string[], limit = 3): string {
  const shown = words.length > limit ? words.slice(0, limit - 1) : words;
  const rest = words.length - shown.length;
  const all = rest > 0 ? [...shown, `${sayNumber(rest)} more`] : shown;
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
