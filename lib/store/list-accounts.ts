import type { OrganizationStatus } from '#lib/domain/account';
import type { Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';
import { withinScope } from './scope-condition.ts';

export interface AccountRecord {
  readonly id: string;
  readonly name: string;
  readonly partition: string;
  readonly connectionId: string;
  readonly organizationStatus: string | OrganizationStatus;
  readonly isManagement: boolean | null;
  /** When the snapshot that screens rest on was sealed; null before the first. */
  readonly sealedAt: Instant | null;
  /** The collection that snapshot came from. */
  readonly sealedBy: string | null;
  readonly oldestSourceAt: Instant | null;
}

/** The accounts a reader may see, by name. */
export async function listAccounts(read: ReadStore, scope: Scope): Promise<readonly AccountRecord[]> {
  const rows = await read.db
    .selectFrom('accounts as a')
    .leftJoin('snapshots as s', 's.id', 'a.snapshot_id')
    .where(withinScope(scope, 'a.id'))
    .select([
      'a.id',
      'a.name',
      'a.partition',
      'a.connection_id',
      'a.organization_status',
      'a.is_management',
      'a.sealed_at',
      's.collection_id',
      'a.oldest_source_at',
    ])
    .orderBy('a.name')
    .orderBy('a.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    partition: row.partition,
    connectionId: row.connection_id,
    organizationStatus: row.organization_status,
    isManagement: row.is_management === null ? null : row.is_management === 1,
    sealedAt: row.sealed_at,
    sealedBy: row.collection_id,
    oldestSourceAt: row.oldest_source_at,
  }));
}
