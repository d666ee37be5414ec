import { expect, it } from 'vitest';
import { day } from '#lib/domain/instant';
import { describeOnEngines } from '#lib/store/test-store';
import { getPrincipals } from './principals.ts';
import {
  everything,
  legacy,
  now,
  only,
  prod,
  putAccounts,
  putPrincipals,
  readAll,
  type SamplePrincipal,
  staging,
} from './test-sample.ts';
import { type PrincipalSort, type PrincipalsQuery, principalSorts } from './views/queries.ts';

const people: SamplePrincipal[] = [
  { account: prod, name: '<root_account>', status: 'COMPLIANT', shared: 'root', privileged: true },
  { account: prod, name: 'maria', status: 'NON_COMPLIANT', failingSince: now - 19 * day, privileged: true },
  { account: prod, name: 'ci-deploy', status: 'NOT_APPLICABLE', console: false, keys: 2 },
  { account: prod, name: 'petrov', status: 'INSUFFICIENT_DATA', console: null, keys: null, strength: 'unknown' },
  { account: prod, name: 'gone', status: 'NON_COMPLIANT', presence: 'deleted-since-report' },
  { account: staging, name: '<root_account>', status: 'NON_COMPLIANT', shared: 'root', privileged: true },
  {
    account: staging,
    name: 'a_b',
    status: 'COMPLIANT',
    strength: 'only',
    lastLoginAt: now - day,
    devices: ['s1', 's2'],
  },
  { account: staging, name: 'aXb', status: 'COMPLIANT', strength: 'also-phishable', privileged: false },
  { account: legacy, name: 'Maria', status: 'NON_COMPLIANT', failingSince: now - day, lastLoginAt: now - 2 * day },
  { account: legacy, name: 'ops', status: 'COMPLIANT', shared: 'tag', keys: 1 },
];

