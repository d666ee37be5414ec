/** Fixture of present's tests: three accounts with a few principals, devices and sign-ins, written as the projections write them. */
import { everything, type Scope } from '#lib/domain/actor';
import { type ComplianceStatus, complianceStatuses } from '#lib/domain/compliance-status';
import type { AttributionState } from '#lib/domain/console-login';
import { day, hour, type Instant, utcDay } from '#lib/domain/instant';
import type { Strength } from '#lib/domain/mfa-device';
import { recordAccounts } from '#lib/store/accounts';
import { putConnection } from '#lib/store/connections';
import type { Store } from '#lib/store/open-store';
import { searchText } from '#lib/store/search-text';

export const now: Instant = Date.UTC(2026, 10, 22, 14, 2, 11);
export const [prod, staging, legacy] = ['100000000001', '100000000002', '100000000003'] as const;
export const only = (...accountIds: string[]): Scope => ({ kind: 'accounts', accountIds });
export { everything };

export interface SamplePrincipal {
  account: string;
  name: string;
  status: ComplianceStatus;
  presence?: 'present' | 'deleted-since-report';
  console?: boolean | null;
  keys?: number | null;
  privileged?: boolean | null;
  strength?: Strength;
  failingSince?: Instant;
  lastLoginAt?: Instant;
  devices?: string[];
  missing?: string[];
  shared?: 'root' | 'tag' | 'declared';
}

export const principalId = ({ account, name }: { account: string; name: string }): string =>
  name === '<root_account>' ? `${account}:root` : `${account}:AIDA-${name}`;

const flag = (value: boolean | null): 0 | 1 | null => (value === null ? null : value ? 1 : 0);

/** Connection, accounts, and one boundary `b-prod` that holds the first account. */
export async function putAccounts({ write }: Store): Promise<void> {
  await putConnection(write, {
    id: 'default',
    partition: 'aws',
    region: 'us-east-1',
    profile: null,
    roleName: 'KeyholderRead',
    externalId: null,
  });
  const common = { connectionId: 'default', partition: 'aws', organizationStatus: 'ACTIVE' } as const;
  await recordAccounts(
    write,
    [
      { ...common, id: prod, name: 'prod', isManagement: true },
      { ...common, id: staging, name: 'staging', isManagement: false },
      { ...common, id: legacy, name: 'legacy', isManagement: false },
    ],
    now - hour,
  );
  await write.db
    .insertInto('boundaries')
    .values({
      id: 'b-prod',
      name: 'Production',
      justification: 'holds customer data',
      account_ids: JSON.stringify([prod]),
      recorded_at: now - day,
      recorded_by: 'local:tester',
    })
    .execute();
}

export async function putPrincipals({ write }: Store, principals: readonly SamplePrincipal[]): Promise<void> {
  for (const p of principals) {
    const id = principalId(p);
    const isRoot = p.name === '<root_account>';
    await write.db
      .insertInto('principals')
      .values({
        id,
        account_id: p.account,
        kind: isRoot ? 'RootUser' : 'IamUser',
        user_name: p.name,
        search: searchText([p.name, p.account, id]),
        arn: isRoot ? `arn:aws:iam::${p.account}:root` : `arn:aws:iam::${p.account}:user/${p.name}`,
        unique_id: isRoot ? p.account : `AIDA-${p.name}`,
        presence: p.presence ?? 'present',
        previous_names: '[]',
        console: flag(p.console === undefined ? true : p.console),
        active_keys: p.keys === undefined ? 0 : p.keys,
        privileged: flag(p.privileged ?? null),
        status: p.status,
        status_rank: complianceStatuses.indexOf(p.status),
        reason: 'Password, no device.',
        strength: p.strength ?? 'no',
        devices_complete: 1,
        slots_used: p.devices?.length ?? 0,
        shared_because: p.shared ?? null,
        tags: '{}',
        failing_since: p.failingSince ?? null,
        last_login_at: p.lastLoginAt ?? null,
        root_state: isRoot ? (p.status === 'COMPLIANT' ? 'covered' : 'uncovered') : null,
        detail: JSON.stringify({ sources: [], privilegedBecause: null, root: null }),
        read_at: now - hour,
      })
      .execute();
    await write.db
      .insertInto('check_results')
      .values({
        principal_id: id,
        check_id: isRoot ? 'root-account-mfa-enabled' : 'mfa-enabled-for-iam-console-access',
        account_id: p.account,
        status: p.status,
        reason: 'Password, no device.',
        evidence: '[]',
        missing: JSON.stringify(p.missing ?? []),
        judged_at: now - hour,
      })
      .execute();
    for (const serial of p.devices ?? [])
      await write.db
        .insertInto('mfa_devices')
        .values({
          account_id: p.account,
          serial_number: serial,
          principal_id: id,
          type: 'virtual-authenticator',
          enabled_at: now - 30 * day,
          instance_id: `instance of ${serial}`,
        })
        .execute();
  }
}

