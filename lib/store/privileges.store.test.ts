import { expect, it } from 'vitest';
import { replacePrincipals } from './principals.ts';
import { listPrivileges, putPrivileges } from './privileges.ts';
import { accountId, alice, principal } from './test-rows.ts';
import { describeOnEngines } from './test-store.ts';

describeOnEngines('privileges', ({ open }) => {
  it('are written into the rows that are there, and nothing else of them changes', async () => {
    const { read, write } = await open();
    const sources = [{ label: 'Password', says: 'x', at: 7, outcome: 'collected' as const }];
    await replacePrincipals(write, accountId, [
      principal(alice, { detail: { sources, privilegedBecause: null, root: null } }),
    ]);
    expect(await listPrivileges(read, { accountId })).toEqual([{ id: alice, privileged: null, because: null }]);
    const found = { id: alice, privileged: true, because: 'a policy' };
    await putPrivileges(write, [found, { ...found, id: `${accountId}:AIDAGONE` }]);
    expect(await listPrivileges(read, { principalId: alice })).toEqual([found]);
    expect(await listPrivileges(read, { accountId })).toEqual([found]);
    const row = await read.db.selectFrom('principals').select('detail').where('id', '=', alice).executeTakeFirst();
    expect(JSON.parse(row?.detail ?? '')).toEqual({ sources, privilegedBecause: 'a policy', root: null });
  });
});
