import type { Selectable } from 'kysely';
import type { Account } from '#lib/domain/account';
import type { Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { whereScope } from './where-scope.ts';
import type { WriteStore } from './write-store.ts';

/** An account, and what Keyholder holds of it. */
export interface KnownAccount extends Account {
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** The snapshot that screens show; null before the first. */
  readonly snapshotId: string | null;
  readonly sealedAt: Instant | null;
  /** When the oldest source of that snapshot was read. */
  readonly oldestSourceAt: Instant | null;
}

/** Writes down accounts as they were found. An account that two connections reach stays with the first. */
export async function recordAccounts(write: WriteStore, accounts: readonly Account[], at: Instant): Promise<void> {
  for (const batch of batches(accounts, 8)) {
    await write.db
      .insertInto('accounts')
      .values(
        batch.map((a) => ({
          id: a.id,
          connection_id: a.connectionId,
          partition: a.partition,
          name: a.name,
          organization_status: a.organizationStatus,
          is_management: a.isManagement === null ? null : a.isManagement ? 1 : 0,
          first_seen_at: at,
          last_seen_at: at,
        })),
      )
      .onConflict((oc) =>
        oc
          .column('id')
          .doUpdateSet((eb) => ({
            name: eb.ref('excluded.name'),
            partition: eb.ref('excluded.partition'),
            organization_status: eb.ref('excluded.organization_status'),
            is_management: eb.ref('excluded.is_management'),
            last_seen_at: eb.ref('excluded.last_seen_at'),
          }))
          .whereRef('accounts.connection_id', '=', 'excluded.connection_id'),
      )
      .execute();
  }
}

/** For an account that Organizations did not name: its alias, once that was read. */
export async function nameAccount(write: WriteStore, id: string, name: string): Promise<void> {
  await write.db.updateTable('accounts').set({ name }).where('id', '=', id).execute();
}

/** By name, then id. */
export async function listAccounts(read: ReadStore, scope: Scope): Promise<KnownAccount[]> {
  const rows = await read.db
    .selectFrom('accounts')
    .selectAll()
    .where(whereScope(scope, 'id'))
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(toAccount);
}

export async function getAccount(read: ReadStore, id: string): Promise<KnownAccount | null> {
  const row = await read.db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toAccount(row) : null;
}

function toAccount(row: Selectable<Schema['accounts']>): KnownAccount {
  return {
    id: row.id,
    connectionId: row.connection_id,
    partition: row.partition,
    name: row.name,
    organizationStatus: row.organization_status,
    isManagement: row.is_management === null ? null : row.is_management === 1,
    firstSeenAt: row.first_seen_at,
    lastSeenAt: row.last_seen_at,
    snapshotId: row.snapshot_id,
    sealedAt: row.sealed_at,
    oldestSourceAt: row.oldest_source_at,
  };
}
