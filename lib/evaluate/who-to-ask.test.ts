import { describe, expect, it } from 'vitest';
import type { VirtualDevice } from '#lib/domain/facts';
import { day, hour, minute } from '#lib/domain/instant';
import { activeKey, covered, created, event, now, row, totp, user } from './test-account.ts';
import { type CheapFacts, whoNeedsDevices, whoNeedsLoginProfile } from './who-to-ask.ts';

const without = row('ann', { passwordEnabled: false });
const base: CheapFacts = {
  report: { generatedAt: now - hour, rows: [without] },
  reportAskedAt: now - hour,
  users: { readAt: now, users: [user('ann')], unreadableEntries: 0 },
  virtualDevices: { readAt: now, devices: [] },
  lifecycle: [],
  lifecycleCoverage: covered(now - day, now - 20 * minute),
};
const report = (changes: Parameters<typeof row>[1], generatedAt = now - hour) => ({
  report: { generatedAt, rows: [row('ann', changes)] },
});
const assigned: VirtualDevice = {
  serialNumber: totp('ann'),
  enabledAt: created,
  assignedTo: { arn: user('ann').arn, uniqueId: 'AIDAANN', userName: 'ann' },
};

const cases: readonly (readonly [name: string, facts: Partial<CheapFacts>, devices: boolean, loginProfile: boolean])[] =
  [
    ['nothing in the report, events read: nobody is asked', {}, false, false],
    ['a password', report({}), true, false],
    ['MFA without a password', report({ passwordEnabled: false, mfaActive: true }), true, false],
    ['an active key', report({ passwordEnabled: false, accessKeys: [activeKey, activeKey] }), true, false],
    ['an assigned virtual device', { virtualDevices: { readAt: now, devices: [assigned] } }, true, false],
    [
      'an orphan of the same name',
      { virtualDevices: { readAt: now, devices: [{ ...assigned, assignedTo: null }] } },
      false,
      false,
    ],
    [
      'U20 CreateLoginProfile since the report',
      { lifecycle: [event('CreateLoginProfile', now - 30 * minute, { userName: 'ann' })] },
      true,
      true,
    ],
    [
      'U20 CreateLoginProfile, the name typed in capitals',
      { lifecycle: [event('CreateLoginProfile', now - 30 * minute, { userName: 'ANN' })] },
      true,
      true,
    ],
    [
      'CreateLoginProfile long before the report',
      { lifecycle: [event('CreateLoginProfile', now - 5 * hour, { userName: 'ann' })] },
      false,
      false,
    ],
    [
      'a refused CreateLoginProfile',
      { lifecycle: [event('CreateLoginProfile', now - 30 * minute, { userName: 'ann', errorCode: 'AccessDenied' })] },
      false,
      false,
    ],
    [
      'EnableMFADevice since the report',
      { lifecycle: [event('EnableMFADevice', now - 30 * minute, { userName: 'ann', serialNumber: totp('ann') })] },
      true,
      false,
    ],
    [
      'DeleteLoginProfile of a user whom the report shows with a password',
      { ...report({}), lifecycle: [event('DeleteLoginProfile', now - 30 * minute, { userName: 'ann' })] },
      true,
      true,
    ],
    [
      'U20 a report made before this run: the newest events may still be on their way',
      { ...report({ passwordEnabled: false }, now - 5 * minute), reportAskedAt: now - minute },
      false,
      true,
    ],
    ['U20 events not read', { lifecycleCoverage: [] }, false, true],
    [
      'U20 events read up to two hours ago only',
      { lifecycleCoverage: covered(now - day, now - 2 * hour) },
      false,
      true,
    ],
    [
      'U20 a gap in the events since the report',
      {
        lifecycleCoverage: [...covered(now - day, now - 55 * minute), ...covered(now - 50 * minute, now - 20 * minute)],
      },
      false,
      true,
    ],
    [
      'U20 a report of this minute, events denied',
      { ...report({ passwordEnabled: false }, now), lifecycleCoverage: [] },
      false,
      true,
    ],
    ['a report of this minute, events read', report({ passwordEnabled: false }, now), false, false],
    ['U6 no report', { report: null }, true, true],
    ['U11 no row', { report: { generatedAt: now - hour, rows: [] } }, true, true],
    ['U15 a row of the same name with another creation time', report({ createdAt: created - day }), true, true],
    ['U19 a row under another name', { report: { generatedAt: now - hour, rows: [row('old')] } }, true, true],
    ['a password that the report cannot tell', report({ passwordEnabled: null }), true, true],
  ];

describe('who is asked one by one', () => {
  for (const [name, facts, devices, loginProfile] of cases) {
    it(name, () => {
      const cheap = { ...base, ...facts };
      expect([whoNeedsDevices(cheap, null).length === 1, whoNeedsLoginProfile(cheap).length === 1]).toEqual([
        devices,
        loginProfile,
      ]);
    });
  }

  it('who turned out to have a password is asked for devices', () => {
    const profile = {
      users: [{ uniqueId: 'AIDAANN', userName: 'ann', readAt: now, hasPassword: true, passwordCreatedAt: null }],
    };
    expect(whoNeedsDevices(base, profile).map((one) => one.userName)).toEqual(['ann']);
  });

  it('U21b without a list of users nobody can be asked', () => {
    expect(whoNeedsDevices({ ...base, users: null }, null)).toEqual([]);
  });
});
