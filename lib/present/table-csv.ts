/** Every table as CSV: the same rows as on screen and in the API, by the same filters, with a column for each thing a row says. */
import type { Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from '#lib/store/read-store';
import { getBoundaries } from './boundaries.ts';
import { getCollections } from './collections.ts';
import { getConsoleLogins } from './console-logins.ts';
import { type CsvCell, orEmpty, orUnknown, safeCell, yesNo } from './csv-cell.ts';
import { getCustodies } from './custodies.ts';
import { getDevices } from './devices.ts';
import { getEventCoverage } from './event-coverage.ts';
import { getExceptions } from './exceptions.ts';
import { getFixes } from './fix-list.ts';
import { maxLimit } from './page-of.ts';
import { getPeople } from './people.ts';
import { getPrincipals } from './principals.ts';
import { getSharedAccounts } from './shared-accounts.ts';
import { getUnreadableRecords } from './unreadable-records.ts';
import type { ListView } from './views/common.ts';
import type {
  CollectionsQuery,
  ConsoleLoginsQuery,
  CustodiesQuery,
  DevicesQuery,
  EventCoverageQuery,
  ExceptionsQuery,
  PageQuery,
  PeopleQuery,
  PrincipalsQuery,
  SharedAccountsQuery,
  UnreadableRecordsQuery,
} from './views/queries.ts';

/** Which filters each table takes. */
export interface TableQueries {
  principals: PrincipalsQuery;
  'console-logins': ConsoleLoginsQuery;
  'shared-accounts': SharedAccountsQuery;
  devices: DevicesQuery;
  exceptions: ExceptionsQuery;
  fixes: PrincipalsQuery;
  collections: CollectionsQuery;
  custodies: CustodiesQuery;
  people: PeopleQuery;
  boundaries: PageQuery;
  'event-coverage': EventCoverageQuery;
  'unreadable-records': UnreadableRecordsQuery;
}
export type TableName = keyof TableQueries;

export interface CsvTable<Query> {
  readonly columns: readonly string[];
  /** All rows, a page at a time; cells cannot execute as formulas. */
  pages(read: ReadStore, scope: Scope, query: Query, now: Instant): AsyncGenerator<CsvCell[][]>;
}

type Get<Query, Item> = (read: ReadStore, scope: Scope, query: Query, now: Instant) => Promise<ListView<Item>>;

function csvTable<Query extends PageQuery, Item>(
  get: Get<Query, Item>,
  columns: Readonly<Record<string, (item: Item) => CsvCell>>,
): CsvTable<Query> {
  return {
    columns: Object.keys(columns),
    async *pages(read, scope, query, now) {
      let cursor: string | null = null;
      do {
        const page: ListView<Item> = await get(read, scope, { ...query, cursor, limit: maxLimit }, now);
        yield page.items.map((item) => Object.values(columns).map((cellOf) => safeCell(cellOf(item))));
        cursor = page.nextCursor;
      } while (cursor !== null);
    },
  };
}

const tables: { readonly [T in TableName]: CsvTable<TableQueries[T]> } = {
  principals: csvTable(getPrincipals, {
    account_id: (p) => p.accountId,
    account_name: (p) => p.accountName,
    kind: (p) => p.kind,
    user_name: (p) => p.userName,
    arn: (p) => p.arn,
    unique_id: (p) => p.uniqueId,
    presence: (p) => p.presence,
    status: (p) => p.status,
    reason: (p) => p.reason,
    exception_until: (p) => orEmpty(p.exception?.expiresAt ?? null),
    exception_owner: (p) => orEmpty(p.exception?.owner ?? null),
    exception_reason: (p) => orEmpty(p.exception?.reason ?? null),
    console: (p) => yesNo(p.console),
    active_keys: (p) => orUnknown(p.activeKeys),
    privileged: (p) => yesNo(p.privileged),
    strength: (p) => p.strength,
    devices: (p) => p.devices.map((device) => device.serialNumber).join(' '),
    devices_complete: (p) => yesNo(p.devicesComplete),
    device_slots_used: (p) => orUnknown(p.deviceSlots.used),
    shared_because: (p) => orEmpty(p.sharedBecause),
    failing_since: (p) => orEmpty(p.failingSince),
    last_login_at: (p) => orEmpty(p.lastLogin?.at ?? null),
    last_login_device: (p) => orEmpty(p.lastLogin?.deviceName ?? null),
    read_at: (p) => orEmpty(p.readAt),
  }),
  'console-logins': csvTable(getConsoleLogins, {
    time: (l) => l.time,
    account_id: (l) => l.accountId,
    account_name: (l) => l.accountName,
    region: (l) => l.region,
    identity: (l) => l.identity,
    user_name: (l) => orEmpty(l.userName),
    unique_id: (l) => orEmpty(l.uniqueId),
    provider: (l) => orEmpty(l.provider),
    outcome: (l) => l.outcome,
    error: (l) => orEmpty(l.errorMessage),
    mfa_used: (l) => yesNo(l.mfaUsed),
    source_ip: (l) => l.sourceIp,
    user_agent: (l) => l.userAgent,
    shared: (l) => yesNo(l.shared),
    state: (l) => l.attribution.state,
    basis: (l) => orEmpty(l.attribution.basis),
    device_serial_number: (l) => orEmpty(l.attribution.device?.serialNumber ?? null),
    device_enabled_at: (l) => orEmpty(l.attribution.device?.enabledAt ?? null),
    device_removed_at: (l) => orEmpty(l.attribution.device?.removedAt ?? null),
    person: (l) => orEmpty(l.attribution.person?.name ?? null),
    how_we_know: (l) => l.attribution.reason,
    flags: (l) => l.attribution.flags.join('; '),
    event_id: (l) => l.eventId,
  }),
  'shared-accounts': csvTable(getSharedAccounts, {
    account_id: (s) => s.accountId,
    account_name: (s) => s.accountName,
    user_name: (s) => s.userName,
    principal_id: (s) => s.principalId,
    shared_because: (s) => s.sharedBecause,
    justification: (s) => orEmpty(s.justification),
    decided_by: (s) => orEmpty(s.decidedBy),
    decided_at: (s) => orEmpty(s.decidedAt),
    logins: (s) => s.logins,
    logins_attributed: (s) => s.attributed,
    devices: (s) => s.devices,
    last_login_at: (s) => orEmpty(s.lastLoginAt),
  }),
  devices: csvTable(getDevices, {
    account_id: (d) => d.accountId,
    account_name: (d) => d.accountName,
    serial_number: (d) => d.serialNumber,
    type: (d) => d.type,
    enabled_at: (d) => orEmpty(d.enabledAt),
    user_name: (d) => orEmpty(d.userName),
    principal_id: (d) => orEmpty(d.principalId),
    orphaned: (d) => yesNo(d.orphaned),
    last_used_at: (d) => orEmpty(d.lastUsedAt),
    clean_up: (d) => orEmpty(d.cleanUp),
  }),
  collections: csvTable(
    (read, scope, query: CollectionsQuery, now) => getCollections(read, scope, { ...query, summary: true }, now),
    {
      id: (c) => c.id,
      status: (c) => c.status,
      trigger: (c) => c.trigger,
      requested_by: (c) => c.requestedBy,
      started_at: (c) => c.startedAt,
      finished_at: (c) => orEmpty(c.finishedAt),
      accounts: (c) => c.accountCount,
      sources_collected: (c) => c.counts.collected,
      sources_partial: (c) => c.counts.partial,
      sources_denied: (c) => c.counts.denied,
      sources_failed: (c) => c.counts.failed,
      sources_waiting: (c) => c.counts.waiting,
      error: (c) => orEmpty(c.error),
    },
  ),
  fixes: csvTable(getFixes, {
    account_id: (f) => f.accountId,
    account_name: (f) => f.accountName,
    user_name: (f) => f.userName,
    principal_id: (f) => f.principalId,
    status: (f) => f.status,
    reason: (f) => f.reason,
    done: (f) => yesNo(f.done),
    exception_until: (f) => orEmpty(f.exception?.expiresAt ?? null),
    console_link: (f) => orEmpty(f.fixes.find((fix) => fix.kind === 'console')?.href ?? null),
    cli: (f) => orEmpty(f.fixes.find((fix) => fix.kind === 'cli')?.code ?? null),
    message: (f) => orEmpty(f.fixes.find((fix) => fix.kind === 'message')?.code ?? null),
  }),
  exceptions: csvTable(getExceptions, {
    account_id: (e) => e.accountId,
    account_name: (e) => e.accountName,
    user_name: (e) => e.userName,
    principal_id: (e) => e.principalId,
    check_id: (e) => e.checkId,
    status: (e) => orEmpty(e.status),
    state: (e) => e.state,
    owner: (e) => e.owner,
    reason: (e) => e.reason,
    expires_at: (e) => e.expiresAt,
    recorded_at: (e) => e.recordedAt,
    recorded_by: (e) => e.recordedBy,
    id: (e) => e.id,
  }),
  custodies: csvTable(getCustodies, {
    account_id: (c) => c.accountId,
    principal_id: (c) => c.principalId,
    serial_number: (c) => c.serialNumber,
    device_instance_id: (c) => c.deviceInstanceId,
    person: (c) => c.person.name,
    valid_from: (c) => c.validFrom,
    valid_to: (c) => orEmpty(c.validTo),
    reason: (c) => c.reason,
    recorded_at: (c) => c.recordedAt,
    recorded_by: (c) => c.recordedBy,
  }),
  // The first three are those that an import reads.
  people: csvTable(getPeople, {
    name: (p) => p.name,
    email: (p) => p.email,
    left_at: (p) => orEmpty(p.leftAt),
    devices_held: (p) => p.devices,
  }),
  boundaries: csvTable((read, scope, query: PageQuery, now) => getBoundaries(read, scope, query, now), {
    name: (b) => b.name,
    justification: (b) => b.justification,
    account_ids: (b) => b.accountIds.join(' '),
    recorded_at: (b) => b.recordedAt,
    recorded_by: (b) => b.recordedBy,
  }),
  'event-coverage': csvTable(getEventCoverage, {
    account_id: (c) => c.accountId,
    account_name: (c) => c.accountName,
    region: (c) => c.region,
    event_name: (c) => c.eventName,
    spans_read: (c) => c.spans.map((span) => `${span.from}/${span.to}`).join(' '),
  }),
  'unreadable-records': csvTable(getUnreadableRecords, {
    account_id: (r) => r.accountId,
    account_name: (r) => r.accountName,
    source: (r) => r.source,
    region: (r) => r.region,
    where: (r) => r.where,
    reason: (r) => r.reason,
    recorded_at: (r) => r.recordedAt,
    raw: (r) => r.raw,
  }),
};

/** Columns and rows of one table. */
export const csvTableOf = <T extends TableName>(table: T): CsvTable<TableQueries[T]> => tables[table];

/** The header line of one table. */
export const csvColumnsOf = (table: TableName): readonly string[] => tables[table].columns;
