import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '#lib/domain/actor';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import type { Strength } from '#lib/domain/mfa-device';
import type { Presence, PrincipalKind } from '#lib/domain/principal';
import { type ExceptionFilter, ownCheckOf, whereException } from './exceptions.ts';
import { beyond, cutPage, inOrder, type KeysetPage, type KeysetRows } from './keyset.ts';
import { anyOf, containsText } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';

export interface PrincipalFilter {
  readonly id?: string;
  readonly kind?: PrincipalKind;
  readonly status?: readonly ComplianceStatus[];
  readonly q?: string;
  readonly privileged?: boolean | 'unknown';
  readonly strength?: readonly Strength[];
  /** `any` counts those deleted since the report too. */
  readonly presence?: Presence | 'any';
  readonly console?: boolean | 'unknown' | 'can';
  readonly keys?: 'some' | 'none' | 'unknown';
  readonly shared?: boolean;
  readonly exception?: { readonly is: ExceptionFilter; readonly now: Instant; readonly soon: Instant };
  /** Undecided, and any of these actions would decide it. */
  readonly missing?: readonly string[];
  /** Fails its own check now, or failed it at some time after this. */
  readonly failedSince?: Instant;
}

export type PrincipalOrder =
  | 'status'
  | 'userName'
  | 'accountName'
  | 'console'
  | 'activeKeys'
  | 'privileged'
  | 'strength'
  | 'lastLogin'
  | 'failingSince'
  | 'attention';

/** A row of `principals` with its account's name, as numbers and booleans. */
export interface PrincipalRecord {
  readonly id: string;
  readonly accountId: string;
  readonly accountName: string;
  readonly partition: string;
  readonly kind: PrincipalKind;
  readonly userName: string;
  readonly previousNames: string;
  readonly arn: string;
  readonly uniqueId: string;
  readonly createdAt: Instant | null;
  readonly presence: Presence;
  readonly console: boolean | null;
  readonly activeKeys: number | null;
  readonly privileged: boolean | null;
  readonly status: ComplianceStatus;
  readonly reason: string;
  readonly strength: string;
  readonly devicesComplete: boolean;
  readonly slotsUsed: number | null;
  readonly sharedBecause: string | null;
  readonly tags: string;
  readonly failingSince: Instant | null;
  readonly lastLoginAt: Instant | null;
  readonly lastLoginSerial: string | null;
  readonly lastLoginMfa: boolean | null;
  readonly rootState: string | null;
  readonly detail: string;
  readonly readAt: Instant | null;
}

const never = 9_007_199_254_740_991;
const yesUnknownNo = (column: string) =>
  sql<number>`case when ${sql.ref(column)} = 1 then 0 when ${sql.ref(column)} is null then 1 else 2 end`;

/** What a list is ordered by; rows without a value come last in both directions. */
function orderKey(order: PrincipalOrder, descending: boolean): readonly RawBuilder<string | number>[] {
  const nothing = descending ? -1 : never;
  switch (order) {
    case 'status':
      return [sql<number>`p.status_rank`, sql<string>`p.user_name`];
    case 'userName':
      return [sql<string>`lower(p.user_name)`];
    case 'accountName':
      return [sql<string>`coalesce(a.name, p.account_id)`, sql<string>`p.user_name`];
    case 'console':
      return [yesUnknownNo('p.console')];
    case 'privileged':
      return [yesUnknownNo('p.privileged')];
    case 'activeKeys':
      return [sql<number>`coalesce(p.active_keys, -1)`];
    case 'strength':
      return [
        sql<number>`case p.strength when 'no' then 0 when 'also-phishable' then 1 when 'unknown' then 2 else 3 end`,
      ];
    case 'lastLogin':
      return [sql<number>`coalesce(p.last_login_at, ${sql.lit(nothing)})`];
    case 'failingSince':
      return [sql<number>`coalesce(p.failing_since, ${sql.lit(nothing)})`];
    case 'attention':
      return [
        sql<number>`p.status_rank`,
        yesUnknownNo('p.privileged'),
        sql<number>`coalesce(p.failing_since, ${sql.lit(never)})`,
      ];
  }
}

const threeValued = (column: string, wanted: boolean | 'unknown') =>
  wanted === 'unknown'
    ? sql<SqlBool>`${sql.ref(column)} is null`
    : sql<SqlBool>`${sql.ref(column)} = ${wanted ? 1 : 0}`;

/** `missing` is a JSON list of texts: an action stands in it between quotation marks. */
function waitsForAny(actions: readonly string[]): RawBuilder<SqlBool> {
  const named = actions.map((action) => containsText(sql`lower(c.missing)`, JSON.stringify(action)));
  return sql<SqlBool>`(p.status = 'INSUFFICIENT_DATA' and exists (select 1 from check_results c
    where c.principal_id = p.id and c.check_id = ${ownCheckOf} and (${named.length === 0 ? sql`1 = 0` : sql.join(named, sql` or `)})))`;
}

