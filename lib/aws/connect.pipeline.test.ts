import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { users } from '#lib/collect/users';
import { hour, type Instant } from '#lib/domain/instant';
import { AwsFailure } from './aws-failure.ts';
import {
  type AwsOverHttp,
  awsOverHttp,
  hubId,
  memberId,
  now,
  roleName,
  sampleOrganization,
  strangerId,
  suspendedId,
} from './test-aws-over-http.ts';

const role = { roleName, externalId: 'sample-external' };
const environment = { ...process.env };
let over: AwsOverHttp;
beforeEach(async () => {
  over = await awsOverHttp();
});
afterEach(async () => {
  await over.close();
  process.env = { ...environment };
});

describe('who we are', () => {
  it('is what AWS says', async () => {
    const { caller } = await over.connect();
    expect(caller).toMatchObject({
      arn: `arn:aws:iam::${hubId}:user/user-00`,
      accountId: hubId,
      partition: 'aws',
      region: 'us-east-1',
      call: { action: 'sts:GetCallerIdentity', at: now },
    });
  });

  const refusals: [string, () => void, string, RegExp][] = [
    ['no Region', () => delete process.env.AWS_REGION, 'AWS_NO_REGION', /set AWS_REGION/],
    ['no credentials', () => delete process.env.AWS_ACCESS_KEY_ID, 'AWS_NO_CREDENTIALS', /No AWS credentials/],
    [
      'an unknown key',
      () => Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIASAMPLEUNKNOWN000' }),
      'AWS_CREDENTIALS_INVALID',
      /does not accept/,
    ],
    [
      'an expired session',
      () =>
        over.standIn.setFaults([
          {
            on: {},
            effect: { kind: 'error', status: 403, code: 'ExpiredToken', message: 'The security token expired' },
          },
        ]),
      'AWS_CREDENTIALS_EXPIRED',
      /sign in to AWS again/,
    ],
    [
      'an endpoint where nobody listens',
      () => Object.assign(process.env, { AWS_ENDPOINT_URL: 'http://127.0.0.1:4299' }),
      'AWS_UNREACHABLE',
      /127\.0\.0\.1:4299/,
    ],
    [
      'an endpoint that hangs',
      () => over.standIn.setFaults([{ on: {}, effect: { kind: 'hang' } }]),
      'AWS_UNREACHABLE',
      /127\.0\.0\.1:\d+ \(TimeoutError\)/,
    ],
    [
      'a proxy that answers HTML',
      () => over.standIn.setFaults([{ on: {}, effect: { kind: 'html' } }]),
      'AWS_BAD_ANSWER',
      /not an answer of AWS/,
    ],
  ];
  for (const [title, arrange, code, sentence] of refusals) {
    it(`${title}: ${code}`, async () => {
      arrange();
      const refused = over.connect();
      await expect(refused).rejects.toMatchObject({ code });
      await expect(refused).rejects.toThrow(sentence);
      // One sentence for a person: no line breaks, no stack, no more than it takes.
      await expect(refused).rejects.toThrow(/^[^\n]{20,220}\.$/);
    });
  }
});

describe('the organization', () => {
  it('is listed with suspended accounts, when a role is configured', async () => {
    const list = await (await over.connect()).listAccounts(role);
    expect(list).toMatchObject({ organization: 'listed', failure: null });
    expect(list.accounts).toEqual([
      { id: hubId, name: 'hub', organizationStatus: 'ACTIVE', isManagement: true },
      { id: memberId, name: 'member', organizationStatus: 'ACTIVE', isManagement: false },
      { id: strangerId, name: 'stranger', organizationStatus: 'ACTIVE', isManagement: false },
      { id: suspendedId, name: 'suspended', organizationStatus: 'SUSPENDED', isManagement: false },
    ]);
  });

  it('is not asked without a role', async () => {
    const list = await (await over.connect()).listAccounts(null);
    expect(list.organization).toBe('not-asked');
    expect(list.accounts.map((a) => a.id)).toEqual([hubId]);
    expect(over.standIn.log.count({ service: 'organizations' })).toBe(0);
  });

  it('leaves the own account when it is denied, and says so', async () => {
    over.standIn.setFaults([{ on: { service: 'organizations', operation: 'ListAccounts' }, effect: { kind: 'deny' } }]);
    const list = await (await over.connect()).listAccounts(role);
    expect(list.organization).toBe('not-readable');
    expect(list.failure).toMatchObject({ kind: 'denied', action: 'organizations:ListAccounts' });
    expect(list.accounts).toEqual([{ id: hubId, name: null, organizationStatus: null, isManagement: true }]);
  });

  it('may not exist', async () => {
    const { standIn } = over;
    await over.close();
    over = await awsOverHttp({ organization: { ...sampleOrganization(), id: null } });
    expect(standIn).not.toBe(over.standIn);
    const list = await (await over.connect()).listAccounts(role);
    expect(list).toMatchObject({ organization: 'not-in-organization', failure: null });
    expect(list.accounts.map((a) => a.id)).toEqual([hubId]);
  });
});

