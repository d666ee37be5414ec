import type { Selectable } from 'kysely';
import type { Instant } from '#lib/domain/instant';
import { anyOf } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';

export interface DeviceInstanceRecord {
  readonly id: string;
  readonly accountId: string;
  readonly principalId: string;
  readonly serialNumber: string;
  readonly fromEarliest: Instant | null;
  readonly fromLatest: Instant | null;
  readonly untilEarliest: Instant | null;
  readonly untilLatest: Instant | null;
  readonly ended: boolean;
  readonly removedBy: string | null;
}

/** Every enabling of a device for the given principals, oldest first, those that ended included. */
export async function instancesOf(
  read: ReadStore,
  principalIds: readonly string[],
): Promise<readonly DeviceInstanceRecord[]> {
  if (principalIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('device_instances')
    .selectAll()
    .where(anyOf('principal_id', principalIds))
    .execute();
  return rows.map(recordOf).sort((a, b) => started(a) - started(b) || (a.id < b.id ? -1 : 1));
}

const started = (one: DeviceInstanceRecord): number => one.fromLatest ?? one.fromEarliest ?? 0;

const recordOf = (row: Selectable<Schema['device_instances']>): DeviceInstanceRecord => ({
  id: row.id,
  accountId: row.account_id,
  principalId: row.principal_id,
  serialNumber: row.serial_number,
  fromEarliest: row.from_earliest,
  fromLatest: row.from_latest,
  untilEarliest: row.until_earliest,
  untilLatest: row.until_latest,
  ended: row.ended === 1,
  removedBy: row.removed_by,
});
