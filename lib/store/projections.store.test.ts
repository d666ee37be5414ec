import { expect, it } from 'vitest';
import { day } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import { listJudgedResults, replaceCheckResults } from './check-results.ts';
import { clearProjections, projections } from './clear-projections.ts';
import { putDailyCounts, recountDailyLogins } from './daily-counts.ts';
import { listDeviceInstances, replaceDeviceInstances } from './device-instances.ts';
import { lastDeviceLists, listDeviceSightings, putDeviceSightings } from './device-sightings.ts';
import { listAttributions, putLoginAttributions } from './login-attributions.ts';
import { listMfaDevices, replaceMfaDevices } from './mfa-devices.ts';
import type { Store } from './open-store.ts';
import { getPrincipalSummary, listPrincipalSummaries, replacePrincipals } from './principals.ts';
import { refreshDerived } from './refresh-derived.ts';
import { listStatusIntervals, recordStatuses } from './status-intervals.ts';
import { accountId, alice, attributed, principal, serial } from './test-rows.ts';
import { describeOnEngines } from './test-store.ts';

const rowOf = (store: Store, id: string) =>
  store.read.db.selectFrom('principals').selectAll().where('id', '=', id).executeTakeFirst();

describeOnEngines('principals', ({ open }) => {
  it('are replaced account by account, and what is derived of them stays', async () => {
    const store = await open();
    const { read, write } = store;
    const bob = principal(`${accountId}:AIDABOB`, { userName: 'bob', status: 'COMPLIANT' });
    const elsewhere = principal('100000000002:AIDAX', { accountId: '100000000002' });
    await replacePrincipals(write, '100000000002', [elsewhere]);
    await replacePrincipals(write, accountId, [principal(alice), bob]);
    await recordStatuses(
      write,
      accountId,
      [{ principalId: alice, checkId: 'mfa-enabled-for-iam-console-access', status: 'NON_COMPLIANT' }],
      { at: 40, complete: true },
    );
    await putLoginAttributions(write, [
      attributed('a', 10),
      attributed('b', 20, {}, { mfaUsed: false, outcome: 'failure' }),
    ]);
    await refreshDerived(write, [alice]);
    await replacePrincipals(write, accountId, [principal(alice, { reason: 'still none' })]);
    expect(await rowOf(store, alice)).toMatchObject({
      reason: 'still none',
      search: `alice\nalicia\n${accountId}\naidaalice`,
      status_rank: 0,
      failing_since: 40,
      last_login_at: 10,
      last_login_serial: serial,
      last_login_mfa: 1,
    });
    expect((await listPrincipalSummaries(read, accountId)).map((p) => p.id)).toEqual([alice]);
    expect(await getPrincipalSummary(read, '100000000002:AIDAX')).toMatchObject({
      previousNames: ['Alicia'],
      tags: { team: 'a' },
    });
  });

  it('are as many as an account may hold', async () => {
    const { read, write } = await open();
    const many = Array.from({ length: 5_000 }, (_, i) => principal(`${accountId}:AIDA${i}`, { userName: `user-${i}` }));
    await replacePrincipals(write, accountId, many);
    await replacePrincipals(write, accountId, many.slice(2_500));
    expect(await listPrincipalSummaries(read, accountId)).toHaveLength(2_500);
  });
});

