import { expect, it } from 'vitest';
import { everything } from '#lib/domain/actor';
import { complianceStatuses } from '#lib/domain/compliance-status';
import { attributionStates } from '#lib/domain/console-login';
import { insertConsoleLogins } from './console-logins.ts';
import { countAttributed, listMarks } from './count-logins-of-principal.ts';
import { countPrincipalsByStatus, countUndetermined } from './count-principals-by-status.ts';
import type { KeysetPage, KeysetRows, KeyValues } from './keyset.ts';
import { countLogins, type LoginFilter, listLogins } from './list-console-logins.ts';
import { listDevices } from './list-devices.ts';
import { countPrincipals, listPrincipals, type PrincipalOrder } from './list-principals.ts';
import { putLoginAttributions } from './login-attributions.ts';
import { replaceMfaDevices } from './mfa-devices.ts';
import type { Store } from './open-store.ts';
import { replacePrincipals } from './principals.ts';
import { refreshDerived } from './refresh-derived.ts';
import { accountId, alice, attributed, principal } from './test-rows.ts';
import { describeOnEngines } from './test-store.ts';

const other = '100000000002';

/** Forty principals, ninety sign-ins: many with equal keys, some without a value. */
async function filled(store: Store): Promise<Store> {
  const { write } = store;
  const of = (account: string, n: number) =>
    Array.from({ length: n }, (_, i) =>
      principal(`${account}:AIDA${i}`, {
        accountId: account,
        userName: `${i % 2 ? 'User' : 'user'}-${i % 7}`,
        status: complianceStatuses[i % 4] ?? 'COMPLIANT',
        console: [true, false, null][i % 3] ?? null,
        activeKeys: i % 5 === 0 ? null : i % 3,
        strength: (['no', 'only', 'also-phishable', 'unknown'] as const)[i % 4] ?? 'no',
        presence: i === 3 ? 'deleted-since-report' : 'present',
      }),
    );
  const all = [...of(accountId, 25), ...of(other, 15), principal(alice)];
  await replacePrincipals(
    write,
    accountId,
    all.filter((p) => p.accountId === accountId),
  );
  await replacePrincipals(
    write,
    other,
    all.filter((p) => p.accountId === other),
  );
  const device = {
    accountId,
    type: 'virtual-authenticator' as const,
    enabledAt: 1,
    levels: null,
    levelsCapturedAt: null,
  };
  await replaceMfaDevices(write, { accountId }, [
    { ...device, principalId: alice, serialNumber: 'A' },
    { ...device, principalId: null, serialNumber: 'B' },
  ]);
  const logins = Array.from({ length: 90 }, (_, i) => {
    const account = i % 3 === 0 ? other : accountId;
    const state = attributionStates[i % attributionStates.length] ?? 'device';
    const eventId = `e${String(i).padStart(2, '0')}`;
    return attributed(
      eventId,
      1_000 + Math.floor(i / 6),
      { state, accountId: account, basis: state === 'person' ? 'custody' : null },
      {
        accountId: account,
        principalId: i % 4 === 0 ? alice : null,
        outcome: state === 'not-a-login' ? 'failure' : 'success',
      },
      i % 4 === 0,
    );
  });
  await insertConsoleLogins(
    write,
    logins.map((l) => l.login),
    {
      source: 'console-logins',
      region: 'us-east-1',
      collectionId: null,
      at: 1,
      rawOf: (e) => e.eventId,
    },
  );
  await putLoginAttributions(write, logins);
  await refreshDerived(
    write,
    all.map((p) => p.id),
  );
  return store;
}

/** Every page of a list, and what it holds together. */
async function walk<Row>(
  limit: number,
  descending: boolean,
  list: (page: KeysetPage) => Promise<KeysetRows<Row>>,
): Promise<Row[]> {
  const all: Row[] = [];
  let after: KeyValues | null = null;
  do {
    const page: KeysetRows<Row> = await list({ after, limit, descending });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    all.push(...page.rows);
    after = page.next;
  } while (after !== null);
  return all;
}

