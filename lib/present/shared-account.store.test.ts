import { expect, it } from 'vitest';
import { day, hour, toIso } from '#lib/domain/instant';
import { addCustody, endCustody } from '#lib/store/custodies';
import type { Store } from '#lib/store/open-store';
import { addPerson } from '#lib/store/people';
import { addSharedAccountDecision } from '#lib/store/shared-account-decisions';
import { describeOnEngines } from '#lib/store/test-store';
import { getCustodies } from './custodies.ts';
import { getPeople } from './people.ts';
import { getPrincipal } from './principal.ts';
import { getSharedAccount } from './shared-account.ts';
import { getSharedAccounts } from './shared-accounts.ts';
import {
  everything,
  now,
  only,
  prod,
  putAccounts,
  putLogins,
  putPrincipals,
  type SampleLogin,
  staging,
} from './test-sample.ts';

const actor = { id: 'local:tester' };
const ops = `${prod}:AIDA-ops`;
const login = (id: string, at: number, rest: Partial<SampleLogin>): SampleLogin => ({
  id,
  account: prod,
  name: 'ops',
  at,
  state: 'device',
  shared: true,
  ...rest,
});

async function putInstance(
  { write }: Store,
  serial: string,
  from: number,
  until: number | null,
  id = `instance of ${serial}`,
) {
  await write.db
    .insertInto('device_instances')
    .values({
      id,
      account_id: prod,
      principal_id: ops,
      serial_number: serial,
      type: 'virtual-authenticator',
      from_earliest: from,
      from_latest: from,
      until_earliest: until,
      until_latest: until,
      ended: until === null ? 0 : 1,
      removed_by: until === null ? null : 'arn:aws:iam::100000000001:user/admin',
      sources: '[]',
    })
    .execute();
}

