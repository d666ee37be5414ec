import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '#lib/domain/actor';

/** The rows a reader may see, as a condition on the column that holds the account id: `.where(whereScope(scope, 'account_id'))`. */
export function whereScope(scope: Scope, column: string): RawBuilder<SqlBool> {
  if (scope.kind === 'all') return sql<SqlBool>`1 = 1`;
  if (scope.accountIds.length === 0) return sql<SqlBool>`1 = 0`;
  return sql<SqlBool>`${sql.ref(column)} in (${sql.join(scope.accountIds)})`;
}
