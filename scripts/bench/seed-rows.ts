/** The rows of one seeded account: users, devices, answers, statuses. Invented throughout. */

import type { Random } from '#lib/demo/random';
import type { Account } from '#lib/domain/account';
import type { CheckResult, ComplianceStatus } from '#lib/domain/compliance-status';
import { day, type Instant } from '#lib/domain/instant';
import { type DeviceInstance, deviceType, strengthOf } from '#lib/domain/mfa-device';
import { replaceCheckResults } from '#lib/store/check-results';
import { replaceDeviceInstances } from '#lib/store/device-instances';
import { replaceMfaDevices } from '#lib/store/mfa-devices';
import { type ProjectedPrincipal, replacePrincipals } from '#lib/store/principals';
import { recordStatuses } from '#lib/store/status-intervals';
import { transact, type WriteStore } from '#lib/store/write-store';

export interface SeedUser {
  readonly id: string;
  readonly userName: string;
  readonly status: ComplianceStatus;
  readonly serials: readonly string[];
  readonly shared: boolean;
}

export interface SeedAccount {
  readonly account: Account;
  readonly users: readonly SeedUser[];
}

/** Seven accounts; the first holds half of the users. Forty users are shared and have three devices. */
export function seedAccounts(count: number, random: Random): SeedAccount[] {
  const shares = [0.5, 0.2, 0.1, 0.08, 0.06, 0.04, 0.02];
  let shared = 40;
  return shares.map((share, index) => {
    const id = `10000000000${index + 1}`;
    const users = Array.from({ length: Math.round(count * share) }, (_, n): SeedUser => {
      const isShared = n % 50 === 7 && shared > 0;
      if (isShared) shared -= 1;
      const userName = isShared ? `shared-operator-${n}` : `sample-user-${String(n).padStart(5, '0')}`;
      const status = isShared ? 'COMPLIANT' : statusOf(random.next());
      const devices = isShared ? 3 : status === 'COMPLIANT' ? 1 : 0;
      return {
        id: `${id}:AIDASAMPLE${String(n).padStart(10, '0')}`,
        userName,
        status,
        shared: isShared,
        serials: Array.from({ length: devices }, (_, device) =>
          random.chance(0.5)
            ? `arn:aws:iam::${id}:u2f/user/${userName}/key-${random.code(26)}`
            : `arn:aws:iam::${id}:mfa/${userName}-${device}`,
        ),
      };
    });
    return {
      account: {
        id,
        connectionId: 'default',
        partition: 'aws',
        name: `sample-${index + 1}`,
        organizationStatus: 'ACTIVE',
        isManagement: index === 0,
      },
      users,
    };
  });
}

function statusOf(chance: number): ComplianceStatus {
  if (chance < 0.12) return 'NON_COMPLIANT';
  if (chance < 0.2) return 'INSUFFICIENT_DATA';
  return chance < 0.75 ? 'COMPLIANT' : 'NOT_APPLICABLE';
}

const reasons: Readonly<Record<ComplianceStatus, string>> = {
  NON_COMPLIANT: 'Has a console password and no MFA device. ListMFADevices answered with an empty list.',
  INSUFFICIENT_DATA: 'Has a console password. ListMFADevices was denied, so its devices are not known.',
  COMPLIANT: 'Has a console password and an MFA device. ListMFADevices names it.',
  NOT_APPLICABLE: 'Has no console password, so the question does not arise.',
};

export const instanceId = (principalId: string, serialNumber: string) => `${principalId} ${serialNumber}`;

/** Projections of one account, as the pipeline writes them when a snapshot is sealed. */
export async function writeAccount(write: WriteStore, { account, users }: SeedAccount, at: Instant): Promise<void> {
  const root = rootOf(account, at);
  await transact(write, async (tx) => {
    await replacePrincipals(tx, account.id, [root, ...users.map((user) => principalOf(account, user, at))]);
    await replaceMfaDevices(
      tx,
      { accountId: account.id },
      users.flatMap((user) =>
        user.serials.map((serialNumber) => ({
          accountId: account.id,
          principalId: user.id,
          serialNumber,
          type: deviceType(serialNumber),
          enabledAt: at - 300 * day,
          levels: null,
          levelsCapturedAt: null,
        })),
      ),
    );
    const instances = users.flatMap((user) => user.serials.map((serial) => instanceOf(account, user, serial, at)));
    await replaceDeviceInstances(
      tx,
      users.map((user) => user.id),
      instances,
    );
    const results = [...rootResults(root), ...users.flatMap(resultsOf)];
    await replaceCheckResults(tx, { accountId: account.id }, results, at);
    await recordStatuses(tx, account.id, results, { at: at - 60 * day, complete: true });
  });
}

