/** A recorded account, put together in a few words: what the tests of this folder start from. */
import type { Account } from '#lib/domain/account';
import type { EventCoverage, LifecycleEvent, LifecycleEventName } from '#lib/domain/console-login';
import { lifecycleEventNames } from '#lib/domain/console-login';
import type { AccountSnapshot, ListedUser, ReportRow, SourceReading, VirtualDevice } from '#lib/domain/facts';
import { hour, type Instant, minute } from '#lib/domain/instant';
import type { AccountKnowledge } from './account-knowledge.ts';

export const accountId = '100000000001';
export const now: Instant = Date.UTC(2026, 10, 22, 14, 0);
export const created: Instant = Date.UTC(2024, 0, 5, 9, 0);
export const hash = (name: string): string => `${name}-block`;

export const account: Account = {
  id: accountId,
  connectionId: 'default',
  partition: 'aws',
  name: 'Sample account',
  organizationStatus: 'ACTIVE',
  isManagement: false,
};

export const user = (name: string, changes: Partial<ListedUser> = {}): ListedUser => ({
  userName: name,
  uniqueId: `AIDA${name.toUpperCase()}`,
  arn: `arn:aws:iam::${accountId}:user/${name}`,
  path: '/',
  createdAt: created,
  passwordLastUsedAt: null,
  ...changes,
});

const noKey = { active: false, lastRotatedAt: null, lastUsedAt: null, lastUsedRegion: null, lastUsedService: null };
export const activeKey = { ...noKey, active: true, lastRotatedAt: created };

export const row = (name: string, changes: Partial<ReportRow> = {}): ReportRow => ({
  user: name,
  arn: name === '<root_account>' ? `arn:aws:iam::${accountId}:root` : `arn:aws:iam::${accountId}:user/${name}`,
  createdAt: created,
  passwordEnabled: true,
  passwordLastUsedAt: null,
  passwordLastUsedText: 'no_information',
  passwordLastChangedAt: null,
  mfaActive: false,
  accessKeys: [noKey, noKey],
  certificatesActive: [false, false],
  additionalCredentialsInfo: null,
  ...changes,
});

export const totp = (name: string): string => `arn:aws:iam::${accountId}:mfa/${name}`;
export const fido = (owner: string, name = 'key'): string =>
  `arn:aws:iam::${accountId}:u2f/user/${owner}/${name}-AAAABBBBCCCCDDDD`;
export const sms = (owner: string): string => `arn:aws:iam::${accountId}:sms-mfa/${owner}`;

export function reading<F>(source: string, facts: F | null, changes: Partial<SourceReading<F>> = {}): SourceReading<F> {
  const at = now - minute;
  return {
    outcome: 'collected',
    facts,
    from: at,
    to: at,
    action: null,
    error: null,
    failures: [],
    evidence: [hash(source)],
    ...changes,
  };
}

export const denied = <F>(action: string): SourceReading<F> =>
  reading<F>('', null, {
    outcome: 'denied',
    action,
    error: 'AccessDenied: not authorized to perform it',
    evidence: [],
    from: null,
    to: null,
  });

export interface AccountWords {
  readonly users?: readonly ListedUser[];
  readonly rows?: readonly ReportRow[];
  readonly reportAt?: Instant;
  /** When this run asked for the report; AWS made it then, unless said otherwise. */
  readonly reportAskedAt?: Instant;
  /** Devices by user name; `gone` for NoSuchEntity. Who is not named was not answered. */
  readonly devices?: Readonly<Record<string, readonly string[] | 'gone'>>;
  /** GetLoginProfile by user name. */
  readonly passwords?: Readonly<Record<string, boolean>>;
  readonly virtual?: readonly VirtualDevice[];
  readonly summary?: {
    mfa?: boolean | null;
    password?: boolean | null;
    keys?: boolean | null;
    certificates?: boolean | null;
  };
  readonly tags?: Readonly<Record<string, Record<string, string>>>;
  readonly sources?: Partial<AccountSnapshot['sources']>;
  readonly knowledge?: Partial<AccountKnowledge>;
}

