import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';

export interface ConnectionRecord {
  readonly id: string;
  readonly partition: string;
  readonly region: string;
  readonly profile: string | null;
  readonly roleName: string | null;
  readonly hasExternalId: boolean;
  readonly callerArn: string | null;
  readonly callerAccountId: string | null;
  readonly organizationId: string | null;
  readonly state: 'unasked' | 'ready' | 'error';
  readonly error: string | null;
  readonly checkedAt: Instant | null;
}

/** How AWS is reached, and what came of the last question who we are. The external id itself never leaves the store. */
export async function findConnections(read: ReadStore): Promise<readonly ConnectionRecord[]> {
  const rows = await read.db.selectFrom('connections').selectAll().orderBy('id').execute();
  return rows.map((row) => ({
    id: row.id,
    partition: row.partition,
    region: row.region,
    profile: row.profile,
    roleName: row.role_name,
    hasExternalId: row.external_id !== null,
    callerArn: row.caller_arn,
    callerAccountId: row.caller_account_id,
    organizationId: row.organization_id,
    state: row.state === 'ready' || row.state === 'error' ? row.state : 'unasked',
    error: row.error,
    checkedAt: row.checked_at,
  }));
}

/** When a worker was last seen; null when there never was one. */
export async function workerSeenAt(read: ReadStore): Promise<Instant | null> {
  const row = await read.db
    .selectFrom('workers')
    .select('seen_at')
    .orderBy('seen_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seen_at ?? null;
}
