import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import type { MfaDeviceType } from '#lib/domain/mfa-device';
import { beyond, cutPage, inOrder, type KeysetPage, type KeysetRows } from './keyset.ts';
import { anyOf, containsText } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';

export interface DeviceRecord {
  readonly accountId: string;
  readonly serialNumber: string;
  /** Null for an unassigned virtual device. */
  readonly principalId: string | null;
  readonly type: string;
  readonly enabledAt: Instant | null;
  /** JSON of FidoLevels; null where they were not captured. */
  readonly levels: string | null;
  readonly levelsCapturedAt: Instant | null;
  readonly instanceId: string | null;
  readonly lastUsedAt: Instant | null;
}

export interface DeviceFilter {
  readonly orphaned?: boolean;
  readonly type?: readonly MfaDeviceType[];
  readonly q?: string;
}

/** Devices of the given principals, all at once, oldest enabling first. */
export async function devicesOf(read: ReadStore, principalIds: readonly string[]): Promise<readonly DeviceRecord[]> {
  if (principalIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('mfa_devices')
    .selectAll()
    .where(anyOf('principal_id', principalIds))
    .orderBy('principal_id')
    .orderBy('enabled_at')
    .orderBy('serial_number')
    .execute();
  return rows.map(recordOf);
}

function filtered(read: ReadStore, scope: Scope, filter: DeviceFilter) {
  const conditions: RawBuilder<SqlBool>[] = [whereScope(scope, 'd.account_id')];
  if (filter.orphaned === true) conditions.push(sql<SqlBool>`d.principal_id = ''`);
  if (filter.orphaned === false) conditions.push(sql<SqlBool>`d.principal_id <> ''`);
  if (filter.type) conditions.push(anyOf('d.type', filter.type));
  const q = filter.q?.trim();
  if (q)
    conditions.push(sql<SqlBool>`(${containsText('p.search', q)} or ${containsText(sql`lower(d.serial_number)`, q)})`);
  return read.db
    .selectFrom('mfa_devices as d')
    .leftJoin('principals as p', 'p.id', 'd.principal_id')
    .where(sql<SqlBool>`${sql.join(conditions, sql` and `)}`);
}

/** One page of devices by account and serial number, with the name of their user. */
export async function listDevices(
  read: ReadStore,
  scope: Scope,
  filter: DeviceFilter,
  page: KeysetPage,
): Promise<KeysetRows<DeviceRecord & { readonly userName: string | null }> & { readonly total: number }> {
  const keys = [sql`d.account_id`, sql`d.serial_number`, sql`d.principal_id`];
  const found = await filtered(read, scope, filter)
    .where(beyond(keys, page))
    .selectAll('d')
    .select('p.user_name')
    .orderBy(inOrder(keys, page.descending))
    .limit(page.limit + 1)
    .execute();
  const { total } = await filtered(read, scope, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const cut = cutPage(found, page, (row) => [row.account_id, row.serial_number, row.principal_id]);
  return { rows: cut.rows.map((row) => ({ ...recordOf(row), userName: row.user_name })), next: cut.next, total };
}

function recordOf(row: {
  account_id: string;
  serial_number: string;
  principal_id: string;
  type: string;
  enabled_at: number | null;
  levels: string | null;
  levels_captured_at: number | null;
  instance_id: string | null;
  last_used_at: number | null;
}): DeviceRecord {
  return {
    accountId: row.account_id,
    serialNumber: row.serial_number,
    principalId: row.principal_id === '' ? null : row.principal_id,
    type: row.type,
    enabledAt: row.enabled_at,
    levels: row.levels,
    levelsCapturedAt: row.levels_captured_at,
    instanceId: row.instance_id,
    lastUsedAt: row.last_used_at,
  };
}

/** Serial numbers that one account's lists show now, unassigned virtual devices included. */
export async function serialsOfAccount(read: ReadStore, accountId: string): Promise<readonly string[]> {
  const rows = await read.db
    .selectFrom('mfa_devices')
    .where('account_id', '=', accountId)
    .select('serial_number')
    .distinct()
    .execute();
  return rows.map((row) => row.serial_number);
}