describeOnEngines('lists of principals', ({ open }) => {
  const orders: PrincipalOrder[] = [
    'status',
    'userName',
    'accountName',
    'console',
    'activeKeys',
    'privileged',
    'strength',
    'lastLogin',
    'failingSince',
    'attention',
  ];

  it('have every row once, in the same order however they are paged', async () => {
    const { read } = await filled(await open());
    for (const order of orders)
      for (const descending of [false, true]) {
        const at = (limit: number) =>
          walk(limit, descending, (page) => listPrincipals(read, everything, {}, order, page));
        const whole = (await at(500)).map((p) => p.id);
        expect(new Set(whole).size, order).toBe(39);
        expect(
          (await at(7)).map((p) => p.id),
          order,
        ).toEqual(whole);
      }
  });

  it('count exactly what they list', async () => {
    const { read } = await filled(await open());
    const scope = { kind: 'accounts' as const, accountIds: [other] };
    for (const filter of [
      {},
      { status: complianceStatuses.slice(0, 2) },
      { console: 'can' as const },
      { q: 'USER-3' },
      { presence: 'any' as const },
      { privileged: 'unknown' as const },
    ]) {
      const listed = await walk(4, false, (page) => listPrincipals(read, scope, filter, 'status', page));
      expect(await countPrincipals(read, scope, filter), JSON.stringify(filter)).toBe(listed.length);
      expect(listed.every((p) => p.accountId === other)).toBe(true);
    }
    const counts = await countPrincipalsByStatus(read, everything);
    expect(counts.reduce((sum, c) => sum + c.n, 0)).toBe(39);
    expect(await countUndetermined(read, everything)).toEqual([]);
    const devices = await walk(1, false, (page) => listDevices(read, everything, {}, page));
    expect(devices.map((d) => [d.serialNumber, d.userName])).toEqual([
      ['A', 'Alice'],
      ['B', null],
    ]);
  });
});

describeOnEngines('lists of sign-ins', ({ open }) => {
  const filters: readonly [filter: LoginFilter, n: number][] = [
    [{}, 90],
    [{ sharedOnly: true }, 23],
    [{ state: ['no-mfa'] }, 10],
    [{ state: ['no-mfa', 'person', 'device'] }, 30],
    [{ outcome: 'success' }, 80],
    [{ outcome: 'failure' }, 10],
    [{ principalId: alice }, 23],
    [{ from: 1_000, to: 1_002 }, 12],
    [{ q: 'E4' }, 10],
    [{ instanceId: 'i1' }, 90],
    [{ identity: ['saml', 'root'] }, 0],
  ];

  it('have every row once, in the same order however they are paged, and count what they list', async () => {
    const { read } = await filled(await open());
    for (const [filter, n] of filters)
      for (const descending of [false, true]) {
        const at = (limit: number) => walk(limit, descending, (page) => listLogins(read, everything, filter, page));
        const whole = (await at(500)).map((l) => l.eventId);
        expect(whole, JSON.stringify(filter)).toEqual(
          [...new Set(whole)].sort((a, b) => (descending ? -1 : 1) * (a < b ? -1 : 1)),
        );
        expect(whole, JSON.stringify(filter)).toHaveLength(n);
        expect((await at(5)).map((l) => l.eventId)).toEqual(whole);
        expect(await countLogins(read, everything, filter)).toEqual({ n, isLowerBound: false });
      }
    expect(await countLogins(read, everything, {}, 50)).toEqual({ n: 50, isLowerBound: true });
  });

  it('hold no account that the reader may not see', async () => {
    const { read } = await filled(await open());
    for (const [accountIds, n] of [
      [[other], 30],
      [[accountId, other], 90],
      [[accountId, '100000000009'], 60],
      [[], 0],
    ] as const) {
      const scope = { kind: 'accounts' as const, accountIds };
      const listed = await walk(500, true, (page) => listLogins(read, scope, {}, page));
      expect(listed).toHaveLength(n);
      expect(listed.every((l) => (accountIds as readonly string[]).includes(l.accountId))).toBe(true);
    }
  });

  it('of one principal are summed up', async () => {
    const { read } = await filled(await open());
    expect(await listMarks(read, alice, 0, 2_000, 5)).toHaveLength(5);
    const uses = await countAttributed(read, [alice, `${accountId}:none`], 0, 2_000);
    expect(uses).toMatchObject([{ principalId: alice }]);
  });
});
