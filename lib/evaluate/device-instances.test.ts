import { describe, expect, it } from 'vitest';
import type { DeviceSighting } from '#lib/domain/device-sighting';
import { day, hour, type Instant, minute, second } from '#lib/domain/instant';
import { type DeviceTraces, deviceInstances } from './device-instances.ts';
import { lifecycleByPrincipal } from './lifecycle-by-principal.ts';
import { accountId, created, event, now, totp } from './test-account.ts';

const principalId = `${accountId}:AIDAOPS`;
const serial = totp('ops');
const t = (days: number): Instant => now - 90 * day + days * day;

const seen = (
  enabledAt: Instant | null,
  from: Instant,
  to: Instant,
  changes: Partial<DeviceSighting> = {},
): DeviceSighting => ({
  accountId,
  principalId,
  serialNumber: serial,
  enabledAt,
  source: 'mfa-devices',
  firstSeenAt: from,
  lastSeenAt: to,
  absentAt: null,
  ...changes,
});
const enable = (at: Instant) => event('EnableMFADevice', at, { userName: 'ops', serialNumber: serial });
const deactivate = (at: Instant) => event('DeactivateMFADevice', at, { userName: 'ops', serialNumber: serial });
const deleted = (at: Instant) => event('DeleteVirtualMFADevice', at, { serialNumber: serial });
const login = (time: Instant, mfaIdentifier = serial) => ({ mfaIdentifier, time });
const exactly = (at: Instant) => ({ earliest: at, latest: at });
const instances = (traces: Partial<DeviceTraces>) =>
  deviceInstances({ accountId, principalId, sightings: [], lifecycle: [], logins: [], ...traces });

const cases: readonly (readonly [name: string, traces: Partial<DeviceTraces>, expected: readonly object[]])[] = [
  [
    'one device, listed twice',
    { sightings: [seen(t(1), t(80), t(90)), seen(t(1), t(80), t(90), { source: 'virtual-devices' })] },
    [{ from: exactly(t(1)), until: null, sources: ['mfa-devices', 'virtual-devices'] }],
  ],
  [
    'the list and the event of one enabling, a second apart',
    { sightings: [seen(t(1), t(80), t(90))], lifecycle: [enable(t(1) + second)] },
    [{ from: exactly(t(1)), until: null, sources: ['device-lifecycle', 'mfa-devices'] }],
  ],
  [
    'L2 enabled and removed, seen in events only',
    { lifecycle: [enable(t(1)), deactivate(t(5))] },
    [{ from: exactly(t(1)), until: exactly(t(5)), removedBy: `arn:aws:iam::${accountId}:user/admin` }],
  ],
  [
    'L2 removed: only the removal was seen',
    { lifecycle: [deactivate(t(5))] },
    [{ from: { earliest: null, latest: t(5) }, until: exactly(t(5)) }],
  ],
  [
    'L9 the same serial deleted and made again: two instances',
    {
      sightings: [seen(t(20), t(80), t(90))],
      lifecycle: [enable(t(1)), deactivate(t(10)), deleted(t(10) + second), enable(t(20))],
    },
    [
      { from: exactly(t(1)), until: exactly(t(10)) },
      { from: exactly(t(20)), until: null },
    ],
  ],
  [
    'L9 known from lists alone: the first ended somewhere between',
    { sightings: [seen(t(1), t(2), t(8)), seen(t(20), t(21), t(90))] },
    [
      { from: exactly(t(1)), until: { earliest: t(8), latest: t(20) } },
      { from: exactly(t(20)), until: null },
    ],
  ],
  [
    'missing from a later list: ended somewhere between',
    { sightings: [seen(t(1), t(2), t(8), { absentAt: t(9) })] },
    [{ from: exactly(t(1)), until: { earliest: t(8), latest: t(9) } }],
  ],
  [
    'missing from a later list, and the event read: ended exactly',
    { sightings: [seen(t(1), t(2), t(8), { absentAt: t(9) })], lifecycle: [deactivate(t(8) + hour)] },
    [{ until: exactly(t(8) + hour) }],
  ],
  [
    'L19 one ended and the next began in one second',
    { lifecycle: [enable(t(1)), deactivate(t(10)), enable(t(10))] },
    [
      { from: exactly(t(1)), until: exactly(t(10)) },
      { from: exactly(t(10)), until: null },
    ],
  ],
  [
    'L19 one that nothing dates ended, and the next, which the list shows, began in one second',
    { sightings: [seen(t(10), t(80), t(90))], lifecycle: [deactivate(t(10)), enable(t(10)), deleted(t(10))] },
    [
      { from: { earliest: null, latest: t(10) }, until: exactly(t(10)) },
      { from: exactly(t(10)), until: null },
    ],
  ],
  [
    'enabled twice within a minute: the list dates the second',
    {
      sightings: [seen(t(10) + 40 * second, t(80), t(90))],
      lifecycle: [enable(t(10)), deactivate(t(10) + 20 * second), enable(t(10) + 40 * second)],
    },
    [
      { from: exactly(t(10)), until: exactly(t(10) + 20 * second) },
      { from: exactly(t(10) + 40 * second), until: null },
    ],
  ],
  [
    'deleted without a removal that was read',
    { sightings: [seen(t(1), t(2), t(8))], lifecycle: [deleted(t(9))] },
    [{ until: { earliest: t(8), latest: t(9) } }],
  ],
  [
    'a refused removal ends nothing',
    { sightings: [seen(t(1), t(2), t(8))], lifecycle: [{ ...deactivate(t(5)), errorCode: 'AccessDenied' }] },
    [{ until: null }],
  ],
  ['L15 an identifier seen only in logins creates nothing', { logins: [login(t(3))] }, []],
  [
    'L15 it tightens the beginning of a known device',
    { lifecycle: [deactivate(t(9))], logins: [login(t(3)), login(t(7))] },
    [{ from: { earliest: null, latest: t(3) }, until: exactly(t(9)), sources: ['console-logins', 'device-lifecycle'] }],
  ],
  [
    'L15 it tightens the end of a known device',
    { sightings: [seen(t(1), t(2), t(8), { absentAt: t(20) })], logins: [login(t(11))] },
    [{ until: { earliest: t(11), latest: t(20) } }],
  ],
  [
    'a hardware token named by an ARN in logins',
    {
      sightings: [seen(null, t(10), t(20), { serialNumber: 'GAHT12345678' })],
      logins: [login(t(3), `arn:aws:iam::${accountId}:mfa/GAHT12345678`)],
    },
    [{ serialNumber: 'GAHT12345678', type: 'hardware-totp', from: { earliest: null, latest: t(3) }, until: null }],
  ],
];

