import { type RawBuilder, sql } from 'kysely';
import type { Scope } from '#lib/domain/actor';

/** `column in (…)` for the accounts a reader may see; never an empty list, which PostgreSQL refuses. */
export function withinScope(scope: Scope, column: string): RawBuilder<boolean> {
  if (scope.kind === 'all') return sql<boolean>`1 = 1`;
  return anyOf(column, scope.accountIds);
}

/** `column in (…)`; nothing at all for an empty list. */
export function anyOf(column: string, values: readonly (string | number)[]): RawBuilder<boolean> {
  if (values.length === 0) return sql<boolean>`1 = 0`;
  if (values.length === 1) return sql<boolean>`${sql.ref(column)} = ${values[0]}`;
  return sql<boolean>`${sql.ref(column)} in (${sql.join(values)})`;
}

/** Case-blind "contains" on a column (or expression) in lower case. `%`, `_` and the escape itself are meant as they are typed. */
export function containsText(column: string | RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  const pattern = `%${text.toLowerCase().replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return sql<boolean>`${typeof column === 'string' ? sql.ref(column) : column} like ${pattern} escape '\\'`;
}
