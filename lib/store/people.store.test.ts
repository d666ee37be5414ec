import { expect, it } from 'vitest';
import { everything } from '#lib/domain/actor';
import { listAudit } from './audit-log.ts';
import { addBoundary, getBoundary, listBoundaries } from './boundaries.ts';
import { addCustody, endCustody, getCustody, listCustodies } from './custodies.ts';
import { addPerson, findPersonByEmail, getPerson, listPeople, updatePerson } from './people.ts';
import { addSharedAccountDecision, listSharedAccountDecisions } from './shared-account-decisions.ts';
import { describeOnEngines } from './test-store.ts';
import { transact } from './write-store.ts';

const actor = { id: 'local:tester' };
const principalId = '100000000001:AIDAEXAMPLE';
const ana = { id: 'ana', name: 'Ana Sample', email: 'Ana@Example.com', leftAt: null };
const ben = { id: 'ben', name: 'Ben Sample', email: 'ben@example.com', leftAt: null };

describeOnEngines('people', ({ open }) => {
  it('are one per e-mail address, upper and lower case alike', async () => {
    const { read, write } = await open();
    await addPerson(write, ana, actor, 1);
    await expect(addPerson(write, { ...ben, email: 'ANA@example.com' }, actor, 2)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await addPerson(write, ben, actor, 2);
    await expect(updatePerson(write, { ...ben, email: ana.email }, actor, 3)).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await expect(updatePerson(write, { ...ben, id: 'nobody' }, actor, 3)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await updatePerson(write, { ...ben, leftAt: 5 }, actor, 3);
    expect(await listPeople(read)).toEqual([ana, { ...ben, leftAt: 5 }]);
    expect(await findPersonByEmail(read, 'ana@example.COM')).toEqual(ana);
    expect(
      (await listAudit(read, { limit: 10 })).map((entry) => [entry.sequence, entry.action, entry.subject]),
    ).toEqual([
      [3, 'person.change', 'ben'],
      [2, 'person.add', 'ben'],
      [1, 'person.add', 'ana'],
    ]);
  });

  it('are imported all or not at all, audit rows included', async () => {
    const { read, write } = await open();
    const attempt = transact(write, async (tx) => {
      await addPerson(tx, ana, actor, 1);
      await addPerson(tx, { ...ben, email: ana.email }, actor, 1);
    });
    await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await listPeople(read)).toEqual([]);
    expect(await listAudit(read, { limit: 10 })).toEqual([]);
  });

  it('are written down by several at once, each with its number in the audit log', async () => {
    const { read, write } = await open();
    const many = Array.from({ length: 20 }, (_, i) => ({ ...ana, id: `p${i}`, email: `p${i}@example.com` }));
    await Promise.all(many.map((person) => addPerson(write, person, actor, 1)));
    expect((await listAudit(read, { limit: 5, before: 6 })).map((entry) => entry.sequence)).toEqual([5, 4, 3, 2, 1]);
    expect((await listAudit(read, { limit: 1 }))[0]?.sequence).toBe(20);
  });
});

describeOnEngines('custody', ({ open }) => {
  const custody = {
    id: 'c1',
    principalId,
    serialNumber: 'GAHT12345678',
    deviceInstanceId: 'i1',
    personId: 'ana',
    validFrom: 100,
    validTo: null,
    reason: 'handed over',
  };

  it('lasts until the earliest end that is known; its row stays', async () => {
    const { read, write } = await open();
    await addPerson(write, ana, actor, 1);
    await addCustody(write, custody, actor, 500);
    await addCustody(write, { ...custody, id: 'c2', validFrom: 50, validTo: 90 }, actor, 500);
    expect(await getCustody(read, 'c1')).toEqual({
      ...custody,
      accountId: '100000000001',
      recordedAt: 500,
      recordedBy: 'local:tester',
    });
    await endCustody(write, { id: 'e1', custodyId: 'c1', at: 300, reason: 'left' }, actor, 600);
    await endCustody(write, { id: 'e2', custodyId: 'c1', at: 200, reason: 'earlier' }, actor, 700);
    await endCustody(write, { id: 'e3', custodyId: 'c2', at: 95, reason: 'too late' }, actor, 700);
    const listed = await listCustodies(read, { principalId });
    expect(listed.map((c) => [c.id, c.validFrom, c.validTo])).toEqual([
      ['c2', 50, 90],
      ['c1', 100, 200],
    ]);
    expect(await listCustodies(read, { scope: everything })).toEqual(listed);
    expect(await listCustodies(read, { scope: { kind: 'accounts', accountIds: ['100000000002'] } })).toEqual([]);
  });

  it('needs a person, and only what exists can end', async () => {
    const { write } = await open();
    await expect(addCustody(write, custody, actor, 1)).rejects.toThrow(/foreign key/i);
    await expect(endCustody(write, { id: 'e', custodyId: 'no', at: 1, reason: '' }, actor, 1)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describeOnEngines('decisions and boundaries', ({ open }) => {
  it('keep every decision, the one that counts last', async () => {
    const { read, write } = await open();
    for (const [id, decision, at] of [
      ['b', 'declared', 2],
      ['a', 'dismissed', 1],
      ['c', 'dismissed', 3],
    ] as const)
      await addSharedAccountDecision(write, { id, principalId, decision, justification: `because ${id}` }, actor, at);
    const listed = await listSharedAccountDecisions(read, { principalId });
    expect(listed.map((d) => d.id)).toEqual(['a', 'b', 'c']);
    expect(await listSharedAccountDecisions(read, { scope: everything })).toEqual(listed);
  });

  it('know a boundary by its name, once', async () => {
    const { read, write } = await open();
    const boundary = {
      id: 'b1',
      name: 'Production',
      justification: 'what customers use',
      accountIds: ['100000000001'],
    };
    await addBoundary(write, boundary, actor, 7);
    await expect(addBoundary(write, { ...boundary, id: 'b2' }, actor, 8)).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await listBoundaries(read)).toEqual([{ ...boundary, recordedAt: 7, recordedBy: 'local:tester' }]);
    expect(await getBoundary(read, 'b1')).toMatchObject(boundary);
    expect(await getPerson(read, 'b1')).toBeNull();
  });
});