describeOnEngines('devices', ({ open }) => {
  const device = {
    accountId,
    principalId: alice,
    serialNumber: serial,
    type: 'virtual-authenticator' as const,
    enabledAt: 1,
    levels: null,
    levelsCapturedAt: null,
  };
  const instance = (id: string, from: number, until: DeviceInstance['until']): DeviceInstance => ({
    id,
    accountId,
    principalId: alice,
    serialNumber: serial,
    type: 'virtual-authenticator',
    from: { earliest: null, latest: from },
    until,
    removedBy: null,
    sources: ['mfa-devices'],
  });

  it('that are listed now are joined to their present instance and its last use', async () => {
    const { read, write } = await open();
    await replaceMfaDevices(write, { accountId }, [device, { ...device, serialNumber: 'orphan', principalId: null }]);
    const instances = [instance('i2', 50, null), instance('i1', 5, { earliest: 10, latest: null })];
    await replaceDeviceInstances(write, [alice], instances);
    const of2 = {
      device: {
        serialNumber: serial,
        type: 'virtual-authenticator' as const,
        instanceId: 'i2',
        enabledAt: 50,
        removedAt: null,
      },
    };
    await putLoginAttributions(write, [
      attributed('a', 60, of2),
      attributed('b', 70, { ...of2, state: 'probable-device' }),
      attributed('c', 8),
    ]);
    await refreshDerived(write, [alice]);
    expect(await listDeviceInstances(read, { principalId: alice })).toEqual([instances[1], instances[0]]);
    expect(await listDeviceInstances(read, { accountId })).toHaveLength(2);
    expect(await listMfaDevices(read, accountId)).toMatchObject([
      { serialNumber: 'orphan', principalId: null, instanceId: null, lastUsedAt: null },
      { serialNumber: serial, principalId: alice, instanceId: 'i2', lastUsedAt: 60 },
    ]);
    await replaceMfaDevices(write, { principalId: alice }, []);
    await replaceDeviceInstances(write, [alice], []);
    expect(await listMfaDevices(read, accountId)).toMatchObject([{ serialNumber: 'orphan' }]);
    expect(await listDeviceInstances(read, { principalId: alice })).toEqual([]);
  });

  it('as lists showed them over time come back whole', async () => {
    const { read, write } = await open();
    const sighting = {
      accountId,
      principalId: alice,
      serialNumber: serial,
      enabledAt: null,
      source: 'mfa-devices' as const,
      firstSeenAt: 1,
      lastSeenAt: 2,
      absentAt: null,
    };
    await putDeviceSightings(write, [sighting, { ...sighting, enabledAt: 7 }]);
    await putDeviceSightings(write, [{ ...sighting, lastSeenAt: 9, absentAt: 12 }]);
    expect(await listDeviceSightings(read, { principalId: alice })).toEqual([
      { ...sighting, lastSeenAt: 9, absentAt: 12 },
      { ...sighting, enabledAt: 7 },
    ]);
    expect(await listDeviceSightings(read, { accountId })).toHaveLength(2);
  });

  it('say when a user was last listed, by the lists of that user alone (L3)', async () => {
    const { read, write } = await open();
    const seen = { accountId, serialNumber: serial, enabledAt: 1, firstSeenAt: 1, absentAt: null };
    const virtual = 'virtual-devices' as const;
    await putDeviceSightings(write, [
      { ...seen, principalId: alice, source: 'mfa-devices', lastSeenAt: 5 },
      { ...seen, principalId: alice, source: 'mfa-devices', lastSeenAt: 7, enabledAt: 2 },
      { ...seen, principalId: alice, source: virtual, lastSeenAt: 9 },
      { ...seen, principalId: `${accountId}:AIDABO`, source: virtual, lastSeenAt: 9 },
    ]);
    expect([...(await lastDeviceLists(read, [alice, `${accountId}:AIDABO`]))]).toEqual([[alice, 7]]);
  });
});

