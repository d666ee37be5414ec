import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** `column in (…)`; nothing at all for an empty list. */
export function anyOf(column: string, values: readonly (string | number)[]): RawBuilder<SqlBool> {
  if (values.length === 0) return sql<SqlBool>`1 = 0`;
  if (values.length === 1) return sql<SqlBool>`${sql.ref(column)} = ${values[0]}`;
  return sql<SqlBool>`${sql.ref(column)} in (${sql.join(values)})`;
}

/** Case-blind "contains" on a column (or expression) in lower case. `%`, `_` and the escape itself are meant as they are typed. */
export function containsText(column: string | RawBuilder<unknown>, text: string): RawBuilder<SqlBool> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return sql<SqlBool>`${typeof column === 'string' ? sql.ref(column) : column} like ${pattern} escape '\\'`;
}
