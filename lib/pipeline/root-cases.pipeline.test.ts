/** Cases R1 to R11, recorded in an organization and asked of AWS's stand-in over HTTP: status and sentence. */
import { describe, expect, it, vi } from 'vitest';
import type { OrganizationAccount } from '#lib/demo/organization';
import type { Fault } from '#lib/demo/stand-in/faults';
import { type CasesRun, collectedOnce, device, fido, hub, member, rootWith, user, virtual } from './test-cases.ts';
import type { Verdict } from './test-verdicts.ts';

const stub = (region: string) => vi.stubEnv('AWS_REGION', region);
const nothingLeft = rootWith({ passwordEnabled: false, passwordLastChangedAt: null });
const many = (id: string) =>
  Array.from({ length: 129 }, (_, i) =>
    user(`user-${String(i).padStart(3, '0')}`, { password: null, devices: [device(virtual(id, `a-${i}`))] }),
  );
const noSummary = [{ action: 'iam:GetAccountSummary' }];
const noReport = [{ action: 'iam:GenerateCredentialReport' }, { action: 'iam:GetCredentialReport' }];

interface Case {
  readonly name: string;
  readonly account: string;
  readonly given: Partial<OrganizationAccount>;
  readonly expected: Partial<Record<keyof Verdict, unknown>>;
  readonly reason: RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'R1 root has a FIDO device only; user /root-team/alice owns a TOTP app',
    account: '100000000011',
    given: {
      users: [user('alice', { path: '/root-team/', devices: [device(virtual('100000000011', 'alice'))] })],
      root: rootWith({ devices: [device(fido('100000000011', 'root/a'))] }),
    },
    expected: { status: 'COMPLIANT', state: 'covered', strength: 'unknown', devices: [], devicesComplete: false },
    reason: /a passkey, security key or hardware TOTP: not visible from inside the account/,
  },
  {
    name: "R2 root's TOTP app is named my-phone",
    account: '100000000012',
    given: { root: rootWith({ devices: [device(virtual('100000000012', 'my-phone'))] }) },
    expected: {
      status: 'COMPLIANT',
      strength: 'unknown',
      slotsUsed: null,
      devices: [virtual('100000000012', 'my-phone')],
      devicesComplete: false,
      headline: 'Covered, at least 1 device',
    },
    reason: /At least a virtual authenticator; further devices would not be visible from inside/,
  },
  {
    name: "R3 a user's virtual device is named root-account-mfa-device",
    account: '100000000013',
    given: {
      users: [user('bob', { devices: [device(virtual('100000000013', 'root-account-mfa-device'))] })],
      root: rootWith(),
    },
    expected: { status: 'NON_COMPLIANT', state: 'uncovered', devices: [], slotsUsed: 0, strength: 'no' },
    reason: /^No MFA, and root has a password\./,
  },
  {
    name: 'R4 no root password, keys, certificates, MFA; central management on',
    account: '100000000014',
    given: { root: nothingLeft },
    expected: { status: 'NOT_APPLICABLE', state: 'no-credentials', headline: 'No root credentials' },
    reason:
      /no password, no access keys, no signing certificates, no MFA device\. Central management of root credentials is on/,
  },
  {
    name: 'R5 central management on, but the root password is still present and no MFA',
    account: '100000000015',
    given: { root: rootWith() },
    expected: { status: 'NON_COMPLIANT', state: 'uncovered' },
    reason: /root has a password\. Central management of root credentials is on, but these are still there/,
  },
  {
    name: "R7 130 virtual devices, root's is on the second page",
    account: '100000000017',
    given: {
      users: many('100000000017'),
      root: rootWith({ devices: [device(virtual('100000000017', 'zz-root'))] }),
    },
    expected: { status: 'COMPLIANT', devices: [virtual('100000000017', 'zz-root')] },
    reason: /At least a virtual authenticator/,
  },
  {
    name: 'R8 root has two TOTP apps',
    account: '100000000018',
    given: { root: rootWith({ devices: ['one', 'two'].map((name) => device(virtual('100000000018', name))) }) },
    expected: { status: 'COMPLIANT', headline: 'Covered, at least 2 devices', slotsUsed: null, devicesComplete: false },
    reason: /At least 2 virtual authenticators/,
  },
  {
    name: 'R10 summary and report denied, no virtual root device visible',
    account: '100000000020',
    given: { deniedActions: [...noSummary, ...noReport] },
    expected: {
      status: 'INSUFFICIENT_DATA',
      state: 'unknown',
      missing: ['iam:GetAccountSummary', 'iam:GenerateCredentialReport'],
      checks: {
        'root-account-mfa-enabled': 'INSUFFICIENT_DATA',
        'iam-root-access-key-check': 'INSUFFICIENT_DATA',
      },
    },
    reason: /iam:GetAccountSummary was denied \(AccessDenied\) and iam:GenerateCredentialReport was denied/,
  },
  {
    name: 'R10 summary and report denied, a virtual root device visible',
    account: '100000000021',
    given: {
      deniedActions: [...noSummary, ...noReport],
      root: rootWith({ devices: [device(virtual('100000000021', 'my-phone'))] }),
    },
    expected: { status: 'COMPLIANT', state: 'covered' },
    reason: /ListVirtualMFADevices showed 1 virtual authenticator of root/,
  },
  {
    name: 'R11 root has active access keys, with MFA',
    account: '100000000022',
    given: { root: rootWith({ accessKeyActive: true, devices: [device(virtual('100000000022', 'phone'))] }) },
    expected: {
      status: 'COMPLIANT',
      state: 'covered-with-keys',
      checks: { 'root-account-mfa-enabled': 'COMPLIANT', 'iam-root-access-key-check': 'NON_COMPLIANT' },
    },
    reason: /^MFA is enabled/,
  },
  {
    name: 'R11 root has active access keys, without MFA',
    account: '100000000023',
    given: { root: rootWith({ accessKeyActive: true }) },
    expected: {
      status: 'NON_COMPLIANT',
      checks: { 'root-account-mfa-enabled': 'NON_COMPLIANT', 'iam-root-access-key-check': 'NON_COMPLIANT' },
    },
    reason: /root has a password and access keys/,
  },
];

