import { beforeEach, describe, expect, it } from 'vitest';
import { everything } from '#lib/domain/actor';
import type { ConsoleLogin } from '#lib/domain/console-login';
import { day } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import { recordAccounts } from '#lib/store/accounts';
import { listAudit } from '#lib/store/audit-log';
import { insertConsoleLogins } from '#lib/store/console-logins';
import { replaceDeviceInstances } from '#lib/store/device-instances';
import { listAttributions } from '#lib/store/login-attributions';
import { listPeople } from '#lib/store/people';
import { putPrincipals } from '#lib/store/principals';
import { describeOnEngines } from '#lib/store/test-store';
import type { CommandContext } from './command-context.ts';
import { createPerson } from './create-person.ts';
import { decideSharedAccount } from './decide-shared-account.ts';
import { endCustody } from './end-custody.ts';
import { importCustodies } from './import-custodies.ts';
import { importPeople } from './import-people.ts';
import { recordCustody } from './record-custody.ts';

const now = Date.UTC(2026, 10, 22, 12);
const accountId = '100000000001';
const principalId = `${accountId}:AIDAOPS`;
const serialNumber = `arn:aws:iam::${accountId}:mfa/ops-phone`;
const reused = `arn:aws:iam::${accountId}:mfa/reused`;

const instance = (id: string, serial: string, from: number, until: number | null): DeviceInstance => ({
  id,
  accountId,
  principalId,
  serialNumber: serial,
  type: 'virtual-authenticator',
  from: { earliest: from, latest: from },
  until: until === null ? null : { earliest: until, latest: until },
  removedBy: null,
  sources: ['mfa-devices'],
});

const login = (eventId: string, time: number): ConsoleLogin => ({
  accountId,
  eventId,
  time,
  region: 'us-east-1',
  identity: 'iam-user',
  principalId,
  uniqueId: 'AIDAOPS',
  userName: 'ops',
  arn: `arn:aws:iam::${accountId}:user/ops`,
  outcome: 'success',
  errorMessage: null,
  mfaUsed: true,
  mfaIdentifier: serialNumber,
  sourceIp: '192.0.2.1',
  userAgent: 'test',
  provider: null,
  evidenceSha256: 'a'.repeat(64),
  evidenceIndex: 0,
});