function filtered(read: ReadStore, scope: Scope, filter: PrincipalFilter) {
  const presence = filter.presence ?? 'present';
  const conditions: RawBuilder<SqlBool>[] = [whereScope(scope, 'p.account_id')];
  if (presence !== 'any') conditions.push(sql<SqlBool>`p.presence = ${presence}`);
  if (filter.id !== undefined) conditions.push(sql<SqlBool>`p.id = ${filter.id}`);
  if (filter.kind) conditions.push(sql<SqlBool>`p.kind = ${filter.kind}`);
  if (filter.status) conditions.push(anyOf('p.status', filter.status));
  if (filter.strength) conditions.push(anyOf('p.strength', filter.strength));
  if (filter.privileged !== undefined) conditions.push(threeValued('p.privileged', filter.privileged));
  if (filter.console === 'can')
    conditions.push(sql<SqlBool>`(p.console = 1 or p.console is null) and p.status <> 'NOT_APPLICABLE'`);
  else if (filter.console !== undefined) conditions.push(threeValued('p.console', filter.console));
  if (filter.keys)
    conditions.push(
      filter.keys === 'unknown'
        ? sql<SqlBool>`p.active_keys is null`
        : filter.keys === 'some'
          ? sql<SqlBool>`p.active_keys > 0`
          : sql<SqlBool>`p.active_keys = 0`,
    );
  if (filter.shared !== undefined)
    conditions.push(
      filter.shared ? sql<SqlBool>`p.shared_because is not null` : sql<SqlBool>`p.shared_because is null`,
    );
  if (filter.exception)
    conditions.push(whereException(filter.exception.is, filter.exception.now, filter.exception.soon));
  if (filter.missing) conditions.push(waitsForAny(filter.missing));
  if (filter.failedSince !== undefined)
    conditions.push(sql<SqlBool>`exists (select 1 from status_intervals s where s.principal_id = p.id and s.check_id = ${ownCheckOf}
      and s.status = 'NON_COMPLIANT' and (s.to_at is null or s.to_at > ${filter.failedSince}))`);
  const q = filter.q?.trim();
  if (q) conditions.push(containsText('p.search', q));
  return read.db.selectFrom('principals as p').where(sql<SqlBool>`${sql.join(conditions, sql` and `)}`);
}

/** How many principals a filter leaves; exact. */
export async function countPrincipals(read: ReadStore, scope: Scope, filter: PrincipalFilter): Promise<number> {
  const row = await filtered(read, scope, filter)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** One page of principals. Those deleted since the report are left out unless the filter asks for them. */
export async function listPrincipals(
  read: ReadStore,
  scope: Scope,
  filter: PrincipalFilter,
  order: PrincipalOrder,
  page: KeysetPage,
): Promise<KeysetRows<PrincipalRecord>> {
  const own = orderKey(order, page.descending);
  const keys = [...own, sql<string>`p.id`];
  // The page is found among narrow rows, from an index where there is one; only its own rows are read whole.
  const narrow = filtered(read, scope, filter);
  const onPage = (order === 'accountName' ? narrow.leftJoin('accounts as a', 'a.id', 'p.account_id') : narrow)
    .where(beyond(keys, page))
    .select('p.id')
    .select(own.map((key, i) => key.as(`key_${i}`)))
    .orderBy(inOrder(keys, page.descending))
    .limit(page.limit + 1);
  const found = await read.db
    .selectFrom(onPage.as('found'))
    .innerJoin('principals as p', 'p.id', 'found.id')
    .leftJoin('accounts as a', 'a.id', 'p.account_id')
    .selectAll('p')
    .select(['a.name as account_name', 'a.partition as partition'])
    .select(own.map((_, i) => sql<string | number>`${sql.ref(`found.key_${i}`)}`.as(`key_${i}`)))
    .orderBy(inOrder([...own.map((_, i) => sql.ref(`found.key_${i}`)), sql`p.id`], page.descending))
    .execute();
  const cut = cutPage(found, page, (row) => [
    ...own.map((_, i) => keyOf(Object.entries(row).find(([name]) => name === `key_${i}`)?.[1])),
    row.id,
  ]);
  return { rows: cut.rows.map(recordOf), next: cut.next };
}

const keyOf = (value: unknown): string | number => (typeof value === 'number' ? value : String(value));
const flag = (value: number | null): boolean | null => (value === null ? null : value === 1);

type Found = Awaited<ReturnType<ReturnType<typeof selectForType>['execute']>>[number];
/** Only for its type: the columns that listPrincipals selects. */
const selectForType = (read: ReadStore) =>
  read.db
    .selectFrom('principals as p')
    .leftJoin('accounts as a', 'a.id', 'p.account_id')
    .selectAll('p')
    .select(['a.name as account_name', 'a.partition as partition']);

function recordOf(row: Found): PrincipalRecord {
  return {
    id: row.id,
    accountId: row.account_id,
    accountName: row.account_name ?? row.account_id,
    partition: row.partition ?? 'aws',
    kind: row.kind,
    userName: row.user_name,
    previousNames: row.previous_names,
    arn: row.arn,
    uniqueId: row.unique_id,
    createdAt: row.created_at,
    presence: row.presence,
    console: flag(row.console),
    activeKeys: row.active_keys,
    privileged: flag(row.privileged),
    status: row.status,
    reason: row.reason,
    strength: row.strength,
    devicesComplete: row.devices_complete === 1,
    slotsUsed: row.slots_used,
    sharedBecause: row.shared_because,
    tags: row.tags,
    failingSince: row.failing_since,
    lastLoginAt: row.last_login_at,
    lastLoginSerial: row.last_login_serial,
    lastLoginMfa: flag(row.last_login_mfa),
    rootState: row.root_state,
    detail: row.detail,
    readAt: row.read_at,
  };
}
