import { describe, expect, it } from 'vitest';
import type { ConsoleLogin } from '#lib/domain/console-login';
import { day, hour, type Instant, minute, second } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import type { Custody, Person } from '#lib/domain/person';
import { attributeLogins, type LoginContext } from './attribution.ts';
import { accountId, covered, fido, now, totp } from './test-account.ts';

const t = (days: number): Instant => now - 90 * day + days * day;
const opsId = `${accountId}:AIDAOPS`;
const serialA = totp('ops-a');
const serialB = fido('ops', 'b');
const exactly = (at: Instant) => ({ earliest: at, latest: at });

const instance = (
  id: string,
  serialNumber: string,
  from: Instant,
  until: DeviceInstance['until'] = null,
  changes: Partial<DeviceInstance> = {},
): DeviceInstance => ({
  id,
  accountId,
  principalId: opsId,
  serialNumber,
  type: serialNumber.includes(':u2f/')
    ? 'passkey-or-security-key'
    : serialNumber.startsWith('arn:')
      ? 'virtual-authenticator'
      : 'hardware-totp',
  from: exactly(from),
  until,
  removedBy: null,
  sources: ['mfa-devices'],
  ...changes,
});
const person = (id: string, name: string, leftAt: Instant | null = null): readonly [string, Person] => [
  id,
  { id, name, email: `${id}@example.com`, leftAt },
];
const custody = (
  id: string,
  personId: string,
  deviceInstanceId: string,
  validFrom: Instant,
  validTo: Instant | null = null,
  changes: Partial<Custody> = {},
): Custody => ({
  id,
  accountId,
  principalId: opsId,
  serialNumber: serialA,
  deviceInstanceId,
  personId,
  validFrom,
  validTo,
  recordedAt: validFrom,
  recordedBy: 'local:sam',
  reason: 'handed over',
  ...changes,
});

const shared: LoginContext = {
  principal: { id: opsId, userName: 'ops', shared: true, suspected: false },
  instances: [instance('A', serialA, t(1)), instance('B', serialB, t(2))],
  custodies: [],
  people: new Map([person('p1', 'Priya Nair'), person('p2', 'Tom Weber')]),
  ownersBySerial: new Map([[totp('other'), [{ principalId: `${accountId}:AIDAOTHER`, userName: 'other' }]]]),
  lifecycleCoverage: covered(t(0), now - 20 * minute),
  deviceListReadAt: now,
  asOf: now,
};
const own: Partial<LoginContext> = { principal: { id: opsId, userName: 'ops', shared: false, suspected: false } };
const onlyA: Partial<LoginContext> = { instances: [instance('A', serialA, t(1))] };

const login = (changes: Partial<ConsoleLogin> = {}): ConsoleLogin => ({
  accountId,
  eventId: 'e1',
  time: t(10),
  region: 'us-east-1',
  identity: 'iam-user',
  principalId: opsId,
  uniqueId: 'AIDAOPS',
  userName: 'ops',
  arn: null,
  outcome: 'success',
  errorMessage: null,
  mfaUsed: true,
  mfaIdentifier: serialA,
  sourceIp: '192.0.2.1',
  userAgent: '',
  provider: null,
  evidenceSha256: 'e',
  evidenceIndex: 0,
  ...changes,
});
const unnamed = { mfaIdentifier: null };

type Case = readonly [
  name: string,
  login: Partial<ConsoleLogin>,
  context: Partial<LoginContext>,
  expected: object,
  says: RegExp,
];