describeOnEngines('shared accounts', ({ open }) => {
  const sample = async () => {
    const store = await open();
    const { write } = store;
    await putAccounts(store);
    await putPrincipals(store, [
      {
        account: prod,
        name: 'ops',
        status: 'COMPLIANT',
        shared: 'declared',
        devices: ['key', 'phone'],
        lastLoginAt: now - hour,
      },
      { account: staging, name: '<root_account>', status: 'COMPLIANT', shared: 'root' },
      { account: staging, name: 'alone', status: 'COMPLIANT' },
    ]);
    await addSharedAccountDecision(
      write,
      { id: 'd1', principalId: ops, decision: 'declared', justification: '24/7 incident access' },
      actor,
      now - 50 * day,
    );
    for (const [id, name] of [
      ['p1', 'Aoi Sample'],
      ['p2', 'Ben Sample'],
    ] as const)
      await addPerson(write, { id, name, email: `${id}@example.org`, leftAt: null }, actor, now - 60 * day);
    await putInstance(store, 'key', now - 80 * day, null);
    await putInstance(store, 'phone', now - 40 * day, null);
    await putInstance(store, 'phone', now - 70 * day, now - 45 * day, 'phone before');
    await putInstance(store, 'ancient', now - 400 * day, now - 200 * day);
    const custody = { principalId: ops, validTo: null, reason: 'on call' };
    await addCustody(
      write,
      {
        ...custody,
        id: 'c2',
        serialNumber: 'key',
        deviceInstanceId: 'instance of key',
        personId: 'p2',
        validFrom: now - 10 * day,
      },
      actor,
      now - 20 * day,
    );
    await addCustody(
      write,
      {
        ...custody,
        id: 'c1',
        serialNumber: 'key',
        deviceInstanceId: 'instance of key',
        personId: 'p1',
        validFrom: now - 80 * day,
      },
      actor,
      now - 30 * day,
    );
    await endCustody(
      write,
      { id: 'x1', custodyId: 'c1', at: now - 10 * day, reason: 'handed over' },
      actor,
      now - 9 * day,
    );
    await putLogins(store, [
      login('e1', now - hour, { state: 'person', basis: 'custody', person: 'p2', serial: 'key' }),
      login('e2', now - 20 * day, { state: 'person', basis: 'custody', person: 'p1', serial: 'key' }),
      login('e3', now - 2 * day, { serial: 'phone' }),
      login('e4', now - 3 * day, { state: 'no-mfa' }),
      login('e5', now - 4 * day, { state: 'not-a-login' }),
      login('e6', now - 200 * day, { serial: 'key' }),
    ]);
    return store;
  };

  it('lists who is shared, why, and how many sign-ins name a person', async () => {
    const { read } = await sample();
    const { items, total } = await getSharedAccounts(read, everything, {}, now);
    expect(total).toBe(2);
    expect(items).toMatchObject([
      {
        principalId: ops,
        sharedBecause: 'declared',
        justification: '24/7 incident access',
        decidedBy: 'local:tester',
        logins: 4,
        attributed: 2,
        devices: 2,
      },
      { principalId: `${staging}:root`, sharedBecause: 'root', justification: null, logins: 0, attributed: 0 },
    ]);
    const narrow = await getSharedAccounts(read, only(staging), {}, now);
    expect(narrow.items.map((item) => item.principalId)).toEqual([`${staging}:root`]);
  });

  it('draws a lane per instance, a mark per sign-in, and gives people colours in the order of recording', async () => {
    const { read } = await sample();
    const view = await getSharedAccount(read, everything, { principalId: ops }, now);
    expect(view.lanes.map((lane) => [lane.instanceId, lane.logins, lane.reusedLater])).toEqual([
      ['instance of key', 2, false],
      ['phone before', 0, true],
      ['instance of phone', 1, false],
    ]);
    expect(view.lanes[0]?.custodies.map((one) => [one.person.name, one.personColour, one.validTo])).toEqual([
      ['Aoi Sample', 1, toIso(now - 10 * day)],
      ['Ben Sample', 2, null],
    ]);
    expect(view.marks.map((mark) => [mark.eventId, mark.laneId, mark.personColour])).toEqual([
      ['e1', 'instance of key', 2],
      ['e3', 'instance of phone', null],
      ['e4', null, null],
      ['e5', null, null],
      ['e2', 'instance of key', 1],
    ]);
    expect(view.counts).toMatchObject({ person: 2, device: 1, 'no-mfa': 1, 'not-a-login': 1, 'unknown-device': 0 });
    expect([view.logins, view.attributed]).toEqual([4, 2]);
    expect(view.people.map((one) => [one.name, one.colour])).toEqual([
      ['Aoi Sample', 1],
      ['Ben Sample', 2],
    ]);
    await expect(getSharedAccount(read, only(staging), { principalId: ops }, now)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('tells in the drawer who holds each device now, and which were removed', async () => {
    const { read } = await sample();
    const view = await getPrincipal(read, everything, { id: ops }, now);
    expect(view.deviceDetails.map((one) => [one.instanceId, one.custodian?.name ?? null, one.removedAt])).toEqual([
      ['instance of key', 'Ben Sample', null],
      ['instance of phone', null, null],
      ['phone before', null, toIso(now - 45 * day)],
      ['instance of ancient', null, toIso(now - 200 * day)],
    ]);
    expect(view.recentLogins).toHaveLength(6);
    expect(view.fixes).toEqual([]);
    await expect(getPrincipal(read, only(staging), { id: ops }, now)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('counts the devices a person holds now within the scope, and lists custodies of the scope only', async () => {
    const { read } = await sample();
    expect((await getPeople(read, everything, {}, now)).items.map((one) => [one.name, one.devices])).toEqual([
      ['Aoi Sample', 0],
      ['Ben Sample', 1],
    ]);
    expect((await getPeople(read, only(staging), {}, now)).items.map((one) => one.devices)).toEqual([0, 0]);
    expect((await getPeople(read, everything, { q: 'BEN' }, now)).total).toBe(1);
    expect((await getCustodies(read, everything, { personId: 'p2' }, now)).items).toMatchObject([
      { id: 'c2', personColour: 2 },
    ]);
    expect((await getCustodies(read, only(staging), { principalId: ops }, now)).total).toBe(0);
    const first = await getCustodies(read, everything, { limit: 1 }, now);
    const second = await getCustodies(read, everything, { limit: 1, cursor: first.nextCursor }, now);
    expect([...first.items, ...second.items].map((one) => one.id)).toEqual(['c1', 'c2']);
    expect(second.nextCursor).toBeNull();
  });
});
