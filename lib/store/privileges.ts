import type { PrincipalId } from '#lib/domain/principal';
import type { PrincipalDetail } from '#lib/domain/principal-detail';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** What the rows of principals say of privilege. It changes apart from the rest: roles of other accounts decide too. */
export interface KeptPrivilege {
  readonly id: PrincipalId;
  readonly privileged: boolean | null;
  readonly because: string | null;
}

export async function listPrivileges(
  read: ReadStore,
  of: { readonly accountId: string } | { readonly principalId: PrincipalId },
): Promise<KeptPrivilege[]> {
  const query = read.db.selectFrom('principals').select(['id', 'privileged', 'detail']);
  const rows = await ('accountId' in of
    ? query.where('account_id', '=', of.accountId)
    : query.where('id', '=', of.principalId)
  ).execute();
  return rows.map((row) => ({
    id: row.id,
    privileged: row.privileged === null ? null : row.privileged === 1,
    because: detailOf(row.detail).privilegedBecause,
  }));
}

/** Writes these into the rows that are there. */
export async function putPrivileges(tx: WriteStore, privileges: readonly KeptPrivilege[]): Promise<void> {
  for (const { id, privileged, because } of privileges) {
    const row = await tx.db.selectFrom('principals').select('detail').where('id', '=', id).executeTakeFirst();
    if (!row) continue;
    const detail = JSON.stringify({ ...detailOf(row.detail), privilegedBecause: because });
    const flag = privileged === null ? null : privileged ? 1 : 0;
    await tx.db.updateTable('principals').set({ privileged: flag, detail }).where('id', '=', id).execute();
  }
}

const detailOf = (text: string): PrincipalDetail => JSON.parse(text);
