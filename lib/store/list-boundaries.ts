import type { Boundary } from '#lib/domain/person';
import type { ReadStore } from './read-store.ts';

/** Every boundary by name. There are few: nobody draws hundreds of authorization boundaries. */
export async function listBoundaries(read: ReadStore): Promise<readonly Boundary[]> {
  const rows = await read.db.selectFrom('boundaries').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    justification: row.justification,
    accountIds: accountIdsOf(row.account_ids),
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  }));
}

function accountIdsOf(json: string): readonly string[] {
  const parsed: unknown = JSON.parse(json);
  return Array.isArray(parsed) ? parsed.filter((id) => typeof id === 'string') : [];
}
