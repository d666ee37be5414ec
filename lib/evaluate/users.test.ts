import { describe, expect, it } from 'vitest';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import { hour, type Instant, minute } from '#lib/domain/instant';
import { judgeAccount } from './judge-account.ts';
import {
  type AccountWords,
  accountId,
  activeKey,
  created,
  denied,
  event,
  fido,
  hash,
  knowledge,
  now,
  reading,
  row,
  sms,
  totp,
  user,
} from './test-account.ts';

const ann = user('ann');
const judged = (words: AccountWords, id = `${accountId}:AIDAANN`) => {
  const found = judgeAccount(knowledge(words)).principals.find((principal) => principal.id === id);
  if (!found) throw new Error(`no principal ${id}`);
  return found;
};
const strengthCheck = (principal: ReturnType<typeof judged>) =>
  principal.results.find((result) => result.checkId === 'iam-user-phishing-resistant-mfa');

const throttled = (name: string) => ({
  subject: name,
  action: 'iam:ListMFADevices',
  error: 'Throttling: Rate exceeded',
});
const refused = (name: string) => ({
  subject: name,
  action: 'iam:ListMFADevices',
  error: 'AccessDenied: not authorized',
});

interface Case {
  readonly name: string;
  readonly words: AccountWords;
  readonly status: ComplianceStatus;
  readonly says: RegExp;
  readonly also?: object;
  readonly phishingResistant?: ComplianceStatus;
}

const inReport = [row('ann', { mfaActive: true })];

