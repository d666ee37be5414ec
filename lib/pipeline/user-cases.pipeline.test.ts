/** Cases U1 to U23, recorded in an organization and asked of AWS's stand-in over HTTP: status and sentence. */
import { describe, expect, it, vi } from 'vitest';
import { passwordCreated } from '#lib/demo/lifecycle-records';
import type { OrganizationUser } from '#lib/demo/organization';
import type { Fault } from '#lib/demo/stand-in/faults';
import { day } from '#lib/domain/instant';
import {
  ago,
  type CasesRun,
  collectedOnce,
  created,
  device,
  fido,
  hub,
  key,
  member,
  password,
  reportAt,
  user,
  virtual,
} from './test-cases.ts';
import type { Verdict } from './test-verdicts.ts';

const main = '100000000031';
const one500 = '100000000032';
const throttledOne = '100000000033';
const unreported = '100000000034';
const slow = '100000000035';
const noEvents = '100000000036';
const noRole = '100000000037';
const unlisted = '100000000038';
const suspended = '100000000039';
const spelled = ['100000000041', '100000000042', '100000000043'] as const;

const of = (name: string, ...serials: string[]) => user(name, { devices: serials.map((serial) => device(serial)) });
const ofUser = (owner: string) => fido(main, `user/${owner}`);
const sms = `arn:aws:iam::${main}:sms-mfa/u18-sms`;
const eight = [
  ...[1, 2, 3].map((n) => virtual(main, `u13-${n}`)),
  ...[1, 2, 3].map((n) => `arn:aws:iam::${main}:u2f/user/u13-eight/key${n}-AAAABBBBCCCCDDDDEEEEFFFFG${n}`),
  'GAHT00000013',
  'GAHT00000014',
];
const oddNames = ['u12,comma', 'u12=eq', 'u12+plus', 'u12@at', 'u12-dash', 'u12_under', 'u12.dot'];

const mainUsers: OrganizationUser[] = [
  of('u1-backup', ofUser('u1-backup'), virtual(main, 'u1-backup')),
  of('u2-fido', ofUser('u2-fido')),
  of('u3-token', 'GAHT12345678'),
  user('u4-keys', { password: null, accessKeys: [key('AKIASAMPLE0000000041'), key('AKIASAMPLE0000000042')] }),
  user('u8-fresh', { devices: [device(virtual(main, 'u8-fresh'), { enabledAt: ago(10) })] }),
  user('u9-removed', { devices: [device(virtual(main, 'u9-removed'), { removedAt: ago(30) })] }),
  user('u10-gone', { deletedAt: ago(60) }),
  user('u11-new', { createdAt: ago(60), password: password(ago(60)) }),
  user('u11-nopass', { createdAt: ago(60), password: null }),
  ...oddNames.map((name) =>
    user(name, { path: '/a/team/', devices: [device(virtual(main, name.replace(/\W/, '-')))] }),
  ),
  of('u13-eight', ...eight),
  user('u14-orphan'),
  user('u15-again', {
    uniqueId: 'AIDAU15OLD',
    deletedAt: ago(120),
    devices: [device(virtual(main, 'u15'), { removedAt: ago(121) })],
  }),
  user('u15-again', { uniqueId: 'AIDAU15NEW', createdAt: ago(90), password: password(ago(90)) }),
  user('u16-level', {
    devices: [device(ofUser('u16-level'), { certifications: { FIDO: 'L2', 'FIDO-FIPS-140-3': 'L2' } })],
  }),
  of('u16-passkey', ofUser('u16-passkey')),
  of('u18-sms', sms),
  // Renamed, and created when nobody else was: one subject even without the event.
  user('u19-now', {
    createdAt: created + day,
    formerName: { userName: 'u19-before', until: ago(60) },
    devices: [device(virtual(main, 'u19'))],
  }),
  user('u20-later', { password: password(ago(60)) }),
  user('u20-never', { password: null }),
];

const moment = {
  partition: 'aws',
  accountId: main,
  eventId: '00000000-0000-4000-8000-000000000020',
  time: ago(60),
  sourceIp: '198.51.100.7',
  actor: null,
} as const;

