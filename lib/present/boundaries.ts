import { type Scope, scopeAllows } from '#lib/domain/actor';
import { type Instant, toIso } from '#lib/domain/instant';
import { listBoundaries } from '#lib/store/boundaries';
import type { ReadStore } from '#lib/store/read-store';
import type { ListView } from './views/common.ts';
import type { BoundaryView } from './views/settings.ts';

/** GET /boundaries: named sets of accounts. Accounts outside the reader's scope are left out, and so is a boundary of nothing else. */
export async function getBoundaries(
  read: ReadStore,
  scope: Scope,
  _query: object,
  _now: Instant,
): Promise<ListView<BoundaryView>> {
  const items = (await listBoundaries(read))
    .map((boundary) => ({
      id: boundary.id,
      name: boundary.name,
      justification: boundary.justification,
      accountIds: boundary.accountIds.filter((id) => scopeAllows(scope, id)),
      recordedAt: toIso(boundary.recordedAt),
      recordedBy: boundary.recordedBy,
    }))
    .filter((view) => scope.kind === 'all' || view.accountIds.length > 0);
  return { items, nextCursor: null, total: items.length, totalIsLowerBound: false };
}
