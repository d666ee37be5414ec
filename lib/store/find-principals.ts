import type { Selectable } from 'kysely';
import type { Principal, PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';

export async function findPrincipal(read: ReadStore, id: PrincipalId): Promise<Principal | null> {
  const row = await read.db.selectFrom('principals').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPrincipal(row) : null;
}

/** Present principals by account and exact user name; `<root_account>` is root's. */
export async function findPrincipalsByName(
  read: ReadStore,
  named: readonly { readonly accountId: string; readonly userName: string }[],
): Promise<Principal[]> {
  const wanted = new Set(named.map(({ accountId, userName }) => `${accountId}/${userName}`));
  const found: Principal[] = [];
  for (const batch of batches([...new Set(named.map(({ userName }) => userName))], 1)) {
    const rows = await read.db
      .selectFrom('principals')
      .selectAll()
      .where('user_name', 'in', batch)
      .where('presence', '=', 'present')
      .execute();
    found.push(...rows.filter((row) => wanted.has(`${row.account_id}/${row.user_name}`)).map(toPrincipal));
  }
  return found;
}

const toPrincipal = (row: Selectable<Schema['principals']>): Principal => ({
  id: row.id,
  accountId: row.account_id,
  kind: row.kind,
  userName: row.user_name,
  arn: row.arn,
  uniqueId: row.unique_id,
  createdAt: row.created_at,
  presence: row.presence,
});
