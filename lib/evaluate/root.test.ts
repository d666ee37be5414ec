import { describe, expect, it } from 'vitest';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import { hour } from '#lib/domain/instant';
import type { RootState } from '#lib/domain/root-state';
import { judgeAccount } from './judge-account.ts';
import {
  type AccountWords,
  account,
  accountId,
  activeKey,
  created,
  denied,
  event,
  knowledge,
  now,
  reading,
  row,
  totp,
  user,
} from './test-account.ts';

const rootArn = `arn:aws:iam::${accountId}:root`;
const ofRoot = (name: string) => ({
  serialNumber: totp(name),
  enabledAt: created,
  assignedTo: { arn: rootArn, uniqueId: accountId, userName: null },
});
const ofUser = (name: string, userName: string, path = '') => ({
  serialNumber: totp(name),
  enabledAt: created,
  assignedTo: { arn: `arn:aws:iam::${accountId}:user/${path}${userName}`, uniqueId: `AIDA${userName}`, userName },
});
const rootRow = (changes = {}) => row('<root_account>', changes);
const noSummary = {
  account: reading(
    'account',
    { callerArn: null, summary: null, aliases: null, passwordPolicy: null },
    {
      outcome: 'partial' as const,
      failures: [
        { subject: 'GetAccountSummary', action: 'iam:GetAccountSummary', error: 'AccessDenied: not authorized' },
      ],
    },
  ),
};
const noReport = { 'credential-report': denied<never>('iam:GenerateCredentialReport') };
const nothingLeft = { mfa: false, password: false, keys: false, certificates: false };
const central = {
  readAt: now - hour,
  organizationId: 'o-example',
  rootCredentialsManagement: true,
  rootSessions: false,
};

