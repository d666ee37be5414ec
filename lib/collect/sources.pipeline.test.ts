import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountAws } from '#lib/aws/account-aws';
import { type AwsOverHttp, awsOverHttp, hubId, hubUsers, now, sampleOrganization } from '#lib/aws/test-aws-over-http';
import type { FaultEffect } from '#lib/demo/stand-in/faults';
import { startCredentialReport } from './credential-report.ts';
import type { Chunk, Source } from './source.ts';
import { sources } from './sources.ts';

const environment = { ...process.env };
let over: AwsOverHttp;
let aws: AccountAws;
beforeEach(async () => {
  over = await awsOverHttp({ organization: sampleOrganization(), limits: { pageSize: 5, reportBuildMs: 20 } });
  aws = (await (await over.connect()).openAccount(hubId, null)).aws;
  over.standIn.log.clear();
});
afterEach(async () => {
  await over.close();
  process.env = { ...environment };
});

async function readAll<Input, Answer>(source: Source<Input, Answer>, input: Input) {
  const chunks: Chunk<Answer>[] = [];
  for await (const chunk of source.read(aws, input)) chunks.push(chunk);
  return chunks;
}

/** The chunks that came, and the failure that ended them. */
async function readUntilFailure<Input, Answer>(source: Source<Input, Answer>, input: Input) {
  const chunks: Chunk<Answer>[] = [];
  try {
    for await (const chunk of source.read(aws, input)) chunks.push(chunk);
    return { chunks, failure: null };
  } catch (failure) {
    return { chunks, failure };
  }
}

const everyUser = hubUsers.map(({ uniqueId, userName }) => ({ uniqueId, userName }));
const fidoDevices = hubUsers.flatMap(({ userName, devices }) =>
  devices
    .filter((device) => device.serialNumber.includes(':u2f/'))
    .map(({ serialNumber, enabledAt }) => ({ userName, serialNumber, enabledAt })),
);
const subjectFault = (operation: string, subject: string, effect: FaultEffect) => ({
  on: { operation, subject },
  effect,
});