describeOnEngines('principals', ({ open }) => {
  const sample = async () => {
    const store = await open();
    await putAccounts(store);
    await putPrincipals(store, people);
    return store;
  };

  it('finds exactly the rows of each filter', async () => {
    const { read } = await sample();
    const cases: [query: PrincipalsQuery, names: string[]][] = [
      [{}, ['<root_account>', 'Maria', 'maria', 'petrov', '<root_account>', 'aXb', 'a_b', 'ops', 'ci-deploy']],
      [{ kind: 'RootUser' }, ['<root_account>', '<root_account>']],
      [{ kind: 'IamUser', status: ['NON_COMPLIANT'] }, ['Maria', 'maria']],
      [{ status: ['INSUFFICIENT_DATA', 'NOT_APPLICABLE'] }, ['petrov', 'ci-deploy']],
      [{ accountId: [legacy, staging], kind: 'IamUser' }, ['Maria', 'aXb', 'a_b', 'ops']],
      [{ q: 'MARIA' }, ['Maria', 'maria']],
      [{ q: 'a_b' }, ['a_b']],
      [{ q: '%' }, []],
      [{ q: "'; drop table principals; --" }, []],
      [{ q: '\u0000\ud800' }, []],
      [{ privileged: true, kind: 'IamUser' }, ['maria']],
      [{ privileged: false }, ['aXb']],
      [{ privileged: 'unknown', accountId: [prod] }, ['petrov', 'ci-deploy']],
      [{ strength: ['only', 'unknown'] }, ['petrov', 'a_b']],
      [{ presence: 'deleted-since-report' }, ['gone']],
      [{ console: false }, ['ci-deploy']],
      [{ console: 'unknown' }, ['petrov']],
      [{ console: 'can', kind: 'IamUser', accountId: [prod] }, ['maria', 'petrov']],
      [{ shared: true, kind: 'IamUser' }, ['ops']],
      [{ boundary: 'b-prod', kind: 'IamUser' }, ['maria', 'petrov', 'ci-deploy']],
      [{ boundary: 'b-prod', accountId: [legacy] }, []],
    ];
    for (const [query, names] of cases) {
      const { items, total, totalIsLowerBound } = await getPrincipals(read, everything, query, now);
      expect(
        items.map((item) => item.userName),
        JSON.stringify(query),
      ).toEqual(names);
      expect({ total, totalIsLowerBound }, JSON.stringify(query)).toEqual({
        total: names.length,
        totalIsLowerBound: false,
      });
    }
  });

  it('shows a reader nothing of an account outside the scope', async () => {
    const { read } = await sample();
    const { items, total } = await getPrincipals(read, only(staging), {}, now);
    expect(new Set(items.map((item) => item.accountId))).toEqual(new Set([staging]));
    expect(total).toBe(3);
    expect((await getPrincipals(read, only(staging), { accountId: [prod] }, now)).total).toBe(0);
    expect((await getPrincipals(read, only(staging), { boundary: 'b-prod' }, now)).total).toBe(0);
    expect((await getPrincipals(read, only(), {}, now)).items).toEqual([]);
  });

  it('reads every row once, page by page, in every order, whatever is added meanwhile', async () => {
    const store = await sample();
    for (const sort of principalSorts.flatMap((name): (PrincipalSort | `-${PrincipalSort}`)[] => [name, `-${name}`])) {
      const whole = await getPrincipals(store.read, everything, { sort, limit: 500 }, now);
      const paged = await readAll((cursor) => getPrincipals(store.read, everything, { sort, limit: 2, cursor }, now));
      expect(
        paged.map((item) => item.id),
        sort,
      ).toEqual(whole.items.map((item) => item.id));
    }
    const first = await getPrincipals(store.read, everything, { sort: 'userName', limit: 3 }, now);
    await putPrincipals(store, [{ account: prod, name: '0-before', status: 'COMPLIANT' }]);
    const rest = await readAll((cursor) =>
      getPrincipals(store.read, everything, { sort: 'userName', limit: 3, cursor: cursor ?? first.nextCursor }, now),
    );
    expect([...first.items, ...rest].map((item) => item.userName)).toEqual(
      ['<root_account>', '<root_account>', 'a_b', 'aXb', 'ci-deploy', 'Maria', 'maria', 'ops', 'petrov'].sort((a, b) =>
        a.toLowerCase() < b.toLowerCase() ? -1 : a.toLowerCase() > b.toLowerCase() ? 1 : a === 'maria' ? -1 : 1,
      ),
    );
  });

  it('puts rows without a value last in both directions', async () => {
    const { read } = await sample();
    const order = async (sort: PrincipalsQuery['sort']) =>
      (await getPrincipals(read, everything, { sort, kind: 'IamUser', limit: 2 }, now)).items.map(
        (item) => item.userName,
      );
    expect(await order('failingSince')).toEqual(['maria', 'Maria']);
    expect(await order('-failingSince')).toEqual(['Maria', 'maria']);
    expect(await order('lastLogin')).toEqual(['Maria', 'a_b']);
    expect(await order('-lastLogin')).toEqual(['a_b', 'Maria']);
  });

  it('gives unknown as null, and devices and checks with their row', async () => {
    const { read } = await sample();
    const { items } = await getPrincipals(read, everything, { kind: 'IamUser' }, now);
    expect(items.find((item) => item.userName === 'petrov')).toMatchObject({
      console: null,
      activeKeys: null,
      privileged: null,
      strength: 'unknown',
    });
    expect(items.find((item) => item.userName === 'a_b')?.devices.map((device) => device.serialNumber)).toEqual([
      's1',
      's2',
    ]);
    expect(items.every((item) => item.checks.length === 1)).toBe(true);
  });

  it('refuses what it did not give out', async () => {
    const { read } = await sample();
    const { nextCursor } = await getPrincipals(read, everything, { sort: 'userName', limit: 1 }, now);
    const refused: [PrincipalsQuery, string][] = [
      [{ cursor: nextCursor, sort: 'status' }, 'INPUT_INVALID'],
      [{ cursor: 'nonsense' }, 'INPUT_INVALID'],
      [{ cursor: Buffer.from('["principals:status",{},1,2]').toString('base64url') }, 'INPUT_INVALID'],
      [{ limit: 501 }, 'INPUT_INVALID'],
      [{ limit: 0 }, 'INPUT_INVALID'],
      [{ boundary: 'no-such' }, 'NOT_FOUND'],
    ];
    for (const [query, code] of refused)
      await expect(getPrincipals(read, everything, query, now), JSON.stringify(query)).rejects.toMatchObject({ code });
  });
});
