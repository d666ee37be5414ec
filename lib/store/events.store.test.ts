import { expect, it } from 'vitest';
import { everything } from '#lib/domain/actor';
import type { ConsoleLogin, LifecycleEvent, RoleSwitch } from '#lib/domain/console-login';
import {
  consoleLoginPages,
  insertConsoleLogins,
  listConsoleLogins,
  listLoginIdentifiers,
  listUnattributedLogins,
  principalsWithLogins,
} from './console-logins.ts';
import { listCoverage, listRecordedCoverage, listUncovered, recordCoverage } from './event-coverage.ts';
import type { EventPage } from './insert-events.ts';
import { insertLifecycleEvents, listLifecycleEvents } from './lifecycle-events.ts';
import { insertRoleSwitches, listRoleSwitches } from './role-switches.ts';
import { describeOnEngines } from './test-store.ts';
import { countUnreadable, listUnreadable } from './unreadable-records.ts';

const accountId = '100000000001';

const login = (eventId: string, over: Partial<ConsoleLogin> = {}): ConsoleLogin => ({
  accountId,
  eventId,
  time: 1_000,
  region: 'us-east-1',
  identity: 'iam-user',
  principalId: `${accountId}:AIDAEXAMPLE`,
  uniqueId: 'AIDAEXAMPLE',
  userName: 'alice',
  arn: `arn:aws:iam::${accountId}:user/alice`,
  outcome: 'success',
  errorMessage: null,
  mfaUsed: true,
  mfaIdentifier: `arn:aws:iam::${accountId}:mfa/alice`,
  sourceIp: '192.0.2.1',
  userAgent: 'a browser',
  provider: null,
  evidenceSha256: 'e',
  evidenceIndex: 0,
  ...over,
});

/** A page whose records say what the events say. */
function page<E extends { eventId: string }>(raw?: (event: E) => string): EventPage<E> {
  const rawOf = raw ?? ((e: E) => JSON.stringify({ eventID: e.eventId, x: 1 }));
  return { source: 'console-logins', region: 'us-east-1', collectionId: 'run', at: 5, rawOf };
}