describe('what the sources read', () => {
  it('lists: all pages, each a chunk', async () => {
    const users = await readAll(sources.users, undefined);
    expect(users.map((chunk) => chunk.answer.Users.length)).toEqual([5, 5, 2]);
    expect(users.flatMap((chunk) => chunk.calls.map((call) => call.action))).toEqual(Array(3).fill('iam:ListUsers'));
    const devices = await readAll(sources['virtual-devices'], undefined);
    expect(devices.flatMap((chunk) => chunk.answer.VirtualMFADevices)).toHaveLength(3);
    const details = await readAll(sources.authorization, undefined);
    expect(details.flatMap((chunk) => chunk.answer.UserDetailList)).toHaveLength(12);
    const [regions] = await readAll(sources.regions, undefined);
    expect(regions?.answer.enabled).toContain('eu-north-1');
  });

  it('the devices of each user, also of one that is gone', async () => {
    const [chunk, ...more] = await readAll(sources['mfa-devices'], [
      ...everyUser,
      { uniqueId: 'AIDAGONE', userName: 'gone' },
    ]);
    expect(more).toEqual([]);
    expect(chunk).toMatchObject({ attempted: 13, succeeded: 13, failures: [] });
    const devices = new Map(chunk?.answer.users.map((user) => [user.userName, user.devices]));
    expect(devices.get('gone')).toBe('gone');
    expect(devices.get('user-01')).toEqual([]);
    expect(devices.get('user-02')).toMatchObject([{ SerialNumber: `arn:aws:iam::${hubId}:mfa/user-02` }]);
  });

  it('passwords, and certifications where AWS knows them', async () => {
    const [profiles] = await readAll(sources['login-profiles'], everyUser);
    const without = profiles?.answer.users.filter((user) => user.loginProfile === 'none').map((user) => user.userName);
    expect(without?.sort()).toEqual(['user-08', 'user-09', 'user-10', 'user-11']);
    const virtual = { userName: 'user-02', serialNumber: `arn:aws:iam::${hubId}:mfa/user-02`, enabledAt: null };
    const [fido] = await readAll(sources['fido-certification'], [...fidoDevices, virtual]);
    expect(fido).toMatchObject({ attempted: 4, succeeded: 4 });
    expect(fido?.answer.devices.map((device) => device.certifications)).toContainEqual({ FIDO: 'L1' });
    expect(fido?.answer.devices.filter((device) => Object.keys(device.certifications).length === 0)).toHaveLength(3);
  });

  it('the credential report: started, polled, byte for byte', async () => {
    const started = await startCredentialReport(aws);
    expect(started).toMatchObject({ complete: false, failure: null });
    const [chunk] = await readAll(sources['credential-report'], { started, pollEvery: 5 });
    expect(chunk?.answer.Content.split('\n')).toHaveLength(1 + 1 + 12);
    expect(chunk?.calls.at(-1)?.bytes).toBe(chunk?.answer.Content);
    expect(chunk?.answer.GeneratedTime).toEqual(new Date(now));
  });

  it('the account, its providers, and central root management that was never switched on', async () => {
    const [account] = await readAll(sources.account, undefined);
    expect(account).toMatchObject({ attempted: 4, succeeded: 4, failures: [] });
    expect(account?.answer).toMatchObject({
      aliases: [],
      passwordPolicy: 'none',
      summary: { SummaryMap: { Users: 12 } },
    });
    const federation = await readAll(sources.federation, undefined);
    expect(federation.map(({ answer }) => [answer.SAMLProviderList, answer.OpenIDConnectProviderList])).toEqual([
      [[], undefined],
      [undefined, []],
    ]);
    const [root] = await readAll(sources.root, undefined);
    expect(root?.answer).toEqual({ OrganizationId: null, EnabledFeatures: [], readAt: now });
  });

  it('asks for exactly the actions it declares', async () => {
    for (const [source, input] of [
      [sources.account, undefined],
      [sources.regions, undefined],
      [sources['credential-report'], { started: null, pollEvery: 5 }],
      [sources.users, undefined],
      [sources['virtual-devices'], undefined],
      [sources['mfa-devices'], everyUser],
      [sources['login-profiles'], everyUser],
      [sources['fido-certification'], fidoDevices],
      [sources.authorization, undefined],
      [sources.federation, undefined],
      [sources.root, undefined],
    ] as const) {
      over.standIn.log.clear();
      const read: AsyncGenerator<Chunk<unknown>> = Reflect.apply(source.read, source, [aws, input]);
      const recorded = new Set<string>();
      for await (const chunk of read) for (const call of chunk.calls) recorded.add(call.action);
      const asked = over.standIn.log.calls.map((call) => `${call.service}:${call.operation}`);
      expect([...new Set(asked)].sort()).toEqual([...source.actions].sort());
      expect([...recorded].sort()).toEqual([...source.actions].sort());
    }
  });
});