interface Case {
  readonly name: string;
  readonly words: AccountWords;
  readonly status: ComplianceStatus;
  readonly state: RootState;
  readonly says: RegExp;
  readonly keys?: ComplianceStatus;
  readonly also?: object;
  readonly picture?: object;
  readonly missing?: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'R1 a FIDO device only, and a user /root-team/alice with a TOTP app',
    words: { users: [user('alice')], virtual: [ofUser('alice', 'alice', 'root-team/')] },
    status: 'COMPLIANT',
    state: 'covered',
    says: /a passkey, security key or hardware TOTP: not visible from inside the account/,
    also: { strength: 'unknown', slotsUsed: null, devicesComplete: false, devices: [] },
    picture: { devicesAtLeast: 1 },
  },
  {
    name: 'R2 a TOTP app named my-phone',
    words: { virtual: [ofRoot('my-phone')] },
    status: 'COMPLIANT',
    state: 'covered',
    says: /At least a virtual authenticator/,
    also: {
      strength: 'unknown',
      slotsUsed: null,
      devicesComplete: false,
      devices: [{ serialNumber: totp('my-phone') }],
    },
    picture: { devicesAtLeast: 1, headline: 'Covered, at least 1 device' },
  },
  {
    name: "R3 a user's device named root-account-mfa-device",
    words: { summary: { mfa: false }, virtual: [ofUser('root-account-mfa-device', 'bob')] },
    status: 'NON_COMPLIANT',
    state: 'uncovered',
    says: /No MFA, and root has a password/,
    also: { devices: [] },
  },
  {
    name: 'R4 no root credentials, central management unknown',
    words: { summary: nothingLeft },
    status: 'NOT_APPLICABLE',
    state: 'no-credentials',
    says: /no password, no access keys, no signing certificates, no MFA device.*managed centrally is unknown/,
  },
  {
    name: 'R4 no root credentials, central management on',
    words: { summary: nothingLeft, knowledge: { organizationRoot: central } },
    status: 'NOT_APPLICABLE',
    state: 'no-credentials',
    says: /Central management of root credentials is on/,
  },
  {
    name: 'R4 no root credentials, central management off',
    words: { summary: nothingLeft, knowledge: { organizationRoot: { ...central, rootCredentialsManagement: false } } },
    status: 'NOT_APPLICABLE',
    state: 'no-credentials',
    says: /Central management of root credentials is off/,
  },
  {
    name: 'R5 central management on, the password still there, no MFA',
    words: { summary: { mfa: false }, knowledge: { organizationRoot: central } },
    status: 'NON_COMPLIANT',
    state: 'uncovered',
    says: /root has a password.*these are still there/,
  },
  {
    name: 'R6 GovCloud',
    words: { summary: { mfa: false }, knowledge: { account: { ...account, partition: 'aws-us-gov' } } },
    status: 'NOT_APPLICABLE',
    state: 'not-in-partition',
    says: /GovCloud \(US\).*not applicable in this partition/,
    missing: [],
    picture: {
      headline: 'Not applicable in AWS GovCloud (US)',
      howWeKnow: [
        { text: expect.stringMatching(/cannot sign in to the console and cannot have MFA devices/) },
        { text: expect.stringMatching(/Central management of root credentials does not exist there/) },
        { text: expect.stringMatching(/^Root has no access keys\./) },
      ],
    },
  },
  {
    name: 'AWS China is judged by the rules of commercial, labelled as best effort',
    words: { summary: { mfa: false }, knowledge: { account: { ...account, partition: 'aws-cn' } } },
    status: 'NON_COMPLIANT',
    state: 'uncovered',
    says: /root has a password/,
    picture: { howWeKnow: expect.arrayContaining([{ text: expect.stringMatching(/best effort/), at: null }]) },
  },
  {
    name: "R7 130 virtual devices, root's is the 121st",
    words: {
      virtual: [
        ...Array.from({ length: 120 }, (_, i) => ofUser(`d${i}`, `u${i}`)),
        ofRoot('last'),
        ...Array.from({ length: 9 }, (_, i) => ofUser(`e${i}`, `v${i}`)),
      ],
    },
    status: 'COMPLIANT',
    state: 'covered',
    says: /At least a virtual authenticator/,
    also: { devices: [{ serialNumber: totp('last') }] },
  },
  {
    name: 'R8 two TOTP apps',
    words: { virtual: [ofRoot('one'), ofRoot('two')] },
    status: 'COMPLIANT',
    state: 'covered',
    says: /At least 2 virtual authenticators/,
    also: { slotsUsed: null },
    picture: { devicesAtLeast: 2, headline: 'Covered, at least 2 devices' },
  },
  {
    name: 'R10 summary and report denied, nothing visible',
    words: { sources: { ...noSummary, ...noReport } },
    status: 'INSUFFICIENT_DATA',
    state: 'unknown',
    says: /iam:GetAccountSummary was denied \(AccessDenied\) and iam:GenerateCredentialReport was denied/,
    keys: 'INSUFFICIENT_DATA',
    missing: ['iam:GetAccountSummary', 'iam:GenerateCredentialReport'],
    picture: { devicesAtLeast: null },
  },
  {
    name: 'R10 summary and report denied, a virtual device of root visible',
    words: { virtual: [ofRoot('my-phone')], sources: { ...noSummary, ...noReport } },
    status: 'COMPLIANT',
    state: 'covered',
    says: /ListVirtualMFADevices showed 1 virtual authenticator of root/,
    keys: 'INSUFFICIENT_DATA',
  },
  {
    name: 'R10 summary denied, the report says MFA',
    words: { rows: [rootRow({ mfaActive: true })], sources: noSummary },
    status: 'COMPLIANT',
    state: 'covered',
    says: /credential report of 13:00 UTC on 22 Nov 2026; iam:GetAccountSummary was denied/,
  },
  {
    name: 'R10 summary denied, the report says no MFA and a password',
    words: { rows: [rootRow()], sources: noSummary },
    status: 'NON_COMPLIANT',
    state: 'uncovered',
    says: /No MFA, and root has a password/,
  },
  {
    name: 'R11 access keys, with MFA',
    words: { summary: { keys: true } },
    status: 'COMPLIANT',
    state: 'covered-with-keys',
    says: /MFA is enabled/,
    keys: 'NON_COMPLIANT',
  },
  {
    name: 'R11 access keys, without MFA',
    words: { summary: { mfa: false, keys: true } },
    status: 'NON_COMPLIANT',
    state: 'uncovered',
    says: /a password and access keys/,
    keys: 'NON_COMPLIANT',
  },
  {
    name: 'R11 access keys seen in the report only',
    words: { rows: [rootRow({ mfaActive: true, accessKeys: [activeKey, activeKey] })], sources: noSummary },
    status: 'COMPLIANT',
    state: 'covered-with-keys',
    says: /MFA/,
    keys: 'NON_COMPLIANT',
    also: { activeKeys: 2 },
  },
  {
    name: 'keys but no password and no MFA',
    words: { summary: { ...nothingLeft, keys: true } },
    status: 'NON_COMPLIANT',
    state: 'uncovered',
    says: /root has access keys/,
    keys: 'NON_COMPLIANT',
  },
  {
    name: 'no MFA, and the password is not known',
    words: { summary: { mfa: false, password: null }, sources: noReport },
    status: 'INSUFFICIENT_DATA',
    state: 'unknown',
    says: /MFA is not enabled.*Whether root has a password is not known/,
  },
  {
    name: 'the summary beats an older report',
    words: { rows: [rootRow({ mfaActive: true })], summary: { mfa: false } },
    status: 'NON_COMPLIANT',
    state: 'uncovered',
    says: /credential report of 13:00 UTC on 22 Nov 2026 says otherwise; it is older/,
  },
  {
    name: 'the list of virtual devices denied: covered, its kind not known',
    words: { sources: { 'virtual-devices': denied('iam:ListVirtualMFADevices') } },
    status: 'COMPLIANT',
    state: 'covered',
    says: /Which kind of device root has is not known: iam:ListVirtualMFADevices was denied/,
  },
  {
    name: 'U21 the role cannot be assumed',
    words: {
      knowledge: {
        snapshot: {
          accountId,
          collectionId: 'c1',
          sealedAt: now,
          role: { outcome: 'denied', action: 'sts:AssumeRole', error: 'AccessDenied: not authorized' },
          sources: {},
        },
      },
    },
    status: 'INSUFFICIENT_DATA',
    state: 'unknown',
    says: /could not be read: sts:AssumeRole was denied \(AccessDenied\)/,
    keys: 'INSUFFICIENT_DATA',
    missing: ['sts:AssumeRole'],
    picture: { headline: 'Account not readable' },
  },
  {
    name: 'U21 the role cannot be assumed, in GovCloud',
    words: {
      knowledge: {
        account: { ...account, partition: 'aws-us-gov' },
        snapshot: {
          accountId,
          collectionId: 'c1',
          sealedAt: now,
          role: { outcome: 'failed', action: 'sts:AssumeRole', error: 'TimeoutError: no answer' },
          sources: {},
        },
      },
    },
    status: 'INSUFFICIENT_DATA',
    state: 'unknown',
    says: /sts:AssumeRole failed \(TimeoutError\)/,
    missing: ['sts:AssumeRole'],
    keys: 'INSUFFICIENT_DATA',
  },
  {
    name: 'U22 a suspended account, never read',
    words: { knowledge: { account: { ...account, organizationStatus: 'SUSPENDED' }, snapshot: null } },
    status: 'NOT_APPLICABLE',
    state: 'suspended',
    says: /AWS Organizations lists this account as SUSPENDED/,
    keys: 'NOT_APPLICABLE',
    missing: [],
  },
];

