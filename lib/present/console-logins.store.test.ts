import { expect, it } from 'vitest';
import { day, hour, toIso } from '#lib/domain/instant';
import { packEvidence, putEvidence } from '#lib/store/evidence';
import { describeOnEngines } from '#lib/store/test-store';
import { getConsoleLogin } from './console-login.ts';
import { getConsoleLogins } from './console-logins.ts';
import {
  everything,
  legacy,
  now,
  only,
  prod,
  putAccounts,
  putLogins,
  readAll,
  type SampleLogin,
  staging,
} from './test-sample.ts';
import type { ConsoleLoginsQuery } from './views/queries.ts';

const logins: SampleLogin[] = [
  {
    id: 'e1',
    account: prod,
    name: 'ops',
    at: now - hour,
    state: 'person',
    shared: true,
    basis: 'custody',
    person: 'p-aoi',
    serial: 's1',
  },
  {
    id: 'e2',
    account: prod,
    name: 'ops',
    at: now - 2 * hour,
    state: 'device',
    shared: true,
    serial: 's2',
    ip: '198.51.100.9',
  },
  { id: 'e3', account: prod, name: 'ops', at: now - 2 * hour, state: 'no-mfa', shared: true },
  { id: 'e4', account: staging, name: 'maria', at: now - day, state: 'no-mfa' },
  { id: 'e5', account: staging, name: 'maria', at: now - 2 * day, state: 'not-a-login' },
  { id: 'e6', account: legacy, name: null, at: now - 3 * day, state: 'not-visible-to-aws' },
];

