import { type Selectable, sql } from 'kysely';
import { type ComplianceStatus, complianceStatuses } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import type { Strength } from '#lib/domain/mfa-device';
import type { SharedBecause } from '#lib/domain/person';
import type { Principal, PrincipalId } from '#lib/domain/principal';
import type { PrincipalDetail } from '#lib/domain/principal-detail';
import type { RootState } from '#lib/domain/root-state';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { searchText } from './search-text.ts';
import type { WriteStore } from './write-store.ts';

/** The current state of a principal as screens list it. When it last signed in and since when it fails is derived: refresh-derived.ts. */
export interface ProjectedPrincipal extends Principal {
  readonly previousNames: readonly string[];
  readonly console: boolean | null;
  readonly activeKeys: number | null;
  readonly privileged: boolean | null;
  readonly status: ComplianceStatus;
  readonly reason: string;
  readonly strength: Strength;
  readonly devicesComplete: boolean;
  readonly slotsUsed: number | null;
  readonly sharedBecause: SharedBecause;
  readonly tags: Readonly<Record<string, string>>;
  readonly rootState: RootState | null;
  readonly detail: PrincipalDetail;
  readonly readAt: Instant | null;
}

/** Writes these principals; others of the account stay. */
export async function putPrincipals(tx: WriteStore, principals: readonly ProjectedPrincipal[]): Promise<void> {
  for (const batch of batches(principals, columns.length + 1)) {
    await tx.db
      .insertInto('principals')
      .values(batch.map(toRow))
      .onConflict((oc) =>
        oc
          .column('id')
          .doUpdateSet((eb) => Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)]))),
      )
      .execute();
  }
}

/** Makes these the account's only principals. Derived columns of those that stay are kept. */
export async function replacePrincipals(
  tx: WriteStore,
  accountId: string,
  principals: readonly ProjectedPrincipal[],
): Promise<void> {
  const kept = new Set(principals.map((p) => p.id));
  const before = await tx.db.selectFrom('principals').select('id').where('account_id', '=', accountId).execute();
  const gone = before.map((row) => row.id).filter((id) => !kept.has(id));
  for (const batch of batches(gone, 1)) await tx.db.deleteFrom('principals').where('id', 'in', batch).execute();
  await putPrincipals(tx, principals);
}

const flag = (value: boolean | null) => (value === null ? null : value ? 1 : 0);

function toRow(p: ProjectedPrincipal) {
  return {
    id: p.id,
    account_id: p.accountId,
    kind: p.kind,
    user_name: p.userName,
    search: searchText([p.userName, ...p.previousNames, p.accountId, p.uniqueId]),
    arn: p.arn,
    unique_id: p.uniqueId,
    created_at: p.createdAt,
    presence: p.presence,
    previous_names: JSON.stringify(p.previousNames),
    console: flag(p.console),
    active_keys: p.activeKeys,
    privileged: flag(p.privileged),
    status: p.status,
    status_rank: complianceStatuses.indexOf(p.status),
    reason: p.reason,
    strength: p.strength,
    devices_complete: p.devicesComplete ? 1 : 0,
    slots_used: p.slotsUsed,
    shared_because: p.sharedBecause,
    tags: JSON.stringify(p.tags),
    root_state: p.rootState,
    detail: JSON.stringify(p.detail),
    read_at: p.readAt,
  } satisfies Partial<Schema['principals']>;
}

/** What `toRow` writes beside the id. */
const columns = [
  'account_id',
  'kind',
  'user_name',
  'search',
  'arn',
  'unique_id',
  'created_at',
  'presence',
  'previous_names',
  'console',
  'active_keys',
  'privileged',
  'status',
  'status_rank',
  'reason',
  'strength',
  'devices_complete',
  'slots_used',
  'shared_because',
  'tags',
  'root_state',
  'detail',
  'read_at',
] as const satisfies readonly Exclude<keyof ReturnType<typeof toRow>, 'id'>[];

/** What attribution and commands need of a principal. */
export interface PrincipalSummary extends Principal {
  readonly previousNames: readonly string[];
  readonly sharedBecause: SharedBecause;
  readonly tags: Readonly<Record<string, string>>;
  readonly devicesComplete: boolean;
  readonly readAt: Instant | null;
}

/** By id. */
export async function listPrincipalSummaries(read: ReadStore, accountId: string): Promise<PrincipalSummary[]> {
  const rows = await read.db
    .selectFrom('principals')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute();
  return rows.map(toSummary);
}

export async function getPrincipalSummary(read: ReadStore, id: PrincipalId): Promise<PrincipalSummary | null> {
  const row = await read.db.selectFrom('principals').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toSummary(row) : null;
}

/** Those of these that are known, in no order. */
export async function listPrincipalsById(read: ReadStore, ids: readonly PrincipalId[]): Promise<PrincipalSummary[]> {
  const found: PrincipalSummary[] = [];
  for (const batch of batches(ids, 1)) {
    const rows = await read.db.selectFrom('principals').selectAll().where('id', 'in', batch).execute();
    found.push(...rows.map(toSummary));
  }
  return found;
}

/** By account and present name, as CSV files name principals; more than one where a deleted user left its name to another. */
export async function findPrincipalsByName(
  read: ReadStore,
  accountId: string,
  userName: string,
): Promise<PrincipalSummary[]> {
  const rows = await read.db
    .selectFrom('principals')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('user_name', '=', userName)
    .orderBy(sql`case presence when 'present' then 0 else 1 end`)
    .orderBy('id')
    .execute();
  return rows.map(toSummary);
}

function toSummary(row: Selectable<Schema['principals']>): PrincipalSummary {
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    userName: row.user_name,
    arn: row.arn,
    uniqueId: row.unique_id,
    createdAt: row.created_at,
    presence: row.presence,
    previousNames: JSON.parse(row.previous_names),
    sharedBecause: row.shared_because,
    tags: JSON.parse(row.tags),
    devicesComplete: row.devices_complete === 1,
    readAt: row.read_at,
  };
}

/** After a decision about sharing: the column that lists show. */
export async function setSharedBecause(tx: WriteStore, id: PrincipalId, because: SharedBecause): Promise<void> {
  await tx.db.updateTable('principals').set({ shared_because: because }).where('id', '=', id).execute();
}