describeOnEngines('custody and sharing', (engine) => {
  let context: CommandContext;

  beforeEach(async () => {
    const store = await engine.open();
    let ids = 0;
    context = {
      write: store.write,
      actor: { id: 'local:tester' },
      scope: everything,
      clock: () => now,
      newId: () => `id-${String(++ids).padStart(4, '0')}`,
    };
    await seed(context);
  });

  const states = async () =>
    (await listAttributions(context.write, principalId)).map((a) => [a.eventId, a.state, a.personId]);
  const ada = () => createPerson(context, { name: 'Ada', email: 'ada@example.org', leftAt: null });
  const given = (personId: string) => ({
    principalId,
    serialNumber,
    personId,
    validFrom: now - 50 * day,
    validTo: null,
    reason: 'hand-out list',
  });

  it('a recorded custody names the person behind the sign-ins from then on, and its end stops that', async () => {
    const { id: person } = await ada();
    const { id } = await recordCustody(context, given(person));
    expect(await states()).toEqual([
      ['before', 'device', null],
      ['during', 'person', person],
      ['after', 'person', person],
    ]);
    await endCustody(context, id, { at: now - 20 * day, reason: 'left the team' });
    expect(await states()).toEqual([
      ['before', 'device', null],
      ['during', 'person', person],
      ['after', 'device', null],
    ]);
    const actions = (await listAudit(context.write, { limit: 10 })).map((entry) => [entry.action, entry.actor]);
    expect(actions).toEqual([
      ['custody.end', 'local:tester'],
      ['custody.add', 'local:tester'],
      ['person.add', 'local:tester'],
    ]);
  });

  it('a later entry for the same device counts from its own beginning (L13)', async () => {
    const { id: first } = await ada();
    const { id: second } = await createPerson(context, { name: 'Bo', email: 'bo@example.org', leftAt: null });
    await recordCustody(context, { ...given(first), validFrom: now - 80 * day });
    await recordCustody({ ...context, clock: () => now + 1 }, { ...given(second), validFrom: now - 20 * day });
    expect(await states()).toEqual([
      ['before', 'person', first],
      ['during', 'person', first],
      ['after', 'person', second],
    ]);
  });

  describe('refused', () => {
    const cases: [string, (person: string) => Promise<unknown>, string][] = [
      [
        'a serial number that fits two instances',
        (p) => recordCustody(context, { ...given(p), serialNumber: reused }),
        'CONFLICT',
      ],
      [
        'an instance that is not there',
        (p) => recordCustody(context, { ...given(p), deviceInstanceId: 'none' }),
        'NOT_FOUND',
      ],
      ['a device of nobody', (p) => recordCustody(context, { ...given(p), serialNumber: 'GAHT12345678' }), 'NOT_FOUND'],
      ['a person of nobody', () => recordCustody(context, given('none')), 'NOT_FOUND'],
      [
        'a principal of nobody',
        (p) => recordCustody(context, { ...given(p), principalId: `${accountId}:AIDANONE` }),
        'NOT_FOUND',
      ],
      [
        'an end before the beginning',
        (p) => recordCustody(context, { ...given(p), validTo: now - 60 * day }),
        'INPUT_INVALID',
      ],
      [
        "a principal outside the viewer's scope",
        (p) => recordCustody({ ...context, scope: { kind: 'accounts', accountIds: [] } }, given(p)),
        'NOT_FOUND',
      ],
      ['the end of no custody', () => endCustody(context, 'none', { at: now, reason: 'x' }), 'NOT_FOUND'],
      [
        'somebody twice',
        () => createPerson(context, { name: 'Ada', email: 'ADA@example.org', leftAt: null }),
        'CONFLICT',
      ],
      [
        'dismissing a principal of nobody',
        () => decideSharedAccount(context, { principalId: 'x', decision: 'dismissed', justification: 'x' }),
        'NOT_FOUND',
      ],
    ];
    it.each(cases)('%s', async (_, ask, code) => {
      const { id: person } = await ada();
      await expect(ask(person)).rejects.toMatchObject({ code });
    });

    it('with the candidates, and one of them named is taken', async () => {
      const { id: person } = await ada();
      const wanted = { ...given(person), serialNumber: reused };
      await expect(recordCustody(context, wanted)).rejects.toMatchObject({
        detail: { candidates: [{ deviceInstanceId: 'reused-1' }, { deviceInstanceId: 'reused-2' }] },
      });
      await expect(recordCustody(context, { ...wanted, deviceInstanceId: 'reused-1' })).resolves.toMatchObject({
        pending: false,
      });
    });
  });

  describe('CSV', () => {
    const header = 'account_id,user_name,serial_number,enabled_at,person_email,valid_from,valid_to,reason\n';
    const line = (serial: string, email: string, from: string, enabledAt = '') =>
      `${accountId},ops,${serial},${enabledAt},${email},${from},,hand-out list\n`;

    it('people: added, brought up to date, and the same file again changes nothing', async () => {
      const csv = 'name,email,left_at\nAda,ada@example.org,\n"Bo, Jr",bo@example.org,2026-10-01\n';
      expect(await importPeople(context, csv, { preview: true })).toMatchObject({ rows: 2, valid: 2, errors: [] });
      expect(await listPeople(context.write)).toEqual([]);
      await importPeople(context, csv, { preview: false });
      const again = await importPeople(context, csv, { preview: true });
      expect(again.changes).toEqual([]);
      await importPeople(context, 'name,email,left_at\nAda,ada@example.org,2026-11-01\n', { preview: false });
      expect((await listPeople(context.write)).map((p) => [p.name, p.leftAt])).toEqual([
        ['Ada', Date.UTC(2026, 10, 1)],
        ['Bo, Jr', Date.UTC(2026, 9, 1)],
      ]);
    });

    it('custodies: all or nothing, errors by line', async () => {
      await ada();
      const good = line(serialNumber, 'ada@example.org', '2026-10-01');
      const bad =
        line('GAHT00000000', 'ada@example.org', '2026-10-01') +
        line(serialNumber, 'nobody@example.org', '2026-10-01') +
        line(serialNumber, 'ada@example.org', 'soon');
      const preview = await importCustodies(context, header + good + bad, { preview: true });
      expect(preview.errors.map((e) => [e.line, e.column])).toEqual([
        [3, 'serial_number'],
        [4, 'person_email'],
        [5, 'valid_from'],
      ]);
      await expect(importCustodies(context, header + good + bad, { preview: false })).rejects.toMatchObject({
        code: 'INPUT_INVALID',
      });
      expect((await states()).every(([, state]) => state === 'device' || state === undefined)).toBe(true);
      const done = await importCustodies(context, header + good, { preview: false });
      expect(done.changes).toHaveLength(1);
      expect((await states()).filter(([, state]) => state === 'person')).toHaveLength(2);
      expect((await importCustodies(context, header + good, { preview: false })).changes).toEqual([]);
    });

    it('a serial number used twice needs its enabling time', async () => {
      await ada();
      const without = await importCustodies(context, header + line(reused, 'ada@example.org', '2026-09-01'), {
        preview: true,
      });
      expect(without.errors.map((e) => e.column)).toEqual(['enabled_at']);
      const at = new Date(now - 30 * day).toISOString();
      const named = await importCustodies(context, header + line(reused, 'ada@example.org', '2026-09-01', at), {
        preview: true,
      });
      expect(named.errors).toEqual([]);
    });
  });

  it('dismissed, an account is not shared any more; declared, it is again', async () => {
    const attributed = async () =>
      (await context.write.db.selectFrom('login_attributions').select('shared').execute()).map((row) => row.shared);
    await decideSharedAccount(context, { principalId, decision: 'dismissed', justification: 'one person only' });
    expect(await attributed()).toEqual([0, 0, 0]);
    await decideSharedAccount(
      { ...context, clock: () => now + 1 },
      { principalId, decision: 'declared', justification: 'two on call' },
    );
    expect(await attributed()).toEqual([1, 1, 1]);
  });
});

