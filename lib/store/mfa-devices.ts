import type { Instant } from '#lib/domain/instant';
import type { FidoLevels, MfaDevice } from '#lib/domain/mfa-device';
import type { PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** A device as AWS lists it now. Which instance that is and when it was last used is derived: refresh-derived.ts. */
export interface ProjectedDevice extends MfaDevice {
  readonly accountId: string;
  /** Null for an orphan: a virtual device assigned to nobody. */
  readonly principalId: PrincipalId | null;
  /** Null: not asked or not answered. */
  readonly levels: FidoLevels | null;
  readonly levelsCapturedAt: Instant | null;
}

/** Makes these the only devices of an account, or of one principal. */
export async function replaceMfaDevices(
  tx: WriteStore,
  of: { accountId: string } | { principalId: PrincipalId },
  devices: readonly ProjectedDevice[],
): Promise<void> {
  const old = tx.db.deleteFrom('mfa_devices');
  await ('accountId' in of
    ? old.where('account_id', '=', of.accountId)
    : old.where('principal_id', '=', of.principalId)
  ).execute();
  for (const batch of batches(devices, 7)) {
    await tx.db
      .insertInto('mfa_devices')
      .values(
        batch.map((d) => ({
          account_id: d.accountId,
          serial_number: d.serialNumber,
          principal_id: d.principalId ?? '',
          type: d.type,
          enabled_at: d.enabledAt,
          levels: d.levels === null ? null : JSON.stringify(d.levels),
          levels_captured_at: d.levelsCapturedAt,
        })),
      )
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
}

export interface ListedMfaDevice extends ProjectedDevice {
  readonly instanceId: string | null;
  readonly lastUsedAt: Instant | null;
}

/** By principal and serial number; orphans first. */
export async function listMfaDevices(read: ReadStore, accountId: string): Promise<ListedMfaDevice[]> {
  const rows = await read.db
    .selectFrom('mfa_devices')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('principal_id')
    .orderBy('serial_number')
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    serialNumber: row.serial_number,
    principalId: row.principal_id === '' ? null : row.principal_id,
    type: row.type,
    enabledAt: row.enabled_at,
    levels: row.levels === null ? null : JSON.parse(row.levels),
    levelsCapturedAt: row.levels_captured_at,
    instanceId: row.instance_id,
    lastUsedAt: row.last_used_at,
  }));
}
