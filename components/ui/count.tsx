const format = new Intl.NumberFormat('en-US');

/** `4,812`. */
export const sayNumber = (n: number): string => format.format(n);

/** `1 user`, `2 users`; `more than 10,000 logins` for a count that stopped. */
export function sayCount(n: number, one: string, many = `${one}s`, lowerBound = false): string {
  return `${lowerBound ? 'more than ' : ''}${sayNumber(n)} ${n === 1 && !lowerBound ? one : many}`;
}