/** Users of the accounts whose report is written in several ways. */
const spelledUsers = (id: string) => [
  of('yes', virtual(id, 'yes')),
  user('no'),
  user('keys', { password: null, accessKeys: [key(`AKIASAMPLE${id.slice(-10)}`)] }),
  user('a,b'),
];

const rewriteReport = (accountId: string, csv: (lines: string[][]) => string): Fault => ({
  on: { accountId, operation: 'GetCredentialReport' },
  effect: {
    kind: 'rewrite',
    body: (body) =>
      body.replace(/<Content>([^<]*)<\/Content>/, (_, content: string) => {
        const lines = Buffer.from(content, 'base64').toString().split('\n');
        const text = csv(
          lines.map((line) => line.match(/("[^"]*"|[^,]*)(,|$)/g)?.map((f) => f.replace(/,$/, '')) ?? []),
        );
        return `<Content>${Buffer.from(text).toString('base64')}</Content>`;
      }),
  },
});
const columns = 22;
const joined = (lines: string[][]) => lines.map((line) => line.slice(0, columns).join(',')).join('\n');

const faults: Fault[] = [
  { on: { accountId: one500, operation: 'ListMFADevices', subject: 'user-250' }, effect: { kind: 'deny' } },
  { on: { accountId: throttledOne, operation: 'ListMFADevices', subject: 'slow' }, effect: { kind: 'throttle' } },
  // A 23rd column, booleans in capitals, dates with an offset, a final newline.
  rewriteReport(
    spelled[1],
    (lines) =>
      `${joined(
        lines.map((l, i) => [
          ...l.slice(0, columns - 1),
          `${l[columns - 1]},${i === 0 ? 'additional_credentials_info' : 'N/A'}`,
        ]),
      )
        .replace(/\b(true|false)\b/g, (word) => word.toUpperCase())
        .replace(/(\d\d:\d\d:\d\d)(Z|\+00:00)/g, '$1+00:00')}\n`,
  ),
  // Columns in another order, dates with Z.
  rewriteReport(spelled[2], (lines) =>
    joined(lines.map((l) => l.slice(0, columns).toReversed())).replace(/(\d\d:\d\d:\d\d)(Z|\+00:00)/g, '$1Z'),
  ),
];

const collected = collectedOnce(
  {
    accounts: [
      member(main, {
        users: mainUsers,
        reportGeneratedAt: reportAt,
        unassignedVirtualDevices: [virtual(main, 'u14-orphan')],
        events: [passwordCreated(moment, 'u20-later')],
      }),
      member(one500, {
        users: Array.from({ length: 500 }, (_, i) => of(`user-${i}`, virtual(one500, `user-${i}`))),
      }),
      member(throttledOne, {
        users: [of('slow', virtual(throttledOne, 'slow')), of('quick', virtual(throttledOne, 'quick'))],
      }),
      member(unreported, {
        users: [
          of('covered', virtual(unreported, 'covered')),
          user('bare'),
          user('keys', { password: null, accessKeys: [key('AKIASAMPLE0000000061')] }),
        ],
        deniedActions: [{ action: 'iam:GenerateCredentialReport' }, { action: 'iam:GetCredentialReport' }],
      }),
      member(slow, {
        users: [user('bare'), of('covered', virtual(slow, 'covered')), user('u20-never', { password: null })],
      }),
      member(noEvents, {
        users: [
          user('u20-later', { password: password(ago(60)) }),
          user('u20-never', { password: null }),
          user('u20-denied', { password: null }),
        ],
        reportGeneratedAt: reportAt,
        deniedActions: [
          { action: 'cloudtrail:LookupEvents' },
          { action: 'iam:GetLoginProfile', subject: 'u20-denied' },
        ],
      }),
      member(noRole, { users: [user('unseen')], auditRoles: [] }),
      member(unlisted, { users: [user('unseen')], deniedActions: [{ action: 'iam:ListUsers' }] }),
      member(suspended, { users: [user('unseen')], status: 'SUSPENDED' }),
      ...spelled.map((id) => member(id, { users: spelledUsers(id) })),
    ],
    faults,
    limits: { reportBuildMs: 600 },
  },
  (region) => vi.stubEnv('AWS_REGION', region),
);

interface Case {
  readonly name: string;
  readonly account?: string;
  readonly user: string;
  readonly expected: Partial<Record<keyof Verdict, unknown>>;
  readonly reason: RegExp;
}

const cases: readonly Case[] = [
  {
    name: 'U1 password, security key, and a TOTP app as backup',
    user: 'u1-backup',
    expected: { status: 'COMPLIANT', strength: 'also-phishable', slotsUsed: 2 },
    reason: /a passkey or security key and a virtual authenticator/,
  },
  {
    name: 'U2 password, FIDO only',
    user: 'u2-fido',
    expected: { status: 'COMPLIANT', strength: 'only', checks: { 'iam-user-phishing-resistant-mfa': 'COMPLIANT' } },
    reason: /a passkey or security key\. ListMFADevices answered at 14:00 UTC/,
  },
  {
    name: 'U3 password, hardware TOTP whose serial is no ARN',
    user: 'u3-token',
    expected: { status: 'COMPLIANT', strength: 'no', devices: ['GAHT12345678'] },
    reason: /a hardware TOTP token/,
  },
  {
    name: 'U4 no password, two active keys, no device',
    user: 'u4-keys',
    expected: { status: 'NOT_APPLICABLE', console: false, activeKeys: 2 },
    reason: /Has no password.*2 active access keys are judged apart/,
  },
  {
    name: 'U5 ListMFADevices denied for one user of 500',
    account: one500,
    user: 'user-250',
    expected: { status: 'INSUFFICIENT_DATA', missing: ['iam:ListMFADevices'], devicesComplete: false },
    reason: /Whether this user has a device is not known: iam:ListMFADevices was denied \(AccessDenied\)/,
  },
  {
    name: 'U5 ListMFADevices still throttled for one user',
    account: throttledOne,
    user: 'slow',
    expected: { status: 'INSUFFICIENT_DATA', missing: ['iam:ListMFADevices'] },
    reason: /iam:ListMFADevices failed \(Throttling\w*\)/,
  },
  {
    name: 'U6 the report cannot be generated: judged from live calls',
    account: unreported,
    user: 'bare',
    expected: { status: 'NON_COMPLIANT', console: true, activeKeys: null },
    reason: /Has a password and no MFA device/,
  },
  {
    name: 'U6 the report cannot be generated: what only it has is not known',
    account: unreported,
    user: 'keys',
    expected: { status: 'NOT_APPLICABLE', console: false, activeKeys: null },
    reason: /no password.*GetLoginProfile answered that there is none/,
  },
  {
    name: 'U7 the report is STARTED for a while: it is waited for',
    account: slow,
    user: 'bare',
    expected: { status: 'NON_COMPLIANT', activeKeys: 0 },
    reason: /Has a password and no MFA device/,
  },
  {
    name: 'U8 an old report says no MFA; the live list has a device enabled 10 minutes ago',
    user: 'u8-fresh',
    expected: { status: 'COMPLIANT' },
    reason: /credential report of 10:05 UTC on 22 Nov 2026 still says no MFA; AWS's report can catch up from 14:05 UTC/,
  },
  {
    name: 'U9 the report says MFA; the live list is empty',
    user: 'u9-removed',
    expected: { status: 'NON_COMPLIANT', devices: [] },
    reason: /no MFA device\. ListMFADevices answered.*still says MFA is active/,
  },
  {
    name: 'U10 in the report, deleted since',
    user: `${main}:gone:u10-gone@${created}`,
    expected: { presence: 'deleted-since-report', userName: 'u10-gone', checks: {} },
    reason: /since AWS's credential report.*ListUsers does not show it\. Not counted/,
  },
  {
    name: 'U11 created since the report: judged from live calls',
    user: 'u11-new',
    expected: { status: 'NON_COMPLIANT', console: true },
    reason: /no MFA device/,
  },
  {
    name: 'U11 created since the report, without a password',
    user: 'u11-nopass',
    expected: { status: 'NOT_APPLICABLE', console: false },
    reason: /GetLoginProfile answered that there is none/,
  },
  ...oddNames.map((name) => ({
    name: `U12 the name ${name} under a path`,
    user: name,
    expected: { status: 'COMPLIANT', arn: `arn:aws:iam::${main}:user/a/team/${name}`, activeKeys: 0 },
    reason: /a virtual authenticator/,
  })),
  {
    name: 'U13 eight devices of three kinds',
    user: 'u13-eight',
    expected: { status: 'COMPLIANT', slotsUsed: 8, devices: eight.toSorted(), strength: 'also-phishable' },
    reason: /All 8 slots are used/,
  },
  {
    name: "U14 an unassigned virtual device of the same name is nobody's MFA",
    user: 'u14-orphan',
    expected: { status: 'NON_COMPLIANT', devices: [] },
    reason: /no MFA device/,
  },
  {
    name: 'U15 re-created under the same name: the present one is judged by itself',
    user: 'u15-again',
    expected: { status: 'NON_COMPLIANT', uniqueId: 'AIDAU15NEW', previousNames: [] },
    reason: /Has a password and no MFA device\. ListMFADevices answered at 14:00 UTC on 22 Nov 2026\.$/,
  },
  {
    name: 'U15 re-created under the same name: the former one is another subject',
    user: `${main}:gone:u15-again@${created}`,
    expected: { presence: 'deleted-since-report', userName: 'u15-again' },
    reason: /since AWS's credential report/,
  },
  {
    name: 'U16 a FIDO key with levels',
    user: 'u16-level',
    expected: { status: 'COMPLIANT', strength: 'only' },
    reason: /a passkey or security key/,
  },
  {
    name: 'U16 a passkey without levels',
    user: 'u16-passkey',
    expected: { status: 'COMPLIANT', strength: 'only' },
    reason: /a passkey or security key/,
  },
  {
    name: 'U18 a legacy SMS device',
    user: 'u18-sms',
    expected: { status: 'NON_COMPLIANT', strength: 'no' },
    reason: /only an SMS device left over, which AWS no longer accepts: no valid MFA device/,
  },
  {
    name: 'U19 renamed since the report: one subject with both names',
    user: 'u19-now',
    expected: { status: 'COMPLIANT', uniqueId: 'AIDAU19NOW', previousNames: ['u19-before'] },
    reason: /a virtual authenticator/,
  },
  {
    name: 'U20 a password created after the report: asked live',
    user: 'u20-later',
    expected: { status: 'NON_COMPLIANT', console: true },
    reason: /Has a password and no MFA device/,
  },
  {
    name: 'U20 no password in a report made before this run, and none since: asked live',
    user: 'u20-never',
    expected: { status: 'NOT_APPLICABLE', console: false },
    reason: /GetLoginProfile answered that there is none/,
  },
  {
    name: 'U20 no password in a report made for this run, and lifecycle events cover the time since: not asked',
    account: slow,
    user: 'u20-never',
    expected: { status: 'NOT_APPLICABLE', console: false },
    reason: /credential report of 14:00 UTC on 22 Nov 2026 says so/,
  },
  {
    name: 'U20 lifecycle events not readable: everybody without a password in the report is asked',
    account: noEvents,
    user: 'u20-later',
    expected: { status: 'NON_COMPLIANT', console: true },
    reason: /Has a password and no MFA device/,
  },
  {
    name: 'U20 lifecycle events not readable: still none',
    account: noEvents,
    user: 'u20-never',
    expected: { status: 'NOT_APPLICABLE', console: false },
    reason: /GetLoginProfile answered that there is none/,
  },
  {
    name: 'U20 lifecycle events not readable, and who cannot be asked is not known',
    account: noEvents,
    user: 'u20-denied',
    expected: { status: 'INSUFFICIENT_DATA', console: null, missing: ['iam:GetLoginProfile'] },
    reason: /iam:GetLoginProfile was denied.*says that there was none; a change since cannot be ruled out/,
  },
  {
    name: 'U21 the role cannot be assumed: root stands for the account',
    account: noRole,
    user: '<root_account>',
    expected: { status: 'INSUFFICIENT_DATA', missing: ['sts:AssumeRole'], headline: 'Account not readable' },
    reason: /This account could not be read: sts:AssumeRole was denied/,
  },
  {
    name: 'U21b ListUsers denied: root is judged',
    account: unlisted,
    user: '<root_account>',
    expected: { status: 'COMPLIANT' },
    reason: /^MFA is enabled/,
  },
  {
    name: 'U21b ListUsers denied: one subject stands for the users',
    account: unlisted,
    user: '(IAM users of this account)',
    expected: { id: `${unlisted}:users`, status: 'INSUFFICIENT_DATA', missing: ['iam:ListUsers'] },
    reason: /iam:ListUsers was denied/,
  },
  {
    name: 'U22 a suspended account',
    account: suspended,
    user: '<root_account>',
    expected: { status: 'NOT_APPLICABLE', state: 'suspended' },
    reason: /AWS Organizations lists this account as SUSPENDED/,
  },
  {
    name: "U23 the audit role does not exist in the caller's own account: its own credentials are used",
    account: hub,
    user: 'keyholder-collector',
    expected: { status: 'NOT_APPLICABLE', activeKeys: 1 },
    reason: /no password/,
  },
];

const outcomeOf = (run: CasesRun, accountId: string, source: string) =>
  run.sources.find((progress) => progress.accountId === accountId && progress.source === source);

describe('users, from AWS to the verdict', () => {
  it.each(cases)('$name', async ({ account = main, user: name, expected, reason }) => {
    const { verdicts } = await collected();
    const verdict = verdicts[account]?.[name];
    expect(verdict).toMatchObject(expected);
    expect(verdict?.reason).toMatch(reason);
  });

  it('U5 the other 499 are judged, and the source is partial, 499 of 500', async () => {
    const run = await collected();
    const others = Object.values(run.verdicts[one500] ?? {}).filter((one) => one.userName !== 'user-250');
    expect(others.filter((one) => one.status === 'COMPLIANT')).toHaveLength(500);
    expect(outcomeOf(run, one500, 'mfa-devices')).toMatchObject({ state: 'partial', attempted: 500, succeeded: 499 });
  });

  it('U7 the report was asked for more than once until it was there', async () => {
    const run = await collected();
    expect(outcomeOf(run, slow, 'credential-report')?.state).toBe('collected');
    const asked = { operation: 'GenerateCredentialReport', accountId: slow };
    expect(run.calls.count(asked)).toBeGreaterThan(1);
  });

  it('U10, U15 who is gone is not counted, and a name used again is two subjects', async () => {
    const { verdicts } = await collected();
    const all = Object.values(verdicts[main] ?? {});
    const present = all.filter((one) => one.presence === 'present').map((one) => one.uniqueId);
    expect(present).not.toContain('AIDAU10GONE');
    expect(present).not.toContain('AIDAU15OLD');
    expect(all.filter((one) => one.userName === 'u15-again').map((one) => one.id)).toHaveLength(2);
  });

  it('U16 levels are asked once for each of the seven FIDO devices', async () => {
    const { calls } = await collected();
    expect(calls.count({ operation: 'GetMFADevice' })).toBe(7);
  });

  it('U17 however the report is spelled, the result is the same', async () => {
    const { verdicts } = await collected();
    const [plain, ...others] = spelled.map((id) =>
      Object.values(verdicts[id] ?? {}).map(({ userName, status, console, activeKeys, checks }) => ({
        userName,
        status,
        console,
        activeKeys,
        checks,
      })),
    );
    expect(plain).toHaveLength(5);
    for (const other of others) expect(other).toEqual(plain);
    expect(plain?.find((one) => one.userName === 'keys')).toMatchObject({ status: 'NOT_APPLICABLE', activeKeys: 1 });
  });

  it('U21, U22 an account that cannot be read, or is suspended, has one subject', async () => {
    const { verdicts } = await collected();
    expect(Object.keys(verdicts[noRole] ?? {})).toEqual(['<root_account>']);
    expect(Object.keys(verdicts[suspended] ?? {})).toEqual(['<root_account>']);
  });

  it('U23 no role was needed in the own account', async () => {
    const run = await collected();
    expect(outcomeOf(run, hub, 'role')?.state).toBe('collected');
  });
});
