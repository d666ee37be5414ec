import { expect, it } from 'vitest';
import { everything, type Scope } from '#lib/domain/actor';
import { day } from '#lib/domain/instant';
import { getExceptions } from '#lib/present/exceptions';
import { getPrincipals } from '#lib/present/principals';
import { csvTableOf } from '#lib/present/table-csv';
import { legacy, now, only, principalId, prod, putAccounts, putPrincipals } from '#lib/present/test-sample';
import { listAudit } from '#lib/store/audit-log';
import type { Store } from '#lib/store/open-store';
import { recordStatuses } from '#lib/store/status-intervals';
import { describeOnEngines } from '#lib/store/test-store';
import { createException } from './create-exception.ts';

const check = 'mfa-enabled-for-iam-console-access';
const maria = principalId({ account: prod, name: 'maria' });
const oksana = principalId({ account: legacy, name: 'oksana' });
const given = {
  principalId: maria,
  checkId: check,
  owner: 'Ingrid Solheim',
  reason: 'Account closes with the migration, ticket SEC-402.',
  expiresAt: now + 70 * day,
} as const;

describeOnEngines('exceptions', ({ open }) => {
  const sample = async (scope: Scope = everything) => {
    const store = await open();
    await putAccounts(store);
    await putPrincipals(store, [
      { account: prod, name: '<root_account>', status: 'NON_COMPLIANT' },
      { account: prod, name: 'maria', status: 'NON_COMPLIANT' },
      { account: prod, name: 'petrov', status: 'INSUFFICIENT_DATA', missing: ['iam:ListMFADevices'] },
      { account: prod, name: 'gone', status: 'NON_COMPLIANT', presence: 'deleted-since-report' },
      { account: legacy, name: 'oksana', status: 'NON_COMPLIANT' },
    ]);
    let ids = 0;
    const at = { now };
    const context = {
      write: store.write,
      actor: { id: 'local:tester' },
      scope,
      clock: () => at.now,
      newId: () => `e-${++ids}`,
    };
    return { store, context, at };
  };
  const user = async ({ read }: Store, name: string, at = now) =>
    (await getPrincipals(read, everything, { q: name }, at)).items[0];
  const names = async ({ read }: Store, exception: 'accepted' | 'ends-soon' | 'expired' | 'none', at = now) =>
    (await getPrincipals(read, everything, { kind: 'IamUser', exception }, at)).items.map((one) => one.userName);

  it('is a mark beside the status, which stays as it was (C12), with an audit row', async () => {
    const { store, context } = await sample();
    const before = await user(store, 'maria');
    expect(await createException(context, given)).toEqual({ id: 'e-1' });
    const after = await user(store, 'maria');
    const mark = {
      id: 'e-1',
      owner: 'Ingrid Solheim',
      reason: given.reason,
      expiresAt: '2027-01-31T14:02:11.000Z',
      endsInDays: null,
      recordedAt: '2026-11-22T14:02:11.000Z',
      recordedBy: 'local:tester',
    };
    expect(after).toEqual({
      ...before,
      exception: mark,
      checks: before?.checks.map((one) => ({ ...one, exception: mark })),
    });
    expect(after?.status).toBe('NON_COMPLIANT');
    expect(await listAudit(store.read, { limit: 5 })).toMatchObject([
      {
        action: 'exception.add',
        actor: 'local:tester',
        subject: 'e-1',
        detail: { principalId: maria, checkId: check },
      },
    ]);
  });

  it('says when it ends soon, and once expired it is listed but no longer a mark (C13)', async () => {
    const { store, context } = await sample();
    await createException(context, given);
    const cases: [afterDays: number, endsInDays: number | null | undefined, state: string, filters: string[]][] = [
      [0, null, 'active', ['accepted']],
      [39, null, 'active', ['accepted']],
      [58, 12, 'ends-soon', ['accepted', 'ends-soon']],
      [69.5, 1, 'ends-soon', ['accepted', 'ends-soon']],
      [70, undefined, 'expired', ['expired']],
    ];
    for (const [afterDays, endsInDays, state, filters] of cases) {
      const at = now + afterDays * day;
      expect((await user(store, 'maria', at))?.exception?.endsInDays, `${afterDays}`).toBe(endsInDays);
      const list = await getExceptions(store.read, everything, {}, at);
      expect(list.items.map((one) => [one.userName, one.state, one.status])).toEqual([
        ['maria', state, 'NON_COMPLIANT'],
      ]);
      for (const one of ['accepted', 'ends-soon', 'expired'] as const)
        expect(await names(store, one, at), `${afterDays} ${one}`).toEqual(filters.includes(one) ? ['maria'] : []);
      expect(await names(store, 'none', at)).toEqual(['oksana', 'petrov']);
    }
  });

  it('a later one takes the place of an earlier one, also where it ends earlier', async () => {
    const { store, context, at } = await sample();
    await createException(context, given);
    at.now = now + day;
    await createException(context, { ...given, owner: 'Oskar', expiresAt: now + 2 * day });
    expect((await user(store, 'maria', now + day))?.exception?.owner).toBe('Oskar');
    expect((await user(store, 'maria', now + 3 * day))?.exception).toBeNull();
    const list = await getExceptions(store.read, everything, {}, now + 3 * day);
    expect(list.items.map((one) => [one.id, one.state])).toEqual([
      ['e-2', 'expired'],
      ['e-1', 'replaced'],
    ]);
    const first = await getExceptions(store.read, everything, { limit: 1 }, now);
    expect(first).toMatchObject({ total: 2, items: [{ id: 'e-2' }] });
    const second = await getExceptions(store.read, everything, { limit: 1, cursor: first.nextCursor }, now);
    expect(second).toMatchObject({ total: 2, nextCursor: null, items: [{ id: 'e-1' }] });
    const replaced = await getExceptions(store.read, everything, { state: ['replaced'] }, now);
    expect(replaced.items.map((one) => one.id)).toEqual(['e-1']);
  });

  it('belongs to the unique id: a user created again under the same name has none (U15)', async () => {
    const { store, context } = await sample();
    await createException(context, given);
    await store.write.db.deleteFrom('principals').where('id', '=', maria).execute();
    await store.write.db.deleteFrom('check_results').where('principal_id', '=', maria).execute();
    await putPrincipals(store, [{ account: prod, name: 'maria', status: 'NON_COMPLIANT' }]);
    await store.write.db
      .updateTable('principals')
      .set({ id: `${prod}:AIDANEW` })
      .where('id', '=', maria)
      .execute();
    expect((await user(store, 'maria'))?.exception).toBeNull();
    expect((await getExceptions(store.read, everything, {}, now)).items[0]).toMatchObject({
      userName: 'maria',
      state: 'active',
    });
  });

  it('is refused in words where it says too little, ends in the past, or concerns nobody', async () => {
    const { context, store } = await sample(only(prod));
    const cases: [change: Partial<Parameters<typeof createException>[1]>, code: string, words: RegExp][] = [
      [{ reason: 'nineteen characters' }, 'INPUT_INVALID', /at least 20 characters/],
      [{ reason: `  ${'x'.repeat(19)}  ` }, 'INPUT_INVALID', /at least 20 characters/],
      [{ owner: ' ' }, 'INPUT_INVALID', /owner/],
      [{ expiresAt: now }, 'INPUT_INVALID', /future/],
      [{ checkId: 'root-account-mfa-enabled' }, 'INPUT_INVALID', /not asked about this principal/],
      [{ principalId: `${prod}:AIDANOBODY` }, 'NOT_FOUND', /no principal/],
      [{ principalId: principalId({ account: prod, name: 'gone' }) }, 'NOT_FOUND', /no principal/],
      [{ principalId: oksana }, 'NOT_FOUND', /no principal/],
    ];
    for (const [change, code, words] of cases) {
      const refused = createException(context, { ...given, ...change });
      await expect(refused, JSON.stringify(change)).rejects.toMatchObject({ code });
      await expect(refused).rejects.toThrow(words);
    }
    expect((await getExceptions(store.read, everything, {}, now)).total).toBe(0);
    expect(await listAudit(store.read, { limit: 5 })).toEqual([]);
    await createException(context, { ...given, reason: 'exactly twenty chars' });
  });

  it('is seen only by who may see the account, and stands in the CSV of users', async () => {
    const { store, context } = await sample();
    await createException(context, { ...given, principalId: oksana });
    expect((await getExceptions(store.read, only(prod), {}, now)).total).toBe(0);
    expect((await getExceptions(store.read, everything, { accountId: [legacy] }, now)).total).toBe(1);
    const table = csvTableOf('principals');
    const rows: (string | number)[][] = [];
    for await (const page of table.pages(store.read, everything, { q: 'oksana' }, now)) rows.push(...page);
    const cell = (name: string) => rows[0]?.[table.columns.indexOf(name)];
    expect([cell('status'), cell('exception_until'), cell('exception_owner'), cell('exception_reason')]).toEqual([
      'NON_COMPLIANT',
      '2027-01-31T14:02:11.000Z',
      'Ingrid Solheim',
      given.reason,
    ]);
  });

  it('finds who waits for an action, and who failed since an instant', async () => {
    const { store } = await sample();
    const found = async (query: Parameters<typeof getPrincipals>[2]) =>
      (await getPrincipals(store.read, everything, { kind: 'IamUser', ...query }, now)).items.map(
        (one) => one.userName,
      );
    expect(await found({ missing: ['iam:ListMFADevices'] })).toEqual(['petrov']);
    expect(await found({ missing: ['iam:ListMFADevice'] })).toEqual([]);
    expect(await found({ missing: ['iam:GetLoginProfile'] })).toEqual([]);
    expect(await found({ missing: ['iam:GetLoginProfile', 'iam:ListMFADevices'] })).toEqual(['petrov']);
    const judged = (status: 'NON_COMPLIANT' | 'COMPLIANT') => [{ principalId: maria, checkId: check, status } as const];
    await recordStatuses(store.write, prod, judged('NON_COMPLIANT'), { at: now - 9 * day, complete: false });
    expect(await found({ failedSince: now - day })).toEqual(['maria']);
    await recordStatuses(store.write, prod, judged('COMPLIANT'), { at: now - 2 * day, complete: false });
    expect(await found({ failedSince: now - 3 * day })).toEqual(['maria']);
    expect(await found({ failedSince: now - 2 * day })).toEqual([]);
  });
});