async function seed({ write }: CommandContext): Promise<void> {
  await write.db
    .insertInto('connections')
    .values({ id: 'default', partition: 'aws', region: 'us-east-1', state: 'ready' })
    .onConflict((oc) => oc.doNothing())
    .execute();
  const account = {
    id: accountId,
    connectionId: 'default',
    partition: 'aws' as const,
    name: 'one',
    organizationStatus: null,
    isManagement: null,
  };
  await recordAccounts(write, [account], now);
  await putPrincipals(write, [
    {
      id: principalId,
      accountId,
      kind: 'IamUser',
      userName: 'ops',
      arn: `arn:aws:iam::${accountId}:user/ops`,
      uniqueId: 'AIDAOPS',
      createdAt: now - 300 * day,
      presence: 'present',
      previousNames: [],
      console: true,
      activeKeys: 0,
      privileged: null,
      status: 'COMPLIANT',
      reason: 'seeded',
      strength: 'no',
      devicesComplete: true,
      slotsUsed: 2,
      sharedBecause: 'tag',
      tags: { 'keyholder:shared': 'true' },
      rootState: null,
      detail: { sources: [], privilegedBecause: null, root: null },
      readAt: now,
    },
  ]);
  await replaceDeviceInstances(
    write,
    [principalId],
    [
      instance('phone', serialNumber, now - 200 * day, null),
      instance('reused-1', reused, now - 90 * day, now - 40 * day),
      instance('reused-2', reused, now - 30 * day, null),
    ],
  );
  await insertConsoleLogins(
    write,
    [login('before', now - 60 * day), login('during', now - 40 * day), login('after', now - 10 * day)],
    {
      source: 'console-logins',
      region: 'us-east-1',
      collectionId: null,
      rawOf: (event) => event.eventId,
      at: now,
    },
  );
}
