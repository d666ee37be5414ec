import { narrowScope, type Scope } from '#lib/domain/actor';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { listBoundaries } from '#lib/store/boundaries';
import type { ReadStore } from '#lib/store/read-store';

/**
 * What a reader may see, narrowed to the boundary and the accounts asked for.
 * @throws KeyholderError NOT_FOUND for a boundary that does not exist: it never means "everything"
 */
export async function scopeOf(
  read: ReadStore,
  scope: Scope,
  query: { boundary?: string | null; accountId?: readonly string[] },
): Promise<Scope> {
  let narrowed = scope;
  if (query.boundary) {
    const boundary = (await listBoundaries(read)).find(({ id }) => id === query.boundary);
    if (!boundary)
      throw new KeyholderError('NOT_FOUND', 'There is no boundary with this id. Choose another one, or all accounts.', {
        field: 'boundary',
      });
    narrowed = narrowScope(narrowed, boundary.accountIds);
  }
  return narrowScope(narrowed, query.accountId && query.accountId.length > 0 ? query.accountId : null);
}
