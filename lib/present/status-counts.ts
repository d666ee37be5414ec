import type { Scope } from '#lib/domain/actor';
import { type ComplianceStatus, complianceStatuses } from '#lib/domain/compliance-status';
import type { PrincipalKind } from '#lib/domain/principal';
import { countPrincipalsByStatus } from '#lib/store/count-principals-by-status';
import type { ReadStore } from '#lib/store/read-store';
import { scopeOf } from './scope-of.ts';
import type { BoundaryQuery } from './views/queries.ts';

/** How many present principals of a kind stand where, whatever a table is filtered by. */
export async function getStatusCounts(
  read: ReadStore,
  scope: Scope,
  query: BoundaryQuery & { kind: PrincipalKind },
): Promise<Record<ComplianceStatus, number>> {
  const rows = await countPrincipalsByStatus(read, await scopeOf(read, scope, query));
  const counts = { COMPLIANT: 0, NON_COMPLIANT: 0, NOT_APPLICABLE: 0, INSUFFICIENT_DATA: 0 };
  for (const status of complianceStatuses)
    counts[status] = rows
      .filter((row) => row.kind === query.kind && row.status === status)
      .reduce((sum, row) => sum + row.n, 0);
  return counts;
}
