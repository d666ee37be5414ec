import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** Values of the last row of a page, in the order of the list's keys; the last one is the id. */
export type KeyValues = readonly (string | number)[];

/** A page by key: rows that come after `after` in the order of the keys. Stable while rows are added, and as quick on the last page as on the first. */
export interface KeysetPage {
  readonly after: KeyValues | null;
  readonly limit: number;
  readonly descending: boolean;
}

/** Rows of one page, and the keys to go on from; null when there is nothing more. */
export interface KeysetRows<Row> {
  readonly rows: readonly Row[];
  readonly next: KeyValues | null;
}

/** `(a, b, id) > (?, ?, ?)`: true for rows after the given one. Keys must not be null. */
export function beyond(keys: readonly RawBuilder<unknown>[], page: KeysetPage): RawBuilder<SqlBool> {
  if (page.after === null) return sql<SqlBool>`1 = 1`;
  return sql<SqlBool>`(${sql.join(keys)}) ${sql.raw(page.descending ? '<' : '>')} (${sql.join(page.after)})`;
}

/** `a desc, b desc, id desc`, or all ascending. */
export function inOrder(keys: readonly RawBuilder<unknown>[], descending: boolean): RawBuilder<unknown> {
  return sql`${sql.join(keys.map((key) => sql`${key} ${sql.raw(descending ? 'desc' : 'asc')}`))}`;
}

/** Cuts the row that was read beyond the page, and says where the next page begins. */
export function cutPage<Row>(
  found: readonly Row[],
  page: KeysetPage,
  keysOf: (row: Row) => KeyValues,
): KeysetRows<Row> {
  const rows = found.slice(0, page.limit);
  const last = rows.at(-1);
  return { rows, next: found.length > page.limit && last !== undefined ? keysOf(last) : null };
}
