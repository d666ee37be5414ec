import type { PrincipalOverlay } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import type { PrincipalId } from '#lib/domain/principal';
import { type PackedJson, packJson, unpackJson } from './compressed-json.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** What "Check again now" read, as it is kept. */
export interface KeptOverlay extends PrincipalOverlay {
  readonly id: string;
  readonly requestedBy: string;
  readonly evidenceSha256: string;
}

export interface PackedOverlay {
  readonly overlay: KeptOverlay;
  readonly body: PackedJson;
}

export async function packOverlay(overlay: KeptOverlay): Promise<PackedOverlay> {
  return { overlay, body: await packJson(overlay.sources) };
}

export async function putOverlay(tx: WriteStore, { overlay, body }: PackedOverlay): Promise<void> {
  await tx.db
    .insertInto('overlays')
    .values({
      id: overlay.id,
      account_id: overlay.accountId,
      principal_id: overlay.principalId,
      read_at: overlay.readAt,
      body: body.body,
      evidence_sha256: overlay.evidenceSha256,
      requested_by: overlay.requestedBy,
    })
    .execute();
}

/** Oldest first. @param since read at or after; a snapshot needs those read since its oldest source began */
export async function listOverlays(
  read: ReadStore,
  of: { accountId: string } | { principalId: PrincipalId },
  since: Instant = 0,
): Promise<KeptOverlay[]> {
  const query = read.db
    .selectFrom('overlays')
    .selectAll()
    .where('read_at', '>=', since)
    .orderBy('read_at')
    .orderBy('id');
  const rows = await ('accountId' in of
    ? query.where('account_id', '=', of.accountId)
    : query.where('principal_id', '=', of.principalId)
  ).execute();
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      accountId: row.account_id,
      principalId: row.principal_id,
      readAt: row.read_at,
      evidenceSha256: row.evidence_sha256,
      requestedBy: row.requested_by,
      sources: await unpackJson<PrincipalOverlay['sources']>(row.body),
    })),
  );
}