describe('the way into an account', () => {
  it('is the role, whose keys are never recorded', async () => {
    const connection = await over.connect();
    const opened = await connection.openAccount(memberId, role);
    expect(opened.by).toBe('role');
    expect(opened.calls).toMatchObject([{ action: 'sts:AssumeRole', parameters: { RoleSessionName: 'keyholder' } }]);
    expect(JSON.stringify(opened.calls)).toContain('SessionTokenSha256');
    expect(JSON.stringify(opened.calls)).not.toMatch(/sample-(external|session|secret)/);
  });

  it('is the own credentials where the role does not exist in the own account (case U23)', async () => {
    const opened = await (await over.connect()).openAccount(hubId, role);
    expect(opened.by).toBe('own-credentials');
  });

  it('is denied naming sts:AssumeRole where the role cannot be assumed', async () => {
    const connection = await over.connect();
    for (const [accountId, wrong] of [
      [strangerId, role],
      [suspendedId, role],
      [memberId, { ...role, externalId: 'wrong' }],
      [memberId, null],
    ] as const) {
      const refused = connection.openAccount(accountId, wrong);
      await expect(refused).rejects.toBeInstanceOf(AwsFailure);
      await expect(refused).rejects.toMatchObject({ kind: 'denied', action: 'sts:AssumeRole' });
    }
  });

  it('is renewed before its hour has passed', async () => {
    await over.close();
    const time: { now: Instant } = { now: Date.now() };
    over = await awsOverHttp({ clock: () => time.now }, { clock: () => time.now });
    const { aws } = await (await over.connect()).openAccount(memberId, role);
    for (const minutes of [0, 40, 55, 65, 130, 300]) {
      time.now += minutes * (hour / 60);
      for await (const chunk of users.read(aws, undefined)) expect(chunk.succeeded).toBe(1);
    }
    expect(over.standIn.log.count({ outcome: 'ExpiredToken' })).toBe(0);
    expect(over.standIn.log.count({ operation: 'AssumeRole' })).toBeGreaterThan(3);
  });

  it('is renewed when AWS ends the session early', async () => {
    const { aws } = await (await over.connect()).openAccount(memberId, role);
    const ended = { kind: 'error', status: 403, code: 'ExpiredToken', message: 'The session has ended' } as const;
    over.standIn.setFaults([{ on: { operation: 'ListUsers' }, effect: ended, times: 1 }]);
    for await (const chunk of users.read(aws, undefined)) expect(chunk.succeeded).toBe(1);
    expect(over.standIn.log.count({ operation: 'AssumeRole' })).toBe(2);
  });

  it('carries no token into an error that somebody may log', async () => {
    const { aws } = await (await over.connect()).openAccount(memberId, role);
    over.standIn.setFaults([{ on: { operation: 'ListUsers' }, effect: { kind: 'deny' } }]);
    const denied = await users
      .read(aws, undefined)
      .next()
      .catch((error: unknown) => error);
    expect(denied).toBeInstanceOf(AwsFailure);
    expect(inspect(denied, { depth: 20, showHidden: true })).not.toMatch(/sample-(external|session|secret)/);
  });
});
