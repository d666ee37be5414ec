import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Scope } from '#lib/domain/actor';
import type { AttributionBasis, AttributionState, LoginIdentity } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import { beyond, cutPage, inOrder, type KeysetPage, type KeysetRows } from './keyset.ts';
import { anyOf, containsText } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';

export interface LoginFilter {
  readonly eventId?: string;
  readonly sharedOnly?: boolean;
  readonly state?: readonly AttributionState[];
  readonly principalId?: string;
  readonly personId?: string;
  readonly serialNumber?: string;
  readonly instanceId?: string;
  readonly outcome?: 'success' | 'failure';
  readonly identity?: readonly LoginIdentity[];
  /** `]from, to]` */
  readonly from?: Instant;
  readonly to?: Instant;
  readonly q?: string;
}

/** A login as CloudTrail recorded it, with what is known of its device and person. */
export interface LoginRecord {
  readonly accountId: string;
  readonly accountName: string;
  readonly eventId: string;
  readonly time: Instant;
  readonly region: string;
  readonly identity: LoginIdentity;
  readonly principalId: string | null;
  readonly uniqueId: string | null;
  readonly userName: string | null;
  readonly arn: string | null;
  readonly provider: string | null;
  readonly outcome: 'success' | 'failure';
  readonly errorMessage: string | null;
  readonly mfaUsed: boolean | null;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly evidenceSha256: string;
  readonly evidenceIndex: number;
  readonly shared: boolean;
  readonly state: AttributionState;
  readonly basis: AttributionBasis | null;
  readonly serialNumber: string | null;
  readonly instanceId: string | null;
  readonly enabledAt: Instant | null;
  readonly removedAt: Instant | null;
  readonly personId: string | null;
  /** The custodian's name as it is now; for an account holder, the user name. */
  readonly personName: string | null;
  readonly reason: string;
  /** JSON of string[]. */
  readonly flags: string;
}

/**
 * One value is looked up in its own index. Several would make SQLite gather and sort all their rows for a page of fifty; as an
 * expression they are checked while the index is read in the order of the list.
 */
function oneOf(column: string, values: readonly string[]): RawBuilder<SqlBool> {
  if (values.length < 2) return anyOf(column, values);
  return sql<SqlBool>`coalesce(${sql.ref(column)}, '') in (${sql.join(values)})`;
}

const accountsOf = (scope: Scope) =>
  scope.kind === 'all' ? whereScope(scope, 't.account_id') : oneOf('t.account_id', scope.accountIds);