const resync: DeviceTraces['lifecycle'][number] = event('ResyncMFADevice', t(4), {
  userName: 'ops',
  serialNumber: serial,
});

describe('device instances', () => {
  it('a resynchronized device had been enabled', () => {
    expect(instances({ lifecycle: [resync] })).toMatchObject([{ from: { earliest: null, latest: t(4) }, until: null }]);
    expect(instances({ lifecycle: [enable(t(1)), resync] })).toMatchObject([{ from: exactly(t(1)), until: null }]);
  });

  for (const [name, traces, expected] of cases) {
    it(name, () => {
      const found = instances(traces);
      expect(found).toHaveLength(expected.length);
      expect(found).toMatchObject(expected);
      expect(new Set(found.map((one) => one.id)).size).toBe(expected.length);
    });
  }

  it('ids stay the same as knowledge grows', () => {
    const listed = instances({ sightings: [seen(t(1), t(2), t(8))] });
    const later = instances({
      sightings: [seen(t(1), t(2), t(30), { absentAt: t(31) })],
      lifecycle: [enable(t(1)), deactivate(t(30) + hour), enable(t(40))],
      logins: [login(t(5))],
    });
    expect(later[0]?.id).toBe(listed[0]?.id);
    expect(instances({ lifecycle: [enable(t(1))] })[0]?.id).toBe(listed[0]?.id);
  });

  it('the same serial of two principals is two instances', () => {
    const other = deviceInstances({
      accountId,
      principalId: `${accountId}:AIDAB`,
      sightings: [seen(t(1), t(2), t(8))],
      lifecycle: [],
      logins: [],
    });
    expect(other[0]?.id).not.toBe(instances({ sightings: [seen(t(1), t(2), t(8))] })[0]?.id);
  });
});