export interface SampleLogin {
  id: string;
  account: string;
  /** Null for a federated identity. */
  name: string | null;
  at: Instant;
  state: AttributionState;
  shared?: boolean;
  basis?: 'custody' | 'account-holder';
  person?: string;
  serial?: string;
  ip?: string;
  evidence?: { sha256: string; index: number };
}

export async function putLogins({ write }: Store, logins: readonly SampleLogin[]): Promise<void> {
  for (let i = 0; i < logins.length; i += 300) {
    const batch = logins.slice(i, i + 300);
    const common = (l: SampleLogin) => ({
      account_id: l.account,
      event_id: l.id,
      time: l.at,
      principal_id: l.name === null ? null : principalId({ account: l.account, name: l.name }),
      outcome: l.state === 'not-a-login' ? ('failure' as const) : ('success' as const),
      identity: l.name === null ? ('saml' as const) : ('iam-user' as const),
      mfa_used: flag(l.state !== 'no-mfa'),
    });
    await write.db
      .insertInto('console_logins')
      .values(
        batch.map((l) => ({
          ...common(l),
          region: 'us-east-1',
          user_name: l.name,
          source_ip: l.ip ?? '203.0.113.7',
          user_agent: 'Mozilla/5.0',
          evidence_sha256: l.evidence?.sha256 ?? 'none',
          evidence_index: l.evidence?.index ?? 0,
          content_sha256: l.id,
          recorded_at: now,
        })),
      )
      .execute();
    await write.db
      .insertInto('login_attributions')
      .values(
        batch.map((l) => ({
          ...common(l),
          shared: l.shared ? (1 as const) : (0 as const),
          state: l.state,
          basis: l.basis ?? null,
          serial_number: l.serial ?? null,
          device_type: l.serial ? ('virtual-authenticator' as const) : null,
          instance_id: l.serial ? `instance of ${l.serial}` : null,
          person_id: l.person ?? null,
          reason: 'The event names the device.',
          flags: '[]',
          search: searchText([l.name, l.ip ?? '203.0.113.7', 'us-east-1', l.serial ?? null, l.id]),
        })),
      )
      .execute();
  }
}

export async function putCounts(
  { write }: Store,
  accountId: string,
  at: Instant,
  counts: Partial<Record<Parameters<typeof countRow>[2], number>>,
): Promise<void> {
  const rows = Object.entries(counts).map(([name, n]) => countRow(accountId, at, nameOf(name), n));
  await write.db.insertInto('daily_counts').values(rows).execute();
}

const names = [
  'logins',
  'logins-without-mfa',
  'logins-federated',
  'users-with-console',
  'users-without-mfa',
  'users-not-checked',
] as const;
const nameOf = (text: string) => names.find((name) => name === text) ?? 'logins';
const countRow = (accountId: string, at: Instant, name: (typeof names)[number], n: number) => ({
  day: utcDay(at),
  account_id: accountId,
  name,
  n,
});

/** Every page of a list, read to its end. */
export async function readAll<Item>(
  page: (cursor: string | null) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const next = await page(cursor);
    all.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor !== null);
  return all;
}
