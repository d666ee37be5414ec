import type { Bounds, Instant } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import type { PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** Makes these the only instances of these principals. */
export async function replaceDeviceInstances(
  tx: WriteStore,
  principals: readonly PrincipalId[],
  instances: readonly DeviceInstance[],
): Promise<void> {
  for (const batch of batches(principals, 1))
    await tx.db.deleteFrom('device_instances').where('principal_id', 'in', batch).execute();
  for (const batch of batches(instances, 12)) {
    await tx.db
      .insertInto('device_instances')
      .values(
        batch.map((i) => ({
          id: i.id,
          account_id: i.accountId,
          principal_id: i.principalId,
          serial_number: i.serialNumber,
          type: i.type,
          from_earliest: i.from.earliest,
          from_latest: i.from.latest,
          until_earliest: i.until?.earliest ?? null,
          until_latest: i.until?.latest ?? null,
          ended: i.until === null ? (0 as const) : (1 as const),
          removed_by: i.removedBy,
          sources: JSON.stringify(i.sources),
        })),
      )
      .execute();
  }
}

/** By principal, then oldest first. @param of an account, a principal, or some hundred principals at most */
export async function listDeviceInstances(
  read: ReadStore,
  of: { accountId: string } | { principalId: PrincipalId } | { principalIds: readonly PrincipalId[] },
): Promise<DeviceInstance[]> {
  if ('principalIds' in of && of.principalIds.length === 0) return [];
  const query = read.db.selectFrom('device_instances').selectAll().orderBy('principal_id').orderBy('id');
  const rows = await ('accountId' in of
    ? query.where('account_id', '=', of.accountId)
    : query.where('principal_id', 'in', 'principalId' in of ? [of.principalId] : of.principalIds)
  ).execute();
  const instances = rows.map(
    (row): DeviceInstance => ({
      id: row.id,
      accountId: row.account_id,
      principalId: row.principal_id,
      serialNumber: row.serial_number,
      type: row.type,
      from: { earliest: row.from_earliest, latest: row.from_latest },
      until: row.ended === 1 ? { earliest: row.until_earliest, latest: row.until_latest } : null,
      removedBy: row.removed_by,
      sources: JSON.parse(row.sources),
    }),
  );
  return instances.sort((a, b) => compareText(a.principalId, b.principalId) || begin(a.from) - begin(b.from));
}

const begin = (from: Bounds): Instant => from.latest ?? from.earliest ?? 0;
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