const cases: readonly Case[] = [
  {
    name: 'U1 a security key, and a TOTP app as backup',
    words: { users: [ann], rows: inReport, devices: { ann: [fido('ann'), totp('ann')] } },
    status: 'COMPLIANT',
    says: /a passkey or security key and a virtual authenticator/,
    also: { strength: 'also-phishable', slotsUsed: 2, devicesComplete: true },
    phishingResistant: 'NON_COMPLIANT',
  },
  {
    name: 'U2 FIDO only',
    words: { users: [ann], rows: inReport, devices: { ann: [fido('ann')] } },
    status: 'COMPLIANT',
    says: /ListMFADevices answered at 13:59 UTC/,
    also: { strength: 'only' },
    phishingResistant: 'COMPLIANT',
  },
  {
    name: 'U3 hardware TOTP, whose serial is no ARN',
    words: { users: [ann], rows: inReport, devices: { ann: ['GAHT12345678'] } },
    status: 'COMPLIANT',
    says: /hardware TOTP token/,
    also: { strength: 'no', devices: [{ type: 'hardware-totp' }] },
    phishingResistant: 'NON_COMPLIANT',
  },
  {
    name: 'U4 no password, two active keys, no device',
    words: {
      users: [ann],
      rows: [row('ann', { passwordEnabled: false, accessKeys: [activeKey, activeKey] })],
      devices: { ann: [] },
    },
    status: 'NOT_APPLICABLE',
    says: /no password.*2 active access keys are judged apart/,
    also: { console: false, activeKeys: 2 },
    phishingResistant: 'NOT_APPLICABLE',
  },
  {
    name: 'U5 ListMFADevices denied for this user',
    words: {
      users: [ann],
      rows: inReport,
      sources: {
        'mfa-devices': reading('mfa-devices', { users: [] }, { outcome: 'partial', failures: [refused('ann')] }),
      },
    },
    status: 'INSUFFICIENT_DATA',
    says: /Whether this user has a device is not known: iam:ListMFADevices was denied \(AccessDenied\)/,
    also: { devicesComplete: false, slotsUsed: null, strength: 'unknown', devices: [] },
    phishingResistant: 'INSUFFICIENT_DATA',
  },
  {
    name: 'U5 ListMFADevices still throttled',
    words: {
      users: [ann],
      rows: inReport,
      sources: {
        'mfa-devices': reading('mfa-devices', { users: [] }, { outcome: 'partial', failures: [throttled('ann')] }),
      },
    },
    status: 'INSUFFICIENT_DATA',
    says: /iam:ListMFADevices failed \(Throttling\)/,
  },
  {
    name: 'U5 ListMFADevices denied for everybody, although a virtual device is assigned',
    words: {
      users: [ann],
      rows: inReport,
      virtual: [
        {
          serialNumber: totp('ann'),
          enabledAt: created,
          assignedTo: { arn: ann.arn, uniqueId: ann.uniqueId, userName: 'ann' },
        },
      ],
      sources: { 'mfa-devices': denied('iam:ListMFADevices') },
    },
    status: 'INSUFFICIENT_DATA',
    says: /iam:ListMFADevices was denied/,
  },
  {
    name: 'U6 no report: judged from live calls',
    words: {
      users: [ann],
      devices: { ann: [fido('ann')] },
      passwords: { ann: true },
      sources: { 'credential-report': denied('iam:GenerateCredentialReport') },
    },
    status: 'COMPLIANT',
    says: /passkey/,
    also: { console: true, activeKeys: null },
  },
  {
    name: 'U6 no report, and GetLoginProfile denied',
    words: {
      users: [ann],
      devices: { ann: [] },
      sources: {
        'credential-report': denied('iam:GenerateCredentialReport'),
        'login-profiles': denied('iam:GetLoginProfile'),
      },
    },
    status: 'INSUFFICIENT_DATA',
    says: /Whether this user has a password is not known: iam:GetLoginProfile was denied/,
    also: { console: null },
  },
  {
    name: 'U8 report older than a device enabled 10 minutes ago',
    words: {
      users: [ann],
      rows: [row('ann', { mfaActive: false })],
      reportAt: Date.UTC(2026, 10, 22, 10, 5),
      devices: { ann: [totp('ann')] },
    },
    status: 'COMPLIANT',
    says: /10:05 UTC on 22 Nov 2026 still says no MFA; AWS's report can catch up from 14:05 UTC/,
  },
  {
    name: 'U9 report says MFA, the live list is empty',
    words: { users: [ann], rows: inReport, devices: { ann: [] } },
    status: 'NON_COMPLIANT',
    says: /Has a password and no MFA device.*still says MFA is active/,
  },
  {
    name: 'U11 a user created since the report',
    words: {
      users: [user('ann', { createdAt: now - 30 * minute })],
      rows: [],
      devices: { ann: [] },
      passwords: { ann: true },
    },
    status: 'NON_COMPLIANT',
    says: /no MFA device/,
    also: { activeKeys: null },
  },
  {
    name: 'U11 a user created since the report, without a password',
    words: {
      users: [user('ann', { createdAt: now - 30 * minute })],
      rows: [],
      devices: { ann: [] },
      passwords: { ann: false },
    },
    status: 'NOT_APPLICABLE',
    says: /no password/,
  },
  {
    name: 'U13 eight devices of three kinds',
    words: {
      users: [ann],
      rows: inReport,
      devices: {
        ann: [
          fido('ann', 'a'),
          fido('ann', 'b'),
          fido('ann', 'c'),
          totp('d'),
          totp('e'),
          totp('f'),
          'GAHT00000001',
          'GAHT00000002',
        ],
      },
    },
    status: 'COMPLIANT',
    says: /All 8 slots/,
    also: { slotsUsed: 8 },
  },
  {
    name: "U14 an unassigned virtual device of the same name is nobody's MFA",
    words: {
      users: [ann],
      rows: [row('ann')],
      devices: { ann: [] },
      virtual: [{ serialNumber: totp('ann'), enabledAt: null, assignedTo: null }],
    },
    status: 'NON_COMPLIANT',
    says: /no MFA device/,
  },
  {
    name: 'U18 SMS left over',
    words: { users: [ann], rows: inReport, devices: { ann: [sms('ann')] } },
    status: 'NON_COMPLIANT',
    says: /SMS device left over, which AWS no longer accepts: no valid MFA device\. ListMFADevices answered at 13:59 UTC on 22 Nov 2026\.$/,
    also: { strength: 'no' },
    phishingResistant: 'NON_COMPLIANT',
  },
  {
    name: 'U19 renamed since the report',
    words: {
      users: [user('ann-new', { uniqueId: 'AIDAANN' })],
      rows: inReport,
      devices: { 'ann-new': [fido('ann')] },
      passwords: { 'ann-new': true },
    },
    status: 'COMPLIANT',
    says: /passkey/,
    also: { userName: 'ann-new', previousNames: ['ann'], presence: 'present' },
  },
  {
    name: 'U20 password created after the report, asked live',
    words: {
      users: [ann],
      rows: [row('ann', { passwordEnabled: false })],
      devices: { ann: [] },
      passwords: { ann: true },
      knowledge: { lifecycle: [event('CreateLoginProfile', now - 30 * minute, { userName: 'ann' })] },
    },
    status: 'NON_COMPLIANT',
    says: /no MFA device/,
  },
  {
    name: 'U20 password created after the report, could not be asked',
    words: {
      users: [ann],
      rows: [row('ann', { passwordEnabled: false })],
      devices: { ann: [] },
      knowledge: { lifecycle: [event('CreateLoginProfile', now - 30 * minute, { userName: 'ann' })] },
      sources: { 'login-profiles': denied('iam:GetLoginProfile') },
    },
    status: 'INSUFFICIENT_DATA',
    says: /iam:GetLoginProfile was denied.*says that there was none; a change since cannot be ruled out/,
  },
  {
    name: 'U20 no password in the report, lifecycle events not read, not asked',
    words: { users: [ann], rows: [row('ann', { passwordEnabled: false })], knowledge: { lifecycleCoverage: [] } },
    status: 'INSUFFICIENT_DATA',
    says: /password is not known/,
  },
  {
    name: 'U20 no password in the report, lifecycle events cover the time since',
    words: { users: [ann], rows: [row('ann', { passwordEnabled: false })] },
    status: 'NOT_APPLICABLE',
    says: /no password.*credential report of 13:00 UTC/,
    also: { console: false, devicesComplete: true, slotsUsed: 0 },
  },
  {
    name: 'a refused CreateLoginProfile changes nothing',
    words: {
      users: [ann],
      rows: [row('ann', { passwordEnabled: false })],
      knowledge: {
        lifecycle: [event('CreateLoginProfile', now - 30 * minute, { userName: 'ann', errorCode: 'AccessDenied' })],
      },
    },
    status: 'NOT_APPLICABLE',
    says: /no password/,
  },
  {
    name: 'a password that the report cannot tell, not asked',
    words: { users: [ann], rows: [row('ann', { passwordEnabled: null })], devices: { ann: [] } },
    status: 'INSUFFICIENT_DATA',
    says: /password is not known/,
  },
];