const cases: readonly Case[] = [
  [
    'identifier, custody: the person',
    {},
    { custodies: [custody('c1', 'p1', 'A', t(1))] },
    {
      state: 'person',
      basis: 'custody',
      personId: 'p1',
      custodyId: 'c1',
      device: { serialNumber: serialA, instanceId: 'A' },
      flags: [],
    },
    /Priya Nair has held it since/,
  ],
  [
    'identifier, nobody recorded',
    {},
    {},
    { state: 'device', basis: null, personId: null, device: { instanceId: 'A' } },
    /nobody is recorded as holding it/,
  ],
  [
    "a user's own device",
    {},
    own,
    { state: 'person', basis: 'account-holder', personId: null, personName: 'ops' },
    /not a shared account/,
  ],
  [
    'suspected to be shared: no account holder',
    {},
    { principal: { id: opsId, userName: 'ops', shared: false, suspected: true } },
    { state: 'device' },
    /nobody/,
  ],
  [
    'root is never its own holder',
    { identity: 'root' },
    { principal: { id: `${accountId}:root`, userName: '<root_account>', shared: false, suspected: false } },
    { state: 'device' },
    /nobody/,
  ],
  [
    'L2 a device removed since, with its custodian then',
    {},
    { instances: [instance('A', serialA, t(1), exactly(t(20)))], custodies: [custody('c1', 'p1', 'A', t(1))] },
    { state: 'person', personId: 'p1', device: { removedAt: t(20) } },
    /It was removed on 13 Sep 2026/,
  ],
  [
    'L3 MFA, no identifier, one device then, events read',
    unnamed,
    onlyA,
    { state: 'probable-device', device: { instanceId: 'A' }, basis: null, personId: null },
    /Probably this one.*Events of the last 20 minutes before that list may still arrive/,
  ],
  [
    'L3 never a person, not even by custody',
    unnamed,
    { ...onlyA, ...own, custodies: [custody('c1', 'p1', 'A', t(1))] },
    { state: 'probable-device', personId: null },
    /Probably/,
  ],
  [
    'L3 two devices then',
    unnamed,
    {},
    { state: 'device-not-recorded', device: null },
    /2 devices of this user may have been enabled/,
  ],
  [
    'L3 one of two was enabled later',
    { ...unnamed, time: t(1) + hour },
    {},
    { state: 'probable-device', device: { instanceId: 'A' } },
    /Probably/,
  ],
  [
    'L3 an SMS left over is no second device',
    unnamed,
    {
      instances: [
        instance('A', serialA, t(1)),
        instance('S', `arn:aws:iam::${accountId}:sms-mfa/ops`, t(1), null, { type: 'sms' }),
      ],
    },
    { state: 'probable-device' },
    /Probably/,
  ],
  [
    'L3 events not read',
    unnamed,
    { ...onlyA, lifecycleCoverage: [] },
    { state: 'device-not-recorded' },
    /device changes from .* were not read/,
  ],
  [
    'L3 a gap in the events',
    unnamed,
    { ...onlyA, lifecycleCoverage: [...covered(t(0), t(30)), ...covered(t(33), now)] },
    { state: 'device-not-recorded' },
    /from 23 Sep 2026, 14:00 UTC to 26 Sep 2026, 14:00 UTC were not read/,
  ],
  [
    'L3 only the removals were read',
    unnamed,
    { ...onlyA, lifecycleCoverage: covered(t(0), now).filter((span) => span.eventName !== 'EnableMFADevice') },
    { state: 'device-not-recorded' },
    /were not read/,
  ],
  [
    'L3 the events cover all of it',
    unnamed,
    { ...onlyA, lifecycleCoverage: covered(t(0), now) },
    { state: 'probable-device' },
    /and the changes since\.$/,
  ],
  [
    'L3 the list was not read',
    unnamed,
    { ...onlyA, deviceListReadAt: null },
    { state: 'device-not-recorded' },
    /list of devices of this user was not read/,
  ],
  [
    'L3 root: not all devices are visible',
    { ...unnamed, identity: 'root' },
    { ...onlyA, deviceListReadAt: null },
    { state: 'device-not-recorded' },
    /not all of root's devices are visible/,
  ],
  [
    'L4 SAML with MFAUsed No',
    { identity: 'saml', principalId: null, mfaUsed: false, mfaIdentifier: null },
    { principal: null, instances: [] },
    { state: 'not-visible-to-aws' },
    /MFA, if any, happened outside AWS's sign-in/,
  ],
  [
    'L4 Identity Center',
    { identity: 'identity-center', principalId: null, mfaUsed: false, mfaIdentifier: null },
    { principal: null, instances: [] },
    { state: 'not-visible-to-aws' },
    /outside AWS's sign-in/,
  ],
  [
    'L6 a failure with MFAUsed Yes',
    { ...unnamed, outcome: 'failure', errorMessage: 'Failed authentication' },
    own,
    { state: 'not-a-login', device: null },
    /Failed authentication/,
  ],
  [
    'L6 a failed federated sign-in is a failure first',
    { identity: 'saml', outcome: 'failure', mfaIdentifier: null },
    { principal: null },
    { state: 'not-a-login' },
    /failed attempt/,
  ],
  [
    'L7 an unknown user name',
    {
      identity: 'unknown-user',
      outcome: 'failure',
      principalId: null,
      mfaIdentifier: null,
      errorMessage: 'No username found in supplied account',
    },
    { principal: null, instances: [] },
    { state: 'not-a-login' },
    /a user name that AWS does not show/,
  ],
  [
    'L9 the first instance of a serial used twice',
    { time: t(5) },
    {
      instances: [instance('A1', serialA, t(1), exactly(t(8))), instance('A2', serialA, t(20))],
      custodies: [custody('c1', 'p1', 'A1', t(1)), custody('c2', 'p2', 'A2', t(20))],
    },
    { state: 'person', personId: 'p1', device: { instanceId: 'A1', removedAt: t(8) } },
    /Priya Nair/,
  ],
  [
    'L9 the second',
    { time: t(25) },
    {
      instances: [instance('A1', serialA, t(1), exactly(t(8))), instance('A2', serialA, t(20))],
      custodies: [custody('c1', 'p1', 'A1', t(1)), custody('c2', 'p2', 'A2', t(20))],
    },
    { state: 'person', personId: 'p2', device: { instanceId: 'A2' } },
    /Tom Weber/,
  ],
  [
    'L9 a time at which neither was enabled',
    { time: t(15) },
    {
      instances: [instance('A1', serialA, t(1), exactly(t(8))), instance('A2', serialA, t(20))],
      custodies: [custody('c1', 'p1', 'A1', t(1))],
    },
    { state: 'device', device: { instanceId: null }, personId: null },
    /Instance not established/,
  ],
  [
    'before the enabling that the list shows',
    { time: t(0) },
    { ...own, ...onlyA },
    { state: 'device', device: { instanceId: null }, personName: null },
    /none is known to have been enabled then.*Instance not established/,
  ],
  [
    'L11 MFAUsed not recorded',
    { ...unnamed, mfaUsed: null },
    onlyA,
    { state: 'mfa-not-recorded', device: null },
    /did not record whether MFA was used/,
  ],
  [
    'MFAUsed No',
    { ...unnamed, mfaUsed: false },
    own,
    { state: 'no-mfa', basis: null, personId: null, personName: null },
    /MFAUsed: No/,
  ],
  [
    'an identifier with MFAUsed No: its device, flagged',
    { mfaUsed: false },
    own,
    { state: 'person', basis: 'account-holder', flags: ['CloudTrail names a device, and yet says MFAUsed: No.'] },
    /names this device/,
  ],
  [
    'an identifier without MFAUsed: its device, flagged',
    { mfaUsed: null },
    {},
    { state: 'device', flags: ['CloudTrail names a device, but did not record MFAUsed.'] },
    /names this device/,
  ],
  [
    'L13 custody changed: who held it then',
    { time: t(10) },
    { custodies: [custody('c1', 'p1', 'A', t(1), t(80)), custody('c2', 'p2', 'A', t(80))] },
    { state: 'person', personId: 'p1' },
    /Priya Nair held it from/,
  ],
  [
    'L13 in the moment of the handover: the new holder',
    { time: t(80) },
    { custodies: [custody('c1', 'p1', 'A', t(1), t(80)), custody('c2', 'p2', 'A', t(80))] },
    { personId: 'p2' },
    /Tom Weber/,
  ],
  [
    'custody that had ended',
    { time: t(10) },
    { custodies: [custody('c1', 'p1', 'A', t(1), t(5))] },
    { state: 'device', personId: null },
    /nobody/,
  ],
  [
    'custody recorded over another: the later entry counts',
    {},
    { custodies: [custody('c2', 'p2', 'A', t(2)), custody('c1', 'p1', 'A', t(1))] },
    {
      state: 'person',
      personId: 'p2',
      flags: ['Recorded earlier as held by Priya Nair then; the later entry counts.'],
    },
    /Tom Weber/,
  ],
  [
    'custody of two people from the same moment, recorded together: no person',
    {},
    { custodies: [custody('c1', 'p1', 'A', t(1)), custody('c2', 'p2', 'A', t(1))] },
    { state: 'device', personId: null, flags: ['Custody of two people contradicts itself.'] },
    /from the same moment/,
  ],
  [
    'custody counts before the account holder',
    {},
    { ...own, custodies: [custody('c1', 'p1', 'A', t(1))] },
    { basis: 'custody', personId: 'p1' },
    /Priya/,
  ],
  [
    'custody of a person who had left',
    {},
    { custodies: [custody('c1', 'p3', 'A', t(1))], people: new Map([person('p3', 'Lee Roth', t(9))]) },
    { state: 'person', flags: ['Lee Roth had left by then.'] },
    /Lee Roth/,
  ],
  [
    "L15 another principal's device",
    { mfaIdentifier: totp('other') },
    own,
    { state: 'unknown-device', device: { serialNumber: totp('other'), instanceId: null }, flags: ['Device of other.'] },
    /a device of another principal: other/,
  ],
  [
    "L15 a device that was this user's, and another principal's by the time of the login",
    { mfaIdentifier: totp('other'), time: t(20) },
    { ...own, instances: [instance('A', totp('other'), t(1), exactly(t(10)))] },
    { state: 'unknown-device', device: { serialNumber: totp('other'), instanceId: null }, flags: ['Device of other.'] },
    /a device of another principal: other/,
  ],
  [
    "L15 without an id of who signed in, a known device is nobody else's",
    { principalId: null, mfaIdentifier: totp('other') },
    { principal: null, instances: [] },
    { state: 'unknown-device', flags: [] },
    /does not say by id who signed in/,
  ],
  [
    "L15 root's security key, which nothing inside the account shows",
    { identity: 'root', mfaIdentifier: `arn:aws:iam::${accountId}:u2f/root/key-AAAABBBBCCCCDDDD` },
    { instances: [] },
    { state: 'unknown-device', device: { type: 'passkey-or-security-key' } },
    /not visible from inside the account/,
  ],
  [
    'L15 a device that nothing shows, of a user whose list was not read',
    { mfaIdentifier: totp('ghost') },
    { ...own, instances: [], deviceListReadAt: null },
    { state: 'unknown-device' },
    /Its list of devices was not read/,
  ],
  [
    'a device missing from a later list: removed some time before it',
    {},
    { instances: [instance('A', serialA, t(1), { earliest: t(15), latest: t(20) })] },
    { state: 'device', device: { removedAt: t(20) } },
    /removed since, by 13 Sep 2026 at the latest/,
  ],
  [
    'L15 a device that nothing shows',
    { mfaIdentifier: totp('ghost') },
    own,
    { state: 'unknown-device', device: { serialNumber: totp('ghost') }, flags: [] },
    /no device list and no lifecycle event/,
  ],
  [
    'L17 GetFederationToken',
    { ...unnamed, identity: 'federation-token', mfaUsed: false },
    own,
    { state: 'no-mfa' },
    /access keys through GetFederationToken/,
  ],
  [
    'L18 a custom broker',
    { identity: 'custom-broker', principalId: null, mfaUsed: false, mfaIdentifier: null },
    { principal: null, instances: [] },
    { state: 'not-visible-to-aws' },
    /custom broker/,
  ],
  [
    'L19 in the second of an uncertain boundary',
    { time: t(10) + 400 },
    {
      ...own,
      instances: [instance('A1', serialA, t(1), exactly(t(10))), instance('A2', serialA, t(10))],
      custodies: [custody('c1', 'p1', 'A1', t(1))],
    },
    { state: 'device', basis: null, personId: null, device: { serialNumber: serialA, instanceId: null } },
    /one ended and another began.*Instance not established/,
  ],
  [
    'L19 a second later it is certain',
    { time: t(10) + second },
    { instances: [instance('A1', serialA, t(1), exactly(t(10))), instance('A2', serialA, t(10))] },
    { device: { instanceId: 'A2' } },
    /nobody/,
  ],
  [
    'L20 custody recorded later',
    { time: t(10) },
    { custodies: [custody('c1', 'p1', 'A', t(1), null, { recordedAt: t(88) })] },
    { state: 'person', personId: 'p1', flags: ['recorded 78 days later'] },
    /recorded 78 days later/,
  ],
  [
    'custody recorded after the instant asked about',
    {},
    { asOf: t(50), custodies: [custody('c1', 'p1', 'A', t(1), null, { recordedAt: t(60) })] },
    { state: 'device', personId: null },
    /nobody/,
  ],
  [
    'custody of an instance that is known under another id by now',
    {},
    { custodies: [custody('c1', 'p1', 'before', t(3))] },
    { state: 'person', personId: 'p1' },
    /Priya/,
  ],
  [
    'hardware TOTP named by its serial',
    { mfaIdentifier: 'GAHT12345678' },
    { ...own, instances: [instance('H', 'GAHT12345678', t(1))] },
    { state: 'person', device: { serialNumber: 'GAHT12345678' } },
    /names this device/,
  ],
  [
    'hardware TOTP named by an ARN',
    { mfaIdentifier: `arn:aws:iam::${accountId}:mfa/GAHT12345678` },
    { ...own, instances: [instance('H', 'GAHT12345678', t(1))] },
    { state: 'person', device: { serialNumber: 'GAHT12345678', instanceId: 'H' } },
    /names this device/,
  ],
  [
    'in the second of its own enabling',
    { time: t(1) },
    { ...own, ...onlyA },
    { state: 'person', device: { instanceId: 'A' } },
    /names this device/,
  ],
];

describe('console logins', () => {
  for (const [name, changes, context, expected, says] of cases) {
    it(name, () => {
      const [answer] = attributeLogins([login(changes)], { ...shared, ...context });
      expect(answer).toMatchObject({ accountId, eventId: 'e1', ...expected });
      expect(answer?.reason).toMatch(says);
    });
  }

  it('200,000 logins of 500 principals take no more than a few seconds of one processor', () => {
    const custodies = [custody('c1', 'p1', 'A', t(1), t(40)), custody('c2', 'p2', 'A', t(40))];
    const coverage = Array.from({ length: 90 }, (_, i) => covered(t(i), t(i + 1))).flat();
    const logins = Array.from({ length: 400 }, (_, i) =>
      login({ eventId: `e${i}`, time: t(3) + i * hour, mfaIdentifier: i % 4 === 0 ? null : serialA }),
    );
    const began = process.cpuUsage();
    let people = 0;
    for (let principal = 0; principal < 500; principal++) {
      const answers = attributeLogins(logins, { ...shared, ...onlyA, custodies, lifecycleCoverage: coverage });
      people += answers.filter((answer) => answer.state === 'person').length;
    }
    expect(people).toBe(500 * 300);
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(10_000);
  });
});