export const enabledAt: Instant = Date.UTC(2026, 4, 1, 9, 30);

/** An account whose sources were all read a minute ago, its report an hour ago, unless said otherwise. */
export function knowledge(words: AccountWords = {}): AccountKnowledge {
  const readAt = now - minute;
  const reportAt = words.reportAt ?? now - hour;
  const idOf = (name: string) => words.users?.find((one) => one.userName === name)?.uniqueId ?? user(name).uniqueId;
  const sources: AccountSnapshot['sources'] = {
    account: reading('account', {
      callerArn: null,
      summary: {
        accountMfaEnabled: words.summary?.mfa === undefined ? true : words.summary.mfa,
        accountPasswordPresent: words.summary?.password === undefined ? true : words.summary.password,
        accountAccessKeysPresent: words.summary?.keys === undefined ? false : words.summary.keys,
        accountSigningCertificatesPresent:
          words.summary?.certificates === undefined ? false : words.summary.certificates,
        users: null,
        mfaDevicesInUse: null,
        readAt,
      },
      aliases: [],
      passwordPolicy: 'none',
    }),
    users: reading('users', { readAt, users: words.users ?? [], unreadableEntries: 0 }),
    'credential-report': reading(
      'credential-report',
      { generatedAt: reportAt, rows: words.rows ?? [] },
      { from: words.reportAskedAt ?? reportAt },
    ),
    'virtual-devices': reading('virtual-devices', { readAt, devices: words.virtual ?? [] }),
    'mfa-devices': reading('mfa-devices', {
      users: Object.entries(words.devices ?? {}).map(([userName, serials]) => ({
        uniqueId: idOf(userName),
        userName,
        readAt,
        devices: serials === 'gone' ? ('gone' as const) : serials.map((serialNumber) => ({ serialNumber, enabledAt })),
        block: 0,
      })),
    }),
    'login-profiles': reading('login-profiles', {
      users: Object.entries(words.passwords ?? {}).map(([userName, hasPassword]) => ({
        uniqueId: idOf(userName),
        userName,
        readAt,
        hasPassword,
        passwordCreatedAt: null,
        block: 0,
      })),
    }),
    authorization: reading('authorization', {
      readAt,
      users: Object.entries(words.tags ?? {}).map(([userName, tags]) => ({
        uniqueId: idOf(userName),
        userName,
        arn: user(userName).arn,
        tags,
        groups: [],
        attachedPolicyArns: [],
        inlinePolicies: [],
        permissionsBoundaryArn: null,
      })),
      groups: [],
      roles: [],
      policies: [],
      unreadableRoles: 0,
    }),
    ...words.sources,
  };
  return {
    account,
    snapshot: {
      accountId,
      collectionId: 'c1',
      sealedAt: now,
      role: { outcome: 'collected', action: null, error: null },
      sources,
    },
    overlays: [],
    lifecycle: [],
    lifecycleCoverage: covered(now - 90 * 24 * hour, now - 20 * minute),
    organizationRoot: null,
    capturedLevels: [],
    decisions: [],
    previous: [],
    privileges: new Map(),
    now,
    ...words.knowledge,
  };
}

/** All lifecycle events of the account read for a span. */
export const covered = (from: Instant, to: Instant): EventCoverage[] =>
  lifecycleEventNames.map((eventName) => ({ accountId, region: 'us-east-1', eventName, from, to }));

let events = 0;
export const event = (
  name: LifecycleEventName,
  time: Instant,
  changes: Partial<LifecycleEvent> = {},
): LifecycleEvent => ({
  accountId,
  eventId: `event-${++events}`,
  time,
  region: 'us-east-1',
  name,
  userName: null,
  newUserName: null,
  uniqueId: null,
  serialNumber: null,
  actorArn: `arn:aws:iam::${accountId}:user/admin`,
  errorCode: null,
  evidenceSha256: 'e',
  evidenceIndex: 0,
  ...changes,
});
