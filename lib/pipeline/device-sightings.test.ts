import { describe, expect, it } from 'vitest';
import type { AccountSnapshot, SourceReading } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { sightDevices } from './device-sightings.ts';

const accountId = '100000000001';
const phone = { serialNumber: `arn:aws:iam::${accountId}:mfa/phone`, enabledAt: 10 };
const key = { serialNumber: `arn:aws:iam::${accountId}:u2f/user/ana/key-ABCD`, enabledAt: 20 };
const ana = `${accountId}:AIDAANA`;

const read = <F>(facts: F, outcome: SourceReading<F>['outcome'] = 'collected'): SourceReading<F> => ({
  outcome,
  facts,
  from: null,
  to: null,
  action: null,
  error: null,
  failures: [],
  evidence: [],
});
const anaHas = (
  devices: (typeof phone)[] | 'gone',
  readAt: Instant,
): Pick<AccountSnapshot, 'accountId' | 'sources'> => ({
  accountId,
  sources: { 'mfa-devices': read({ users: [{ uniqueId: 'AIDAANA', userName: 'ana', readAt, devices }] }) },
});
const virtual = (
  devices: { serialNumber: string; enabledAt: Instant; arn: string; uniqueId: string }[],
  readAt: Instant,
  outcome: 'collected' | 'partial' = 'collected',
): Pick<AccountSnapshot, 'accountId' | 'sources'> => ({
  accountId,
  sources: {
    'virtual-devices': read(
      {
        readAt,
        devices: devices.map(({ serialNumber, enabledAt, arn, uniqueId }) => ({
          serialNumber,
          enabledAt,
          assignedTo: { arn, uniqueId, userName: null },
        })),
      },
      outcome,
    ),
  },
});
const rootPhone = { ...phone, arn: `arn:aws:iam::${accountId}:root`, uniqueId: accountId };

const short = (sightings: ReturnType<typeof sightDevices>) =>
  sightings.map((s) => [s.principalId, s.serialNumber.slice(-8), s.firstSeenAt, s.lastSeenAt, s.absentAt]);

const cases: [says: string, readings: Pick<AccountSnapshot, 'accountId' | 'sources'>[], expected: unknown[]][] = [
  ['a device seen twice', [anaHas([phone], 100), anaHas([phone], 200)], [[ana, 'fa/phone', 100, 200, null]]],
  [
    'a device missing from a later list',
    [anaHas([phone, key], 100), anaHas([key], 200), anaHas([key], 300)],
    [
      [ana, 'fa/phone', 100, 100, 200],
      [ana, 'key-ABCD', 100, 300, null],
    ],
  ],
  [
    'a user that is gone has no devices any more',
    [anaHas([phone], 100), anaHas('gone', 200)],
    [[ana, 'fa/phone', 100, 100, 200]],
  ],
  ['an older list changes nothing', [anaHas([phone], 200), anaHas([], 100)], [[ana, 'fa/phone', 200, 200, null]]],
  [
    'the same serial number enabled again is another sighting',
    [anaHas([phone], 100), anaHas([{ ...phone, enabledAt: 150 }], 200)],
    [
      [ana, 'fa/phone', 100, 100, 200],
      [ana, 'fa/phone', 200, 200, null],
    ],
  ],
  [
    "root's virtual device, and a list that broke off",
    [virtual([rootPhone], 100), virtual([], 200, 'partial')],
    [[`${accountId}:root`, 'fa/phone', 100, 100, null]],
  ],
  [
    "root's virtual device removed",
    [virtual([rootPhone], 100), virtual([], 200)],
    [[`${accountId}:root`, 'fa/phone', 100, 100, 200]],
  ],
];

describe('device sightings', () => {
  it.each(cases)('%s', (_, readings, expected) => {
    let sightings: ReturnType<typeof sightDevices> = [];
    for (const reading of readings) sightings = sightDevices(sightings, reading);
    expect(short(sightings)).toEqual(expected);
  });

  it('an overlay about one principal leaves the others alone', () => {
    const before = sightDevices([], virtual([rootPhone], 100));
    expect(sightDevices(before, virtual([], 200), ana)).toEqual(before);
  });
});