export function loginConditions(scope: Scope, filter: LoginFilter): RawBuilder<SqlBool> {
  const conditions: RawBuilder<SqlBool>[] = [accountsOf(scope)];
  if (filter.eventId !== undefined) conditions.push(sql<SqlBool>`t.event_id = ${filter.eventId}`);
  if (filter.sharedOnly) conditions.push(sql<SqlBool>`t.shared = 1`);
  if (filter.principalId !== undefined) conditions.push(sql<SqlBool>`t.principal_id = ${filter.principalId}`);
  if (filter.state) conditions.push(oneOf('t.state', filter.state));
  // A failed attempt is `not-a-login`, and nothing else is: so the index on the state serves here too.
  if (filter.outcome === 'failure') conditions.push(sql<SqlBool>`t.state = 'not-a-login'`);
  if (filter.outcome === 'success') conditions.push(sql<SqlBool>`t.state <> 'not-a-login'`);
  if (filter.identity) conditions.push(anyOf('t.identity', filter.identity));
  if (filter.personId !== undefined) conditions.push(sql<SqlBool>`t.person_id = ${filter.personId}`);
  if (filter.serialNumber !== undefined) conditions.push(sql<SqlBool>`t.serial_number = ${filter.serialNumber}`);
  if (filter.instanceId !== undefined) conditions.push(sql<SqlBool>`t.instance_id = ${filter.instanceId}`);
  if (filter.from !== undefined) conditions.push(sql<SqlBool>`t.time > ${filter.from}`);
  if (filter.to !== undefined) conditions.push(sql<SqlBool>`t.time <= ${filter.to}`);
  const q = filter.q?.trim();
  if (q) conditions.push(containsText('t.search', q));
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`;
}

/** How many logins a filter leaves, counted no further than `limit`. */
export async function countLogins(
  read: ReadStore,
  scope: Scope,
  filter: LoginFilter,
  limit = 10_000,
): Promise<{ n: number; isLowerBound: boolean }> {
  const row = await read.db
    .selectFrom(
      read.db
        .selectFrom('login_attributions as t')
        .where(loginConditions(scope, filter))
        .select(sql<number>`1`.as('one'))
        .limit(limit + 1)
        .as('found'),
    )
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return { n: Math.min(row.n, limit), isLowerBound: row.n > limit };
}

/** One page of logins, by time. The page is found in the projection alone; only its rows are joined with what CloudTrail recorded. */
export async function listLogins(
  read: ReadStore,
  scope: Scope,
  filter: LoginFilter,
  page: KeysetPage,
): Promise<KeysetRows<LoginRecord>> {
  const keys = [sql`t.time`, sql`t.event_id`, sql`t.account_id`];
  const onPage = read.db
    .selectFrom('login_attributions as t')
    .where(loginConditions(scope, filter))
    .where(beyond(keys, page))
    .selectAll()
    .orderBy(inOrder(keys, page.descending))
    .limit(page.limit + 1);
  const found = await read.db
    .selectFrom(onPage.as('t'))
    .innerJoin('console_logins as l', (join) =>
      join.onRef('l.account_id', '=', 't.account_id').onRef('l.event_id', '=', 't.event_id'),
    )
    .leftJoin('accounts as a', 'a.id', 't.account_id')
    .leftJoin('people as p', 'p.id', 't.person_id')
    .select([
      't.account_id',
      'a.name as account_name',
      't.event_id',
      't.time',
      'l.region',
      'l.identity',
      't.principal_id',
      'l.unique_id',
      'l.user_name',
      'l.arn',
      'l.provider',
      'l.outcome',
      'l.error_message',
      'l.mfa_used',
      'l.source_ip',
      'l.user_agent',
      'l.evidence_sha256',
      'l.evidence_index',
      't.shared',
      't.state',
      't.basis',
      't.serial_number',
      't.instance_id',
      't.enabled_at',
      't.removed_at',
      't.person_id',
      't.person_name',
      'p.name as custodian',
      't.reason',
      't.flags',
    ])
    .orderBy(inOrder(keys, page.descending))
    .execute();
  const cut = cutPage(found, page, (row) => [row.time, row.event_id, row.account_id]);
  return {
    next: cut.next,
    rows: cut.rows.map((row) => ({
      accountId: row.account_id,
      accountName: row.account_name ?? row.account_id,
      eventId: row.event_id,
      time: row.time,
      region: row.region,
      identity: row.identity,
      principalId: row.principal_id,
      uniqueId: row.unique_id,
      userName: row.user_name,
      arn: row.arn,
      provider: row.provider,
      outcome: row.outcome,
      errorMessage: row.error_message,
      mfaUsed: row.mfa_used === null ? null : row.mfa_used === 1,
      sourceIp: row.source_ip,
      userAgent: row.user_agent,
      evidenceSha256: row.evidence_sha256,
      evidenceIndex: row.evidence_index,
      shared: row.shared === 1,
      state: row.state,
      basis: row.basis,
      serialNumber: row.serial_number,
      instanceId: row.instance_id,
      enabledAt: row.enabled_at,
      removedAt: row.removed_at,
      personId: row.person_id,
      personName: row.custodian ?? row.person_name,
      reason: row.reason,
      flags: row.flags,
    })),
  };
}
