import type { Selectable } from 'kysely';
import type { Connection } from '#lib/domain/account';
import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import type { WriteStore } from './write-store.ts';

/** A connection, and how the last try to use it went. */
export interface ConnectionState extends Connection {
  readonly state: 'unasked' | 'ready' | 'error';
  readonly callerArn: string | null;
  readonly callerAccountId: string | null;
  readonly organizationId: string | null;
  /** One sentence for a person; null unless `state` is `error`. */
  readonly error: string | null;
  readonly checkedAt: Instant | null;
}

/** Writes down how accounts are reached, as this process was configured; what is known of its state stays. */
export async function putConnection(write: WriteStore, c: Connection): Promise<void> {
  const settings = {
    partition: c.partition,
    region: c.region,
    profile: c.profile,
    role_name: c.roleName,
    external_id: c.externalId,
  };
  await write.db
    .insertInto('connections')
    .values({ id: c.id, ...settings, state: 'unasked' })
    .onConflict((oc) => oc.column('id').doUpdateSet(settings))
    .execute();
}

export async function markConnectionReady(
  write: WriteStore,
  id: string,
  found: { callerArn: string; callerAccountId: string; organizationId: string | null; at: Instant },
): Promise<void> {
  await write.db
    .updateTable('connections')
    .set({
      state: 'ready',
      error: null,
      caller_arn: found.callerArn,
      caller_account_id: found.callerAccountId,
      organization_id: found.organizationId,
      checked_at: found.at,
    })
    .where('id', '=', id)
    .execute();
}

/** @param error one sentence saying what to do */
export async function markConnectionFailed(
  write: WriteStore,
  id: string,
  failure: { error: string; at: Instant },
): Promise<void> {
  await write.db
    .updateTable('connections')
    .set({ state: 'error', error: failure.error, checked_at: failure.at })
    .where('id', '=', id)
    .execute();
}

export async function listConnections(read: ReadStore): Promise<ConnectionState[]> {
  const rows = await read.db.selectFrom('connections').selectAll().orderBy('id').execute();
  return rows.map(toConnection);
}

export async function getConnection(read: ReadStore, id: string): Promise<ConnectionState | null> {
  const row = await read.db.selectFrom('connections').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toConnection(row) : null;
}

function toConnection(row: Selectable<Schema['connections']>): ConnectionState {
  return {
    id: row.id,
    partition: row.partition,
    region: row.region,
    profile: row.profile,
    roleName: row.role_name,
    externalId: row.external_id,
    state: row.state,
    callerArn: row.caller_arn,
    callerAccountId: row.caller_account_id,
    organizationId: row.organization_id,
    error: row.error,
    checkedAt: row.checked_at,
  };
}
