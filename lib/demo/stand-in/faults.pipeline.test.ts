import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { ListMFADevicesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day } from '#lib/domain/instant';
import { makeAccount, makeUser } from '../make-account.ts';
import { makeOrganization } from '../make-organization.ts';
import type { Fault, FaultEffect } from './faults.ts';
import { realisticLimits } from './limits.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { clientsFor, refusal } from './test-clients.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const accountId = '100000000001';
const user = (userName: string) => makeUser({ userName, uniqueId: `AIDASAMPLE${userName}`, createdAt: start - day });
const organization = makeOrganization([
  makeAccount({
    id: accountId,
    name: 'sample',
    joinedAt: start - 500 * day,
    users: [user('ann'), user('ben')],
    deniedActions: [{ action: 'iam:ListMFADevices', subject: 'ben' }, { action: 'organizations:ListAccounts' }],
  }),
]);

let ticks = 0;
let standIn: StandIn;
beforeEach(async () => {
  ticks = 0;
  standIn = await startStandIn({
    organization,
    clock: () => start,
    ticks: () => ticks,
    limits: { iam: { perSecond: 20, burst: 40 } },
  });
});
afterEach(() => standIn.close());

const users = () => clientsFor(standIn).iam.send(new ListUsersCommand({}));
const devices = (UserName: string) => clientsFor(standIn).iam.send(new ListMFADevicesCommand({ UserName }));
const events = (region = 'us-east-1') =>
  clientsFor(standIn, standIn.credentials, region).cloudtrail.send(new LookupEventsCommand({}));
const on = (operation: string, effect: FaultEffect, rest: Partial<Fault> = {}): Fault => ({
  on: { operation },
  effect,
  ...rest,
});

describe('what goes wrong on purpose', () => {
  const cases: readonly [effect: FaultEffect, iam: string, cloudtrail: string][] = [
    [{ kind: 'deny' }, 'AccessDenied 403', 'AccessDeniedException 400'],
    [{ kind: 'throttle' }, 'Throttling 400', 'ThrottlingException 400'],
    [
      { kind: 'error', status: 500, code: 'InternalFailure', message: '' },
      'InternalFailure 500',
      'InternalFailure 500',
    ],
    // The SDK takes these two for an answer with nothing in it: a collector has to notice.
    [{ kind: 'empty' }, 'answered', 'answered'],
    [{ kind: 'html' }, 'answered', 'SyntaxError 200'],
    [{ kind: 'cut-off' }, 'Error 200', 'SyntaxError 200'],
    [{ kind: 'disconnect' }, 'TimeoutError', 'TimeoutError'],
    [{ kind: 'delay', ms: 1 }, 'answered', 'answered'],
  ];
  it.each(cases)('$kind', async (effect, iam, cloudtrail) => {
    standIn.setFaults([on('ListUsers', effect), on('LookupEvents', effect)]);
    expect([await refusal(users()), await refusal(events())]).toEqual([iam, cloudtrail]);
    standIn.setFaults([]);
    expect([await refusal(users()), await refusal(events())]).toEqual(['answered', 'answered']);
  });

  it('hang', async () => {
    standIn.setFaults([on('ListUsers', { kind: 'hang' })]);
    const controller = new AbortController();
    const asked = refusal(clientsFor(standIn).iam.send(new ListUsersCommand({}), { abortSignal: controller.signal }));
    while (standIn.log.count({ outcome: 'hang' }) === 0) await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    expect(await asked).toBe('AbortError');
  });
});

it('hits only what it names', async () => {
  standIn.setFaults([
    { on: { operation: 'ListMFADevices', subject: 'ann' }, effect: { kind: 'throttle' } },
    { on: { service: 'cloudtrail', region: 'eu-north-1', accountId }, effect: { kind: 'deny' } },
    { on: { operation: 'ListUsers', accountId: '100000000002' }, effect: { kind: 'deny' } },
  ]);
  expect(await refusal(devices('ann'))).toBe('Throttling 400');
  expect(await refusal(devices('keyholder-collector'))).toBe('answered');
  expect(await refusal(events('eu-north-1'))).toBe('AccessDeniedException 400');
  expect(await refusal(events('us-east-2'))).toBe('answered');
  expect(await refusal(users())).toBe('answered');
});

it('begins after some requests and ends after some more', async () => {
  standIn.setFaults([on('ListUsers', { kind: 'throttle' }, { after: 1, times: 2 })]);
  const answers = [await refusal(users()), await refusal(users()), await refusal(users()), await refusal(users())];
  expect(answers).toEqual(['answered', 'Throttling 400', 'Throttling 400', 'answered']);
});

it('refuses what the account denies, for one subject only where one is named', async () => {
  expect(await refusal(devices('ben'))).toBe('AccessDenied 403');
  expect(await refusal(devices('ann'))).toBe('answered');
  const refused = await devices('ben').catch((error: unknown) => error);
  expect(String(refused)).toContain(
    'is not authorized to perform: iam:ListMFADevices on resource: arn:aws:iam::100000000001:user/ben',
  );
});

it('throttles above the rate, and lets through what the rate allows', async () => {
  const burst = async (n: number) => {
    const answers = await Promise.all(Array.from({ length: n }, () => refusal(users())));
    return answers.filter((a) => a === 'answered').length;
  };
  expect(await burst(45)).toBe(40);
  ticks += 500;
  expect(await burst(15)).toBe(10);
  expect(standIn.log.throttled()).toBe(10);
  // Another service has a bucket of its own.
  expect(await refusal(events())).toBe('answered');
});

it("keeps AWS's own pace if asked to: two lookups a second in each Region", async () => {
  const realistic = await startStandIn({
    organization,
    clock: () => start,
    realistic: true,
    ticks: () => ticks,
    limits: { latencyMs: 0 },
  });
  const ask = (region: string) =>
    refusal(clientsFor(realistic, realistic.credentials, region).cloudtrail.send(new LookupEventsCommand({})));
  expect([await ask('us-east-1'), await ask('us-east-1'), await ask('us-east-1')]).toEqual([
    'answered',
    'answered',
    'ThrottlingException 400',
  ]);
  expect(await ask('eu-north-1')).toBe('answered');
  await realistic.close();
  expect(realisticLimits).toMatchObject({ latencyMs: 40, iam: { perSecond: 20, burst: 40 } });
});

it('logs what was asked', async () => {
  ticks = 7;
  await users();
  await refusal(devices('ben'));
  expect(standIn.log.countByOperation()).toEqual({ ListUsers: 1, ListMFADevices: 1 });
  expect(standIn.log.calls[1]).toEqual({
    at: 7,
    accountId,
    service: 'iam',
    operation: 'ListMFADevices',
    region: 'us-east-1',
    subject: 'ben',
    outcome: 'AccessDenied',
  });
  expect(standIn.log.count({ outcome: 'ok', service: 'iam' })).toBe(1);
  standIn.log.clear();
  expect(standIn.log.count()).toBe(0);
});

it('answers nothing that is not AWS, and fails to start on a port in use', async () => {
  const page = await fetch(standIn.url);
  expect(page.status).toBe(403);
  const again = startStandIn({ organization, clock: () => start, port: standIn.port });
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