function principalOf(account: Account, user: SeedUser, at: Instant): ProjectedPrincipal {
  const console = user.status === 'INSUFFICIENT_DATA' ? null : user.status !== 'NOT_APPLICABLE';
  return {
    id: user.id,
    accountId: account.id,
    kind: 'IamUser',
    userName: user.userName,
    arn: `arn:aws:iam::${account.id}:user/${user.userName}`,
    uniqueId: user.id.slice(13),
    createdAt: at - 400 * day,
    presence: 'present',
    previousNames: [],
    console,
    activeKeys: 0,
    privileged: null,
    status: user.status,
    reason: reasons[user.status],
    strength: user.status === 'INSUFFICIENT_DATA' ? 'unknown' : strengthOf(user.serials.map(deviceType)),
    devicesComplete: user.status !== 'INSUFFICIENT_DATA',
    slotsUsed: user.serials.length,
    sharedBecause: user.shared ? 'tag' : null,
    tags: user.shared ? { 'keyholder:shared': 'true' } : {},
    rootState: null,
    detail: {
      sources: [
        { label: 'Credential report', says: 'password enabled, MFA active', at, outcome: 'collected' },
        { label: 'ListMFADevices', says: `${user.serials.length} devices`, at, outcome: 'collected' },
        { label: 'GetLoginProfile', says: 'not asked: the report is clear', at: null, outcome: 'not-asked' },
      ],
      privilegedBecause: null,
      root: null,
    },
    readAt: at,
  };
}

function rootOf(account: Account, at: Instant): ProjectedPrincipal {
  return {
    id: `${account.id}:root`,
    accountId: account.id,
    kind: 'RootUser',
    userName: '<root_account>',
    arn: `arn:aws:iam::${account.id}:root`,
    uniqueId: account.id,
    createdAt: null,
    presence: 'present',
    previousNames: [],
    console: true,
    activeKeys: 0,
    privileged: true,
    status: 'COMPLIANT',
    reason: 'The account summary says that root has MFA.',
    strength: 'unknown',
    devicesComplete: false,
    slotsUsed: null,
    sharedBecause: 'root',
    tags: {},
    rootState: 'covered',
    detail: {
      sources: [{ label: 'GetAccountSummary', says: 'AccountMFAEnabled 1', at, outcome: 'collected' }],
      privilegedBecause: 'Root may do everything.',
      root: {
        headline: 'Covered',
        password: true,
        accessKeys: false,
        certificates: false,
        mfa: true,
        devicesAtLeast: 1,
        howWeKnow: [{ text: 'AccountMFAEnabled is 1.', at }],
      },
    },
    readAt: at,
  };
}

const instanceOf = (account: Account, user: SeedUser, serialNumber: string, at: Instant): DeviceInstance => ({
  id: instanceId(user.id, serialNumber),
  accountId: account.id,
  principalId: user.id,
  serialNumber,
  type: deviceType(serialNumber),
  from: { earliest: at - 300 * day, latest: at - 300 * day },
  until: null,
  removedBy: null,
  sources: ['mfa-devices'],
});

const evidence = [{ label: 'ListMFADevices', source: 'mfa-devices', sha256: 'bench', at: 1 }] as const;

function resultsOf(user: SeedUser): CheckResult[] {
  const common = { principalId: user.id, evidence, lastKnown: null } as const;
  const missing = user.status === 'INSUFFICIENT_DATA' ? ['iam:ListMFADevices'] : [];
  const { status } = user;
  return [
    { ...common, checkId: 'mfa-enabled-for-iam-console-access', status, reason: reasons[status], missing },
    { ...common, checkId: 'iam-user-phishing-resistant-mfa', status, reason: reasons[status], missing },
  ];
}

function rootResults(root: ProjectedPrincipal): CheckResult[] {
  const common = { principalId: root.id, evidence, missing: [], lastKnown: null, status: root.status } as const;
  return [
    { ...common, checkId: 'root-account-mfa-enabled', reason: root.reason },
    { ...common, checkId: 'iam-root-access-key-check', reason: 'Root has no access key.' },
  ];
}
