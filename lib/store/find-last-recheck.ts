import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';

/** When "Check again now" last read this principal, and who asked; null when nobody ever did. */
export async function findLastRecheck(
  read: ReadStore,
  principalId: string,
): Promise<{ readonly at: Instant; readonly by: string } | null> {
  const row = await read.db
    .selectFrom('overlays')
    .where('principal_id', '=', principalId)
    .select(['read_at', 'requested_by'])
    .orderBy('read_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { at: row.read_at, by: row.requested_by } : null;
}