describe('what goes wrong costs only itself', () => {
  const effects: [string, FaultEffect, string][] = [
    ['denied', { kind: 'deny' }, 'AccessDenied'],
    ['throttled to the end', { kind: 'throttle' }, 'Throttling'],
    ['hanging', { kind: 'hang' }, 'TimeoutError'],
    ['closed', { kind: 'disconnect' }, 'ECONNRESET'],
    ['HTML with status 200', { kind: 'html' }, 'IncompleteAnswer'],
    ['empty with status 200', { kind: 'empty' }, 'IncompleteAnswer'],
    ['cut off', { kind: 'cut-off' }, 'UnreadableAnswer'],
  ];
  for (const [title, effect, error] of effects) {
    it(`one user of twelve, ${title} (case U5)`, async () => {
      over.standIn.setFaults([subjectFault('ListMFADevices', 'user-05', effect)]);
      const [chunk] = await readAll(sources['mfa-devices'], everyUser);
      expect(chunk).toMatchObject({ attempted: 12, succeeded: 11 });
      expect(chunk?.failures).toMatchObject([{ subject: 'user-05', action: 'iam:ListMFADevices' }]);
      expect(chunk?.failures[0]?.error).toContain(error);
      expect(chunk?.answer.users.map((user) => user.userName)).not.toContain('user-05');
    });

    it(`a list, ${title}: a failure, never an empty list`, async () => {
      over.standIn.setFaults([{ on: { operation: 'ListUsers' }, effect, after: 1 }]);
      const { chunks, failure } = await readUntilFailure(sources.users, undefined);
      expect(chunks).toHaveLength(1);
      expect(failure).toMatchObject({ name: 'AwsFailure', action: 'iam:ListUsers', errorName: error });
    });

    // A denial is AWS's last word; everything else may pass.
    if (effect.kind === 'deny') continue;
    it(`a list, ${title} once: asked again`, async () => {
      over.standIn.setFaults([{ on: { operation: 'ListUsers' }, effect, after: 1, times: 1 }]);
      const chunks = await readAll(sources.users, undefined);
      expect(chunks.flatMap((chunk) => chunk.answer.Users)).toHaveLength(12);
    });
  }

  it('a source that is denied for everybody is denied as a whole, and says how many were asked', async () => {
    over.standIn.setFaults([{ on: { operation: 'ListMFADevices' }, effect: { kind: 'deny' } }]);
    const many = Array.from({ length: 300 }, (_, n) => ({ uniqueId: `AIDA${n}`, userName: `nobody-${n}` }));
    const { chunks, failure } = await readUntilFailure(sources['mfa-devices'], many);
    expect(failure).toMatchObject({ kind: 'denied', action: 'iam:ListMFADevices' });
    const asked = over.standIn.log.count({ operation: 'ListMFADevices' });
    expect(asked).toBe(25);
    expect(chunks.map(({ attempted, succeeded }) => [attempted, succeeded])).toEqual([[25, 0]]);
  });

  it('part of the account denied', async () => {
    over.standIn.setFaults([{ on: { operation: 'GetAccountSummary' }, effect: { kind: 'deny' } }]);
    const [chunk] = await readAll(sources.account, undefined);
    expect(chunk).toMatchObject({ attempted: 4, succeeded: 3, answer: { summary: null, aliases: [] } });
    expect(chunk?.failures).toMatchObject([{ subject: 'GetAccountSummary', action: 'iam:GetAccountSummary' }]);
  });

  it('a report that may not be asked for, but exists', async () => {
    await readAll(sources['credential-report'], { started: null, pollEvery: 5 });
    over.standIn.setFaults([{ on: { operation: 'GenerateCredentialReport' }, effect: { kind: 'deny' } }]);
    const [chunk] = await readAll(sources['credential-report'], { started: null, pollEvery: 5 });
    expect(chunk?.answer.Content).toMatch(/^user,arn,/);
  });

  it('a report that is denied names the action to grant (case U6)', async () => {
    over.standIn.setFaults([{ on: { operation: 'GenerateCredentialReport' }, effect: { kind: 'deny' } }]);
    const { failure } = await readUntilFailure(sources['credential-report'], { started: null, pollEvery: 5 });
    expect(failure).toMatchObject({ kind: 'denied', action: 'iam:GenerateCredentialReport' });
  });

  it('a run that is stopped stops at once, with the reason it was given', async () => {
    const controller = new AbortController();
    const { aws: stoppable } = await (await over.connect()).openAccount(hubId, null, { signal: controller.signal });
    over.standIn.setFaults([{ on: { operation: 'ListUsers' }, effect: { kind: 'hang' } }]);
    const reading = sources.users.read(stoppable, undefined).next();
    controller.abort(new Error('the run was stopped'));
    await expect(reading).rejects.toThrow('the run was stopped');
  });

  it('many questions that listen to one signal raise no warning', async () => {
    const warnings: string[] = [];
    const note = (warning: Error) => void warnings.push(warning.message);
    process.on('warning', note);
    const { aws: stoppable } = await (await over.connect()).openAccount(hubId, null, {
      signal: new AbortController().signal,
    });
    const many = Array.from({ length: 40 }, (_, n) => ({ uniqueId: `AIDA${n}`, userName: `nobody-${n}` }));
    for await (const chunk of sources['mfa-devices'].read(stoppable, many)) expect(chunk.succeeded).toBe(40);
    process.off('warning', note);
    expect(warnings.filter((message) => message.includes('listeners'))).toEqual([]);
  });
});