describe('whose lifecycle event it is', () => {
  const at = (n: number) => created + n * hour;
  const change = (name: Parameters<typeof event>[0], n: number, changes: Parameters<typeof event>[2]) =>
    event(name, at(n), { serialNumber: serial, ...changes });
  const known = (id: string, userName: string, createdAt: Instant | null = created) => ({
    id: `${accountId}:${id}`,
    userName,
    createdAt,
  });
  const ownersOf = (
    events: Parameters<typeof lifecycleByPrincipal>[1],
    principals: Parameters<typeof lifecycleByPrincipal>[2],
  ) =>
    Object.fromEntries(
      [...lifecycleByPrincipal(accountId, events, principals)].map(([id, own]) => [
        id.slice(13),
        own.map((one) => (one.time - created) / hour),
      ]),
    );

  it('by present name, and root by its own', () => {
    const events = [
      change('EnableMFADevice', 1, { userName: 'Ops' }),
      change('EnableMFADevice', 2, { userName: 'AWS ROOT USER' }),
    ];
    expect(ownersOf(events, [known('AIDAOPS', 'ops')])).toEqual({ AIDAOPS: [1], root: [2] });
  });
  it('U19 under the name before a renaming', () => {
    const events = [
      change('EnableMFADevice', 1, { userName: 'old' }),
      change('UpdateUser', 2, { userName: 'old', newUserName: 'new', serialNumber: null }),
      change('EnableMFADevice', 3, { userName: 'new' }),
    ];
    expect(ownersOf(events, [known('AIDAA', 'new')])).toEqual({ AIDAA: [1, 2, 3] });
  });
  it('U15 deleted and re-created under the same name: each to its own', () => {
    const events = [
      change('EnableMFADevice', 1, { userName: 'ops' }),
      change('DeleteUser', 5, { userName: 'ops', serialNumber: null }),
      change('CreateUser', 6, { userName: 'ops', uniqueId: 'AIDANEW', serialNumber: null }),
      change('EnableMFADevice', 7, { userName: 'ops' }),
    ];
    expect(ownersOf(events, [known('AIDANEW', 'ops', at(6)), known('AIDAOLD', 'ops')])).toEqual({
      AIDAOLD: [1, 5],
      AIDANEW: [6, 7],
    });
  });
  it('U15 the earlier one not known by id: given to nobody, least of all the later', () => {
    const events = [
      change('EnableMFADevice', 1, { userName: 'ops' }),
      change('EnableMFADevice', 7, { userName: 'ops' }),
    ];
    expect(ownersOf(events, [known('AIDANEW', 'ops', at(6))])).toEqual({ AIDANEW: [7] });
  });
  it('a user who came and went within the events', () => {
    const events = [
      change('CreateUser', 1, { userName: 'tmp', uniqueId: 'AIDATMP', serialNumber: null }),
      change('EnableMFADevice', 2, { userName: 'tmp' }),
      change('DeactivateMFADevice', 3, { userName: 'tmp' }),
      change('DeleteUser', 4, { userName: 'tmp', serialNumber: null }),
    ];
    expect(ownersOf(events, [])).toEqual({ AIDATMP: [1, 2, 3, 4] });
  });
  it('U10 a user who is gone, known by the report and by logins: the id of the logins', () => {
    const events = [
      change('EnableMFADevice', 1, { userName: 'ann' }),
      change('DeleteUser', 5, { userName: 'ann', serialNumber: null }),
    ];
    const gone = known(`gone:ann@${created}`, 'ann');
    expect(ownersOf(events, [gone, known('AIDAANN', 'ann', null)])).toEqual({ AIDAANN: [1, 5] });
  });
  it('L9 a virtual device that passes from one user to another', () => {
    const events = [
      change('EnableMFADevice', 1, { userName: 'ann' }),
      change('DeactivateMFADevice', 2, { userName: 'ann' }),
      change('DeleteVirtualMFADevice', 3, {}),
      change('EnableMFADevice', 4, { userName: 'ben' }),
    ];
    const principals = [known('AIDAANN', 'ann'), known('AIDABEN', 'ben')];
    const byPrincipal = lifecycleByPrincipal(accountId, events, principals);
    const ofAnn = deviceInstances({
      accountId,
      principalId: `${accountId}:AIDAANN`,
      sightings: [],
      lifecycle: byPrincipal.get(`${accountId}:AIDAANN`) ?? [],
      logins: [],
    });
    const ofBen = deviceInstances({
      accountId,
      principalId: `${accountId}:AIDABEN`,
      sightings: [],
      lifecycle: byPrincipal.get(`${accountId}:AIDABEN`) ?? [],
      logins: [],
    });
    expect(ofAnn).toMatchObject([{ from: exactly(at(1)), until: exactly(at(2)) }]);
    expect(ofBen).toMatchObject([{ from: exactly(at(4)), until: null }]);
  });
  it('a year of events costs little', () => {
    const many = Array.from({ length: 20_000 }, (_, i) =>
      event('EnableMFADevice', created + i * minute, { userName: `u${i % 500}`, serialNumber: `s${i}` }),
    );
    const principals = Array.from({ length: 500 }, (_, i) => known(`AIDA${i}`, `u${i}`));
    expect(lifecycleByPrincipal(accountId, many, principals).size).toBe(500);
  });
});