describe('root users', () => {
  for (const { name, words, status, state, says, keys, also, picture, missing } of cases) {
    it(name, () => {
      const root = judgeAccount(knowledge(words)).principals.find((principal) => principal.kind === 'RootUser');
      expect(root).toMatchObject({ id: `${accountId}:root`, sharedBecause: 'root', privileged: true, ...also });
      expect([root?.status, root?.root?.state]).toEqual([status, state]);
      expect(root?.reason).toMatch(says);
      const [mfa, keyCheck] = root?.results ?? [];
      expect([mfa?.checkId, keyCheck?.checkId]).toEqual(['root-account-mfa-enabled', 'iam-root-access-key-check']);
      if (keys) expect(keyCheck?.status).toBe(keys);
      if (picture) expect(root?.root).toMatchObject(picture);
      if (missing) expect(mfa?.missing).toEqual(missing);
      expect(root?.root?.howWeKnow.length).toBeGreaterThan(0);
    });
  }

  it('U21 an account that cannot be read, or is suspended, has one subject', () => {
    const roots = cases
      .filter(({ name }) => /^U2[12] /.test(name))
      .map(({ words }) => judgeAccount(knowledge(words)).principals.length);
    expect(roots).toEqual([1, 1, 1]);
  });

  it('an answer that could not be read is named as such', () => {
    const error = 'The answer could not be read: Missing or malformed: SummaryMap.';
    const account = reading<never>('account', null, { outcome: 'failed', action: 'iam:GetAccountSummary', error });
    const { principals } = judgeAccount(knowledge({ sources: { account, ...noReport } }));
    expect(principals[0]?.reason).toMatch(
      /iam:GetAccountSummary failed \(The answer could not be read: Missing or malformed: SummaryMap\) and/,
    );
  });

  it('an answer without what was asked is no refusal', () => {
    const summary = {
      accountMfaEnabled: false,
      accountPasswordPresent: null,
      accountAccessKeysPresent: false,
      accountSigningCertificatesPresent: false,
      users: 1,
      mfaDevicesInUse: 0,
      readAt: now - hour,
    };
    const account = reading('account', { callerArn: null, summary, aliases: null, passwordPolicy: null });
    const report = reading('credential-report', { generatedAt: now - hour, rows: [] });
    const sources = { account, 'credential-report': report };
    expect(judgeAccount(knowledge({ sources })).principals[0]).toMatchObject({
      status: 'INSUFFICIENT_DATA',
      reason: expect.stringMatching(
        /iam:GetAccountSummary answered without it and AWS's credential report has no row of root/,
      ),
    });
  });

  it('an account that was never read has none', () => {
    expect(judgeAccount(knowledge({ knowledge: { snapshot: null } })).principals).toEqual([]);
  });

  it('check again now: root is asked again', () => {
    const again = knowledge({ summary: { mfa: true } }).snapshot?.sources.account;
    const readAt = now + hour;
    const facts = again?.facts?.summary ? { ...again.facts, summary: { ...again.facts.summary, readAt } } : null;
    const overlays = again
      ? [{ accountId, principalId: `${accountId}:root`, readAt, sources: { account: { ...again, facts } } }]
      : [];
    const { principals } = judgeAccount(knowledge({ summary: { mfa: false }, knowledge: { overlays } }));
    expect(principals[0]).toMatchObject({ status: 'COMPLIANT', readAt });
  });

  it('lifecycle events about root change nothing in what the account says', () => {
    const lifecycle = [event('DeactivateMFADevice', now, { userName: 'AWS ROOT USER', serialNumber: totp('x') })];
    expect(judgeAccount(knowledge({ knowledge: { lifecycle } })).principals[0]?.status).toBe('COMPLIANT');
  });
});