describe('IAM users', () => {
  for (const { name, words, status, says, also, phishingResistant } of cases) {
    it(name, () => {
      const principal = judged(words);
      expect(principal.status).toBe(status);
      expect(principal.reason).toMatch(says);
      if (also) expect(principal).toMatchObject(also);
      if (phishingResistant) expect(strengthCheck(principal)?.status).toBe(phishingResistant);
      const missing = principal.results.flatMap((result) => result.missing);
      expect(missing.length > 0).toBe(status === 'INSUFFICIENT_DATA');
    });
  }

  it('U5 ListMFADevices refused after the first 25 users: the others were not asked, for the same reason', () => {
    const sources = {
      'mfa-devices': reading(
        'mfa-devices',
        { users: [] },
        {
          outcome: 'denied',
          action: 'iam:ListMFADevices',
          error: 'AccessDenied: not authorized',
          failures: [refused('ben')],
        },
      ),
    };
    expect(judged({ users: [ann], rows: inReport, sources }).reason).toMatch(/iam:ListMFADevices was denied/);
  });

  it("U5 one user's failure says nothing of another whose answer could not be read", () => {
    const sources = {
      'mfa-devices': reading(
        'mfa-devices',
        { users: [] },
        {
          outcome: 'partial',
          action: 'iam:ListMFADevices',
          error: 'Throttling: Rate exceeded',
          failures: [throttled('ben')],
        },
      ),
    };
    const principal = judged({ users: [ann], rows: inReport, sources });
    expect([principal.status, principal.reason]).toEqual([
      'INSUFFICIENT_DATA',
      'Has a password. Whether this user has a device is not known: iam:ListMFADevices was not answered.',
    ]);
  });

  it('U2 access keys of a FIDO-only user: a note', () => {
    const principal = judged({
      users: [ann],
      rows: [row('ann', { mfaActive: true, accessKeys: [activeKey, activeKey] })],
      devices: { ann: [fido('ann')] },
    });
    expect(strengthCheck(principal)?.reason).toMatch(/access keys cannot use such a device for STS/);
  });

  it('U5 one of 500 denied: the other 499 are judged', () => {
    const users = Array.from({ length: 500 }, (_, i) => user(`u${i}`));
    const devices = Object.fromEntries(users.slice(1).map((one) => [one.userName, [totp(one.userName)]]));
    const words = { users, rows: users.map((one) => row(one.userName, { mfaActive: true })), devices };
    const base = knowledge(words).snapshot?.sources['mfa-devices'];
    const sources =
      base === undefined ? {} : { 'mfa-devices': { ...base, outcome: 'partial' as const, failures: [refused('u0')] } };
    const { principals } = judgeAccount(knowledge({ ...words, sources }));
    const count = (status: ComplianceStatus) =>
      principals.filter((p) => p.kind === 'IamUser' && p.status === status).length;
    expect([count('COMPLIANT'), count('INSUFFICIENT_DATA'), count('NON_COMPLIANT')]).toEqual([499, 1, 0]);
  });

  it('U10 in the report, deleted since: shown as deleted, without a check', () => {
    const { principals } = judgeAccount(knowledge({ users: [], rows: [row('ann')] }));
    const gone = principals.find((principal) => principal.userName === 'ann');
    expect(gone).toMatchObject({ presence: 'deleted-since-report', status: 'NOT_APPLICABLE', results: [] });
    expect(gone?.reason).toMatch(/Deleted since AWS's credential report of 13:00 UTC/);
  });

  it('U10 of several created in one second it is not known who was renamed and who deleted', () => {
    const { principals } = judgeAccount(knowledge({ users: [user('x'), user('y')], rows: [row('ann')] }));
    expect(principals.find((principal) => principal.userName === 'ann')?.reason).toMatch(/^Deleted or renamed since/);
  });

  it('U10 NoSuchEntity after ListUsers', () => {
    expect(judged({ users: [ann], rows: inReport, devices: { ann: 'gone' } })).toMatchObject({
      presence: 'deleted-since-report',
      results: [],
    });
  });

  it('U10 a list of users that is not complete proves nobody gone', () => {
    const sources = {
      users: reading(
        'users',
        { readAt: now, users: [ann], unreadableEntries: 0 },
        { outcome: 'partial' as const, action: 'iam:ListUsers', error: 'Throttling: Rate exceeded' },
      ),
    };
    const { principals } = judgeAccount(
      knowledge({ rows: [row('ann', { mfaActive: true }), row('ben')], devices: { ann: [fido('ann')] }, sources }),
    );
    expect(principals.map((p) => [p.id, p.status])).toEqual([
      [`${accountId}:root`, 'COMPLIANT'],
      [`${accountId}:AIDAANN`, 'COMPLIANT'],
      [`${accountId}:users`, 'INSUFFICIENT_DATA'],
    ]);
  });

  it('U15 deleted and re-created under the same name: two subjects', () => {
    const again = user('ann', { uniqueId: 'AIDAANN2', createdAt: now - 2 * hour });
    const { principals } = judgeAccount(
      knowledge({ users: [again], rows: inReport, devices: { ann: [] }, passwords: { ann: true } }),
    );
    const users = principals.filter((principal) => principal.kind === 'IamUser');
    expect(users.map((p) => [p.id, p.presence, p.status])).toEqual([
      [`${accountId}:AIDAANN2`, 'present', 'NON_COMPLIANT'],
      [`${accountId}:gone:ann@${created}`, 'deleted-since-report', 'NOT_APPLICABLE'],
    ]);
    expect(users[0]?.previousNames).toEqual([]);
  });

  it('U15 a creation time with fractions, rounded up by one side and cut by the other, is one user', () => {
    const { principals } = judgeAccount(
      knowledge({ users: [user('ann', { createdAt: created + 1_000 })], rows: inReport, devices: { ann: [] } }),
    );
    expect(principals.filter((p) => p.kind === 'IamUser').map((p) => [p.presence, p.activeKeys])).toEqual([
      ['present', 0],
    ]);
  });

  it('U16 levels as captured at registration; none means unknown', () => {
    const capturedAt: Instant = now - hour;
    const levels = [
      { serialNumber: fido('ann', 'a'), enabledAt: Date.UTC(2026, 4, 1, 9, 30), levels: { FIDO: 'L1' }, capturedAt },
    ];
    const principal = judged({
      users: [ann],
      rows: inReport,
      devices: { ann: [fido('ann', 'a'), fido('ann', 'b')] },
      knowledge: { capturedLevels: levels },
    });
    expect(principal.devices.map((device) => [device.levels, device.levelsCapturedAt])).toEqual([
      [{ FIDO: 'L1' }, capturedAt],
      [null, null],
    ]);
  });

  it('U19 by the event, when two users were created in the same second', () => {
    const users = [user('a2', { uniqueId: 'AIDAA' }), user('b2', { uniqueId: 'AIDAB' })];
    const lifecycle = [
      event('UpdateUser', now - 20 * minute, { userName: 'a', newUserName: 'a2' }),
      event('UpdateUser', now - 25 * minute, { userName: 'b', newUserName: 'b2' }),
    ];
    const { principals } = judgeAccount(
      knowledge({
        users,
        rows: [row('a'), row('b')],
        devices: { a2: [], b2: [] },
        passwords: { a2: true, b2: true },
        knowledge: { lifecycle },
      }),
    );
    expect(principals.filter((p) => p.kind === 'IamUser').map((p) => [p.id, p.previousNames])).toEqual([
      [`${accountId}:AIDAA`, ['a']],
      [`${accountId}:AIDAB`, ['b']],
    ]);
  });

  it('U21b ListUsers denied: root is judged, and one subject stands for the users', () => {
    const { principals } = judgeAccount(knowledge({ rows: inReport, sources: { users: denied('iam:ListUsers') } }));
    expect(principals.map((p) => [p.id, p.status])).toEqual([
      [`${accountId}:root`, 'COMPLIANT'],
      [`${accountId}:users`, 'INSUFFICIENT_DATA'],
    ]);
    expect(principals[1]?.reason).toMatch(/iam:ListUsers was denied \(AccessDenied\).*has 1 user/);
    expect(principals[1]?.results.map((result) => result.missing)).toEqual([['iam:ListUsers'], ['iam:ListUsers']]);
  });

  it('evidence points at the answer that decided', () => {
    const principal = judged({ users: [ann], rows: inReport, devices: { ann: [fido('ann')] } });
    expect(principal.results[0]?.evidence).toEqual([
      { label: 'ListMFADevices', source: 'mfa-devices', sha256: hash('mfa-devices'), at: now - minute },
      { label: 'Credential report', source: 'credential-report', sha256: hash('credential-report'), at: now - hour },
    ]);
  });
});

describe('what was known before', () => {
  const words = { users: [ann], rows: inReport, sources: { 'mfa-devices': denied<never>('iam:ListMFADevices') } };
  const before = judged({ users: [ann], rows: inReport, devices: { ann: [fido('ann')] } }).results.map((result) => ({
    ...result,
    judgedAt: now - 12 * hour,
  }));

  it('a source that fails today says what was last known, and does not carry it forward', () => {
    const principal = judged({ ...words, knowledge: { previous: before } });
    expect(principal.status).toBe('INSUFFICIENT_DATA');
    expect(principal.results[0]?.lastKnown).toEqual({ status: 'COMPLIANT', at: now - minute });
  });

  it('and still says so the day after', () => {
    const today = judged({ ...words, knowledge: { previous: before } }).results.map((result) => ({
      ...result,
      judgedAt: now,
    }));
    expect(judged({ ...words, knowledge: { previous: today } }).results[0]?.lastKnown?.status).toBe('COMPLIANT');
  });
});

describe('check again now', () => {
  const overlay = (readAt: Instant, serials: readonly string[]) => ({
    accountId,
    principalId: `${accountId}:AIDAANN`,
    readAt,
    sources: {
      'mfa-devices': reading('again', {
        users: [
          {
            uniqueId: 'AIDAANN',
            userName: 'ann',
            readAt,
            devices: serials.map((serialNumber) => ({ serialNumber, enabledAt: readAt })),
          },
        ],
      }),
    },
  });
  const words = { users: [ann], rows: inReport, devices: { ann: [] } };

  it('wins over what was read before it', () => {
    expect(judged({ ...words, knowledge: { overlays: [overlay(now, [fido('ann')])] } }).status).toBe('COMPLIANT');
  });
  it('counts for nothing against what was read after it', () => {
    expect(judged({ ...words, knowledge: { overlays: [overlay(now - hour, [fido('ann')])] } }).status).toBe(
      'NON_COMPLIANT',
    );
  });
  it('of several the newest counts', () => {
    const overlays = [overlay(now + 1, [fido('ann')]), overlay(now + 2, []), overlay(now, [fido('ann')])];
    expect(judged({ ...words, knowledge: { overlays } }).status).toBe('NON_COMPLIANT');
  });
});

it('U14 orphans are listed', () => {
  const { orphans } = judgeAccount(
    knowledge({ virtual: [{ serialNumber: totp('left'), enabledAt: null, assignedTo: null }] }),
  );
  expect(orphans).toEqual([{ serialNumber: totp('left'), type: 'virtual-authenticator' }]);
});
