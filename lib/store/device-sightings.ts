import type { DeviceSighting } from '#lib/domain/device-sighting';
import type { Instant } from '#lib/domain/instant';
import type { PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** Writes these sightings as they are now known, each whole. */
export async function putDeviceSightings(tx: WriteStore, sightings: readonly DeviceSighting[]): Promise<void> {
  for (const batch of batches(sightings, 8)) {
    await tx.db
      .insertInto('device_sightings')
      .values(
        batch.map((s) => ({
          principal_id: s.principalId,
          serial_number: s.serialNumber,
          enabled_at: s.enabledAt ?? 0,
          account_id: s.accountId,
          source: s.source,
          first_seen_at: s.firstSeenAt,
          last_seen_at: s.lastSeenAt,
          absent_at: s.absentAt,
        })),
      )
      .onConflict((oc) =>
        oc.columns(['principal_id', 'serial_number', 'enabled_at', 'source']).doUpdateSet((eb) => ({
          first_seen_at: eb.ref('excluded.first_seen_at'),
          last_seen_at: eb.ref('excluded.last_seen_at'),
          absent_at: eb.ref('excluded.absent_at'),
        })),
      )
      .execute();
  }
}

/** By principal, serial number and enabling. */
export async function listDeviceSightings(
  read: ReadStore,
  of: { accountId: string } | { principalId: PrincipalId },
): Promise<DeviceSighting[]> {
  const query = read.db
    .selectFrom('device_sightings')
    .selectAll()
    .orderBy('principal_id')
    .orderBy('serial_number')
    .orderBy('enabled_at')
    .orderBy('source');
  const rows = await ('accountId' in of
    ? query.where('account_id', '=', of.accountId)
    : query.where('principal_id', '=', of.principalId)
  ).execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    principalId: row.principal_id,
    serialNumber: row.serial_number,
    enabledAt: row.enabled_at === 0 ? null : row.enabled_at,
    source: row.source,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    absentAt: row.absent_at,
  }));
}

/** When AWS last listed devices of these users one by one; absent where it never listed one. */
export async function lastDeviceLists(
  read: ReadStore,
  principalIds: readonly PrincipalId[],
): Promise<ReadonlyMap<PrincipalId, Instant>> {
  const lists = new Map<PrincipalId, Instant>();
  for (const batch of batches(principalIds, 1)) {
    const rows = await read.db
      .selectFrom('device_sightings')
      .select((eb) => ['principal_id', eb.fn.max('last_seen_at').as('at')])
      .where('principal_id', 'in', batch)
      .where('source', '=', 'mfa-devices')
      .groupBy('principal_id')
      .execute();
    for (const { principal_id, at } of rows) lists.set(principal_id, Number(at));
  }
  return lists;
}