const centralOn = { rootFeatures: ['RootCredentialsManagement'] } as const;
const collected = collectedOnce(
  {
    accounts: cases.map(({ account, given }) => member(account, given)),
    organization: centralOn,
    limits: { pageSize: 100 },
  },
  stub,
);

const rootOf = (run: CasesRun, account: string) => run.verdicts[account]?.['<root_account>'];

describe('root users, from AWS to the verdict', () => {
  it.each(cases)('$name', async ({ account, expected, reason }) => {
    const root = rootOf(await collected(), account);
    expect(root).toMatchObject(expected);
    expect(root?.reason).toMatch(reason);
    expect(root?.privileged).toBe(true);
  });

  const others: {
    name: string;
    organization: object;
    faults?: readonly Fault[];
    account: Partial<OrganizationAccount>;
    rootSessions?: boolean;
    region?: string;
    expected: object;
    reason: RegExp;
  }[] = [
    {
      name: 'R4 central management off',
      organization: { rootFeatures: null },
      account: { root: nothingLeft },
      expected: { status: 'NOT_APPLICABLE', state: 'no-credentials' },
      reason: /Central management of root credentials is off/,
    },
    {
      name: 'R4 central management unknown, because it may not be asked',
      organization: centralOn,
      faults: [{ on: { operation: 'ListOrganizationsFeatures' }, effect: { kind: 'deny' } }],
      account: { root: nothingLeft },
      expected: { status: 'NOT_APPLICABLE', state: 'no-credentials' },
      reason: /Whether root credentials are managed centrally is unknown/,
    },
    {
      name: 'R6 GovCloud',
      organization: { partition: 'aws-us-gov', rootFeatures: null },
      account: {},
      region: 'us-gov-west-1',
      expected: { status: 'NOT_APPLICABLE', state: 'not-in-partition', missing: [] },
      reason: /AWS GovCloud \(US\).*not applicable in this partition/,
    },
    {
      name: 'R9 root session allowed and switched on',
      organization: centralOn,
      account: { root: rootWith({ devices: [device(fido('100000000002', 'root/a')), device('GAHT12345678')] }) },
      rootSessions: true,
      expected: {
        status: 'COMPLIANT',
        devices: ['GAHT12345678', fido('100000000002', 'root/a')],
        devicesComplete: true,
        slotsUsed: 2,
        strength: 'also-phishable',
      },
      reason: /a passkey or security key and a hardware TOTP token; certification levels are not visible there/,
    },
  ];
  it.each(others)('$name', async ({ organization, faults, account, rootSessions, region, expected, reason }) => {
    const gov = region !== undefined;
    const run = await collectedOnce(
      {
        accounts: [member('100000000002', account, gov ? 'aws-us-gov' : 'aws')],
        organization,
        ...(faults && { faults }),
        ...(rootSessions && { rootSessions }),
        ...(region && { region }),
      },
      stub,
    )();
    const root = rootOf(run, '100000000002');
    expect(root).toMatchObject(expected);
    expect(root?.reason).toMatch(reason);
    if (gov) expect(rootOf(run, hub)).toMatchObject({ status: 'NOT_APPLICABLE' });
  });
});