describeOnEngines('answers', ({ open }) => {
  const result = (principalId: string) => ({
    checkId: 'mfa-enabled-for-iam-console-access' as const,
    principalId,
    status: 'INSUFFICIENT_DATA' as const,
    reason: 'ListMFADevices was denied.',
    evidence: [{ label: 'ListMFADevices', source: 'mfa-devices', sha256: null, at: 3 }],
    missing: ['iam:ListMFADevices'],
    lastKnown: { status: 'COMPLIANT' as const, at: 2 },
  });

  it('come back as they were judged; those of one principal are replaced alone', async () => {
    const { read, write } = await open();
    const bob = `${accountId}:AIDABOB`;
    await replaceCheckResults(write, { accountId }, [result(alice), result(bob)], 10);
    await replaceCheckResults(
      write,
      { principalId: bob },
      [{ ...result(bob), status: 'COMPLIANT', lastKnown: null }],
      20,
    );
    expect(await listJudgedResults(read, { accountId })).toEqual([
      { ...result(alice), judgedAt: 10 },
      { ...result(bob), status: 'COMPLIANT', lastKnown: null, judgedAt: 20 },
    ]);
  });

  const check = 'mfa-enabled-for-iam-console-access' as const;
  const answers = [
    {
      says: 'an unchanged answer lengthens its interval',
      steps: [
        ['COMPLIANT', 10],
        ['COMPLIANT', 20],
      ],
      intervals: [['COMPLIANT', 10, null]],
    },
    {
      says: 'another answer ends it and begins a new one',
      steps: [
        ['COMPLIANT', 10],
        ['NON_COMPLIANT', 20],
        ['COMPLIANT', 30],
      ],
      intervals: [
        ['COMPLIANT', 10, 20],
        ['NON_COMPLIANT', 20, 30],
        ['COMPLIANT', 30, null],
      ],
    },
    {
      says: 'another answer at the same instant takes its place',
      steps: [
        ['COMPLIANT', 10],
        ['NON_COMPLIANT', 10],
      ],
      intervals: [['NON_COMPLIANT', 10, null]],
    },
    {
      says: 'what is older than the present interval changes nothing',
      steps: [
        ['COMPLIANT', 10],
        ['NON_COMPLIANT', 5],
      ],
      intervals: [['COMPLIANT', 10, null]],
    },
    {
      says: 'who is gone has an end, and may come back',
      steps: [
        ['COMPLIANT', 10],
        [null, 20],
        ['COMPLIANT', 30],
      ],
      intervals: [
        ['COMPLIANT', 10, 20],
        ['COMPLIANT', 30, null],
      ],
    },
  ] as const;
  it.each(answers)('over time: $says', async ({ steps, intervals }) => {
    const { read, write } = await open();
    for (const [status, at] of steps) {
      const results = status === null ? [] : [{ principalId: alice, checkId: check, status }];
      await recordStatuses(write, accountId, results, { at, complete: true });
    }
    const listed = await listStatusIntervals(read, alice);
    expect(listed.map((i) => [i.status, i.from, i.to])).toEqual(intervals);
  });

  it('of one principal alone end nobody else’s', async () => {
    const { read, write } = await open();
    await recordStatuses(write, accountId, [{ principalId: alice, checkId: check, status: 'COMPLIANT' }], {
      at: 10,
      complete: true,
    });
    await recordStatuses(
      write,
      accountId,
      [{ principalId: `${accountId}:root`, checkId: 'root-account-mfa-enabled', status: 'COMPLIANT' }],
      { at: 20, complete: false },
    );
    expect(await listStatusIntervals(read, alice)).toMatchObject([{ to: null }]);
  });
});

describeOnEngines('attributions', ({ open }) => {
  it('come back as they were made; a second one of a login replaces the first', async () => {
    const { read, write } = await open();
    const [a, b] = [
      attributed('a', 10),
      attributed('b', 20, { state: 'person', basis: 'account-holder', personName: 'Alice' }),
    ];
    await putLoginAttributions(write, [a, b]);
    await putLoginAttributions(write, [{ ...a, attribution: { ...a.attribution, state: 'no-mfa', device: null } }]);
    expect(await listAttributions(read, alice)).toEqual([
      { ...a.attribution, state: 'no-mfa', device: null },
      b.attribution,
    ]);
  });

  it('are counted by day as they stand', async () => {
    const { read, write } = await open();
    const at = (days: number, ms = 0) => Date.UTC(2026, 10, 20) + days * day + ms;
    await putLoginAttributions(write, [
      attributed('a', at(0), { state: 'no-mfa' }),
      attributed('b', at(0, day - 1), { state: 'person', basis: 'custody' }, {}, true),
      attributed('c', at(0, 5), { state: 'person', basis: 'account-holder' }, {}, true),
      attributed('d', at(0, 6), { state: 'not-visible-to-aws' }, {}, true),
      attributed('e', at(0, 7), { state: 'not-a-login' }, { outcome: 'failure' }, true),
      attributed('f', at(1), {}),
    ]);
    await putDailyCounts(write, { accountId, day: '2026-11-20' }, { 'users-with-console': 3, logins: 99 });
    await recountDailyLogins(write, accountId, [at(0), at(0, 7), at(2)]);
    const rows = await read.db
      .selectFrom('daily_counts')
      .selectAll()
      .where('n', '>', 0)
      .orderBy('day')
      .orderBy('name')
      .execute();
    expect(rows.map((row) => [row.day, row.name, row.n])).toEqual([
      ['2026-11-20', 'logins', 4],
      ['2026-11-20', 'logins-failed', 1],
      ['2026-11-20', 'logins-federated', 1],
      ['2026-11-20', 'logins-shared', 2],
      ['2026-11-20', 'logins-shared-unattributed', 1],
      ['2026-11-20', 'logins-without-mfa', 1],
      ['2026-11-20', 'users-with-console', 3],
    ]);
  });
});

describeOnEngines('clearing the projections', ({ open }) => {
  it('empties them all', async () => {
    const { read, write } = await open();
    await replacePrincipals(write, accountId, [principal(alice)]);
    await putLoginAttributions(write, [attributed('a', 10)]);
    await clearProjections(write);
    for (const table of projections) expect(await read.db.selectFrom(table).selectAll().execute(), table).toEqual([]);
  });
});