describeOnEngines('console logins', ({ open }) => {
  const sample = async () => {
    const store = await open();
    await putAccounts(store);
    await store.write.db
      .insertInto('people')
      .values({
        id: 'p-aoi',
        name: 'Aoi Sample',
        email: 'aoi@example.org',
        email_lower: 'aoi@example.org',
        recorded_at: now,
        recorded_by: 'x',
      })
      .execute();
    await putLogins(store, logins);
    return store;
  };

  it('finds exactly the rows of each filter, newest first', async () => {
    const { read } = await sample();
    const cases: [query: ConsoleLoginsQuery, ids: string[]][] = [
      [{}, ['e1', 'e3', 'e2', 'e4', 'e5', 'e6']],
      [{ sort: 'time' }, ['e6', 'e5', 'e4', 'e2', 'e3', 'e1']],
      [{ sharedOnly: true }, ['e1', 'e3', 'e2']],
      [{ sharedOnly: true, state: ['no-mfa'] }, ['e3']],
      [{ state: ['no-mfa', 'not-visible-to-aws'] }, ['e3', 'e4', 'e6']],
      [{ principalId: `${staging}:AIDA-maria` }, ['e4', 'e5']],
      [{ accountId: [legacy, prod] }, ['e1', 'e3', 'e2', 'e6']],
      [{ boundary: 'b-prod', state: ['no-mfa'] }, ['e3']],
      [{ person: 'p-aoi' }, ['e1']],
      [{ serialNumber: 's2' }, ['e2']],
      [{ instanceId: 'instance of s1' }, ['e1']],
      [{ outcome: 'failure' }, ['e5']],
      [{ outcome: 'success', accountId: [staging] }, ['e4']],
      [{ identity: ['saml', 'oidc'] }, ['e6']],
      [{ from: now - 2 * day, to: now - day }, ['e4']],
      [{ from: now - 2 * day - 1, to: now - day }, ['e4', 'e5']],
      [{ q: '198.51' }, ['e2']],
      [{ q: 'MARIA' }, ['e4', 'e5']],
      [{ q: '_' }, []],
    ];
    for (const [query, ids] of cases) {
      const { items, total, totalIsLowerBound } = await getConsoleLogins(read, everything, query, now);
      expect(
        items.map((item) => item.eventId),
        JSON.stringify(query),
      ).toEqual(ids);
      expect({ total, totalIsLowerBound }, JSON.stringify(query)).toEqual({
        total: ids.length,
        totalIsLowerBound: false,
      });
    }
  });

  it('shows a reader nothing of an account outside the scope', async () => {
    const { read } = await sample();
    for (const query of [
      {},
      { principalId: `${prod}:AIDA-ops` },
      { person: 'p-aoi' },
      { sharedOnly: true },
      { accountId: [prod] },
    ]) {
      const { items, total } = await getConsoleLogins(read, only(staging), query, now);
      expect(
        items.filter((item) => item.accountId !== staging),
        JSON.stringify(query),
      ).toEqual([]);
      expect(total, JSON.stringify(query)).toBe(items.length);
    }
    await expect(getConsoleLogin(read, only(staging), { accountId: prod, eventId: 'e1' }, now)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('reads every row once, page by page, those of one instant too', async () => {
    const { read } = await sample();
    for (const sort of ['time', '-time'] as const)
      for (const scope of [everything, only(prod, staging)]) {
        const whole = await getConsoleLogins(read, scope, { sort }, now);
        const paged = await readAll((cursor) => getConsoleLogins(read, scope, { sort, cursor, limit: 1 }, now));
        expect(paged.map((item) => item.eventId)).toEqual(whole.items.map((item) => item.eventId));
      }
  });

  it('counts exactly to 10,000, and says when there are more', async () => {
    const store = await sample();
    const many = (n: number, from: number): SampleLogin[] =>
      Array.from({ length: n }, (_, i) => ({
        id: `m${from + i}`,
        account: prod,
        name: 'busy',
        at: now - 5 * day - i,
        state: 'device',
      }));
    const count = async () => {
      const { total, totalIsLowerBound } = await getConsoleLogins(
        store.read,
        everything,
        { state: ['device'], limit: 1 },
        now,
      );
      return { total, totalIsLowerBound };
    };
    await putLogins(store, many(9_999, 0));
    expect(await count()).toEqual({ total: 10_000, totalIsLowerBound: false });
    await putLogins(store, many(1, 9_999));
    expect(await count()).toEqual({ total: 10_000, totalIsLowerBound: true });
  });

  it('names the person by custody as the person is called now, and the device', async () => {
    const { read } = await sample();
    const [first] = (await getConsoleLogins(read, everything, { limit: 1 }, now)).items;
    expect(first?.attribution).toMatchObject({
      state: 'person',
      basis: 'custody',
      person: { id: 'p-aoi', name: 'Aoi Sample' },
      device: { serialNumber: 's1', instanceId: 'instance of s1' },
    });
  });

  it('goes down to the record as CloudTrail delivered it, and the role switches of the session', async () => {
    const store = await sample();
    const records = ['{"eventID":"other"}', '{"eventID":"e9",  "additionalEventData":{"MFAUsed":"Yes"}}'];
    const call = {
      action: 'cloudtrail:LookupEvents',
      region: 'us-east-1',
      parameters: {},
      requestId: 'r-1',
      at: now,
      answer: {},
    };
    const block = await packEvidence([{ ...call, bytes: JSON.stringify(records) }], {
      accountId: prod,
      source: 'console-logins',
      region: 'us-east-1',
      collectionId: null,
    });
    await putEvidence(store.write, block);
    await putLogins(store, [
      {
        id: 'e9',
        account: prod,
        name: 'ops',
        at: now - hour,
        state: 'device',
        evidence: { sha256: block.sha256, index: 1 },
      },
    ]);
    await store.write.db.updateTable('console_logins').set({ arn: 'arn:ops' }).where('event_id', '=', 'e9').execute();
    const switched = { account_id: staging, region: 'us-east-1', role_arn: 'arn:role', source_ip: '', user_agent: '' };
    await store.write.db
      .insertInto('role_switches')
      .values(
        [now - 2 * hour, now - hour + 1, now + 12 * hour].map((time, i) => ({
          ...switched,
          event_id: `s${i}`,
          time,
          switched_from: 'arn:ops',
          evidence_sha256: 'x',
          evidence_index: 0,
          content_sha256: 'x',
          recorded_at: now,
        })),
      )
      .execute();
    const detail = await getConsoleLogin(store.read, everything, { accountId: prod, eventId: 'e9' }, now);
    expect(detail).toMatchObject({
      raw: records[1],
      action: 'cloudtrail:LookupEvents',
      requestId: 'r-1',
      readAt: toIso(now),
    });
    expect(detail.roleSwitches).toEqual([{ time: toIso(now - hour + 1), roleArn: 'arn:role', accountId: staging }]);
    const narrow = await getConsoleLogin(store.read, only(prod), { accountId: prod, eventId: 'e9' }, now);
    expect(narrow.roleSwitches).toEqual([]);
  });
});