describeOnEngines('sign-ins', ({ open }) => {
  it('come back as they were', async () => {
    const { read, write } = await open();
    const logins = [
      login('a'),
      login('b', { mfaUsed: null, principalId: null, userName: null, outcome: 'failure', errorMessage: 'no' }),
    ];
    await insertConsoleLogins(write, logins, page());
    expect(await listConsoleLogins(read, { accountId }, { limit: 10 })).toEqual(logins);
    expect(await listConsoleLogins(read, { accountId, withoutPrincipal: true }, { limit: 10 })).toEqual([logins[1]]);
  });

  it('are kept once, however often they are met', async () => {
    const { read, write } = await open();
    expect(await insertConsoleLogins(write, [login('a'), login('a'), login('b')], page())).toMatchObject({ again: 1 });
    const second = await insertConsoleLogins(write, [login('b'), login('c')], page());
    expect(second).toMatchObject({ again: 1, aside: [] });
    expect(second.inserted.map((l) => l.eventId)).toEqual(['c']);
    expect((await listConsoleLogins(read, { accountId }, { limit: 10 })).map((l) => l.eventId)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(await countUnreadable(read, everything)).toBe(0);
  });

  it('are the same with other spacing and another order of keys', async () => {
    const { write } = await open();
    await insertConsoleLogins(
      write,
      [login('a')],
      page(() => '{"x":{"b":[1,2],"a":1},"y":2}'),
    );
    const again = await insertConsoleLogins(
      write,
      [login('a')],
      page(() => '{ "y": 2, "x": { "a": 1, "b": [1, 2] } }'),
    );
    expect(again).toMatchObject({ inserted: [], again: 1, aside: [] });
  });

  it('with a known id and other content are kept aside, once', async () => {
    const { read, write } = await open();
    await insertConsoleLogins(
      write,
      [login('a')],
      page(() => '{"MFAUsed":"Yes"}'),
    );
    const other = [login('a', { mfaUsed: false })];
    for (let i = 0; i < 2; i++) {
      const answer = await insertConsoleLogins(
        write,
        other,
        page(() => '{"MFAUsed":"No"}'),
      );
      expect(answer).toMatchObject({ inserted: [], again: 0, aside: other });
    }
    expect(await listConsoleLogins(read, { accountId }, { limit: 10 })).toEqual([login('a')]);
    expect(await listUnreadable(read, everything, { limit: 10 })).toMatchObject([
      { accountId, source: 'console-logins', where: 'event a', raw: '{"MFAUsed":"No"}', collectionId: 'run' },
    ]);
  });

  it('with a known id and other content on one page are kept aside too', async () => {
    const { write } = await open();
    let n = 0;
    const answer = await insertConsoleLogins(
      write,
      [login('a'), login('a')],
      page(() => `{"n":${n++ % 2}}`),
    );
    expect(answer.inserted).toHaveLength(1);
    expect(answer.aside).toHaveLength(1);
  });

  it('with an id longer than AWS writes are kept aside, and stop nothing', async () => {
    const { read, write } = await open();
    const long = Array.from({ length: 4_000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('');
    const hostile = [login(long), login('b', { mfaIdentifier: long }), login('c', { principalId: long })];
    const answer = await insertConsoleLogins(write, [...hostile, login('d')], page());
    expect(answer.inserted.map((l) => l.eventId)).toEqual(['d']);
    expect(answer.aside).toEqual(hostile);
    expect(await countUnreadable(read, everything)).toBe(3);
  });

  it('of two accounts with the same event id are two', async () => {
    const { write } = await open();
    const answer = await insertConsoleLogins(write, [login('a'), login('a', { accountId: '100000000002' })], page());
    expect(answer.inserted).toHaveLength(2);
  });

  it('are read page by page, oldest first, none twice, also within one millisecond', async () => {
    const { read, write } = await open();
    const logins = Array.from({ length: 25 }, (_, i) =>
      login(`e${String(i).padStart(2, '0')}`, { time: 1_000 + Math.floor(i / 10) }),
    );
    await insertConsoleLogins(write, logins.toReversed(), page());
    const pages: string[][] = [];
    for await (const some of consoleLoginPages(read, { principalId: `${accountId}:AIDAEXAMPLE` }, { limit: 4 }))
      pages.push(some.map((l) => l.eventId));
    expect(pages.flat()).toEqual(logins.map((l) => l.eventId));
    expect(pages.map((p) => p.length)).toEqual([4, 4, 4, 4, 4, 4, 1]);
  });

  it('tell whose they are, with which identifiers, and which are not attributed yet', async () => {
    const { read, write } = await open();
    const other = login('c', { principalId: `${accountId}:root`, time: 2_000, mfaIdentifier: null });
    await insertConsoleLogins(write, [login('a'), login('b', { outcome: 'failure', time: 1_500 }), other], page());
    expect(await principalsWithLogins(read, accountId)).toEqual([`${accountId}:AIDAEXAMPLE`, `${accountId}:root`]);
    expect(await listLoginIdentifiers(read, `${accountId}:AIDAEXAMPLE`)).toEqual([
      { mfaIdentifier: `arn:aws:iam::${accountId}:mfa/alice`, time: 1_000 },
    ]);
    expect((await listUnattributedLogins(read, accountId, 2)).map((l) => l.eventId)).toEqual(['a', 'b']);
  });
});

describeOnEngines('changes and role switches', ({ open }) => {
  const event: LifecycleEvent = {
    accountId,
    eventId: 'l1',
    time: 1_000,
    region: 'us-east-1',
    name: 'EnableMFADevice',
    userName: 'alice',
    newUserName: null,
    uniqueId: 'AIDAEXAMPLE',
    serialNumber: 'GAHT12345678',
    actorArn: null,
    errorCode: null,
    evidenceSha256: 'e',
    evidenceIndex: 3,
  };
  const roleSwitch: RoleSwitch = {
    accountId,
    eventId: 's1',
    time: 1_000,
    region: 'us-east-1',
    switchedFrom: 'arn:aws:iam::100000000002:user/bob',
    roleArn: null,
    sourceIp: '192.0.2.1',
    userAgent: 'a browser',
    evidenceSha256: 'e',
    evidenceIndex: 0,
  };

  it('come back as they were, and are kept once', async () => {
    const { read, write } = await open();
    for (let i = 0; i < 2; i++) {
      await insertLifecycleEvents(write, [event, { ...event, eventId: 'l0', time: 2_000 }], page());
      await insertRoleSwitches(write, [roleSwitch], page());
    }
    expect((await listLifecycleEvents(read, accountId)).map((e) => e.eventId)).toEqual(['l1', 'l0']);
    expect(await listLifecycleEvents(read, accountId, 1_001)).toMatchObject([{ eventId: 'l0' }]);
    expect((await listLifecycleEvents(read, accountId))[0]).toEqual(event);
    expect(await listRoleSwitches(read, accountId, { from: 999, to: 1_000 })).toEqual([roleSwitch]);
    expect(await listRoleSwitches(read, accountId, { from: 1_000, to: 2_000 })).toEqual([]);
  });
});

describeOnEngines('coverage', ({ open }) => {
  const of = { accountId, region: 'us-east-1', eventName: 'ConsoleLogin' };
  const span = (from: number, to: number, collectionId = 'run') => ({ ...of, from, to, collectionId });

  it('joins the spans of pages and runs, and says what is left', async () => {
    const { read, write } = await open();
    for (const s of [
      span(80, 100),
      span(60, 80),
      span(10, 30),
      span(95, 120, 'next'),
      span(60, 80, 'next'),
      span(5, 5),
    ])
      await recordCoverage(write, s, 1);
    await recordCoverage(write, { ...span(0, 50), region: 'eu-north-1' }, 1);
    expect(await listCoverage(read, everything)).toEqual([
      { ...of, region: 'eu-north-1', from: 0, to: 50 },
      { ...of, from: 10, to: 30 },
      { ...of, from: 60, to: 120 },
    ]);
    expect(await listUncovered(read, of, { from: 0, to: 130 })).toEqual([
      { from: 0, to: 10 },
      { from: 30, to: 60 },
      { from: 120, to: 130 },
    ]);
    expect((await listRecordedCoverage(read, of)).map((c) => c.collectionId)).toEqual(['run', 'next', 'run', 'next']);
  });

  it('is asked for by scope and event name', async () => {
    const { read, write } = await open();
    await recordCoverage(write, span(0, 10), 1);
    await recordCoverage(write, { ...span(0, 10), eventName: 'SwitchRole' }, 1);
    expect(await listCoverage(read, { kind: 'accounts', accountIds: [] })).toEqual([]);
    expect(await listCoverage(read, { kind: 'accounts', accountIds: ['100000000002'] })).toEqual([]);
    const scope = { kind: 'accounts' as const, accountIds: [accountId] };
    expect(await listCoverage(read, scope, { eventNames: ['SwitchRole'] })).toMatchObject([
      { eventName: 'SwitchRole' },
    ]);
  });
});
