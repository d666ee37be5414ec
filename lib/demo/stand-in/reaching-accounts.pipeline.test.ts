import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { GetAccountSummaryCommand, ListMFADevicesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { DescribeOrganizationCommand, paginateListAccounts } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, AssumeRootCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { day, hour } from '#lib/domain/instant';
import { makeAccount } from '../make-account.ts';
import { makeOrganization } from '../make-organization.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { assume, clientsFor, refusal } from './test-clients.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const joinedAt = start - 500 * day;
const role = (externalId: string | null) => ({
  name: 'KeyholderAudit',
  uniqueId: 'AROASAMPLEAUDIT000001',
  trustedAccountId: '100000000001',
  externalId,
});
const chainable = { ...role(null), name: 'Chainable', trustedAccountId: '100000000003' };
const organization = makeOrganization([
  makeAccount({ id: '100000000001', name: 'sample-management', joinedAt }),
  makeAccount({
    id: '100000000002',
    name: 'sample-a',
    joinedAt,
    auditRoles: [role('sample-external-id')],
    enabledRegions: ['eu-south-1', 'us-east-1'],
  }),
  makeAccount({ id: '100000000003', name: 'sample-b', joinedAt, auditRoles: [role(null), chainable] }),
  makeAccount({ id: '100000000004', name: 'sample-closed', joinedAt, status: 'SUSPENDED', auditRoles: [role(null)] }),
  makeAccount({ id: '100000000005', name: 'sample-stranger', joinedAt }),
]);

let now = start;
let standIn: StandIn;
beforeAll(async () => {
  standIn = await startStandIn({ organization, clock: () => now, limits: { pageSize: 2 } });
});
afterAll(() => standIn.close());

const roleArn = (accountId: string) => `arn:aws:iam::${accountId}:role/KeyholderAudit`;

it('says who the caller is, for a user and for a role session', async () => {
  const identity = await clientsFor(standIn).sts.send(new GetCallerIdentityCommand({}));
  expect(identity).toMatchObject({
    Account: '100000000001',
    Arn: 'arn:aws:iam::100000000001:user/keyholder-collector',
    UserId: 'AIDASAMPLECOLLECTOR00',
  });
  const key = await assume(standIn, roleArn('100000000002'), 'sample-external-id');
  expect(await clientsFor(standIn, key).sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '100000000002',
    Arn: 'arn:aws:sts::100000000002:assumed-role/KeyholderAudit/keyholder',
    UserId: 'AROASAMPLEAUDIT000001:keyholder',
  });
});

describe('AssumeRole', () => {
  const cases: readonly [what: string, accountId: string, externalId: string | undefined, answer: string][] = [
    ['with the external id', '100000000002', 'sample-external-id', 'answered'],
    ['without the external id', '100000000002', undefined, 'AccessDenied 403'],
    ['with another external id', '100000000002', 'guess', 'AccessDenied 403'],
    ['where none is asked for', '100000000003', undefined, 'answered'],
    ['in a suspended account', '100000000004', undefined, 'AccessDenied 403'],
    ['where the role does not exist', '100000000005', undefined, 'AccessDenied 403'],
    ['in an account outside the organization', '100000000009', undefined, 'AccessDenied 403'],
  ];
  it.each(cases)('%s', async (_, accountId, externalId, answer) => {
    expect(await refusal(assume(standIn, roleArn(accountId), externalId))).toBe(answer);
  });

  it('gives chained sessions an hour, and no more', async () => {
    const chained = clientsFor(standIn, await assume(standIn, roleArn('100000000003')));
    const command = (DurationSeconds: number) =>
      new AssumeRoleCommand({
        RoleArn: 'arn:aws:iam::100000000003:role/Chainable',
        RoleSessionName: 's',
        DurationSeconds,
      });
    expect(await refusal(chained.sts.send(command(7_200)))).toBe('ValidationError 400');
    const { Credentials } = await chained.sts.send(command(3_600));
    expect(Credentials?.Expiration?.getTime()).toBe(start + hour);
  });
});

describe('AssumeRoot', () => {
  const TaskPolicyArn = { arn: 'arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials' };
  const central = { ...organization, rootFeatures: ['RootCredentialsManagement'] } as const;
  const open = async () => {
    const opened = await startStandIn({ organization: central, clock: () => now });
    onTestFinished(() => opened.close());
    return opened;
  };

  it('gives a session that lists the devices of root, and may do nothing else', async () => {
    const opened = await open();
    const command = new AssumeRootCommand({ TargetPrincipal: '100000000002', TaskPolicyArn });
    const { Credentials: c } = await clientsFor(opened).sts.send(command);
    if (!c?.AccessKeyId || !c.SecretAccessKey || !c.SessionToken) throw new Error('AssumeRoot answered no credentials');
    const key = { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken };
    const { iam } = clientsFor(opened, key);
    expect((await iam.send(new ListMFADevicesCommand({}))).MFADevices).toEqual([]);
    expect(await refusal(iam.send(new ListUsersCommand({})))).toBe('AccessDenied 403');
  });

  const refused: [string, object, string][] = [
    ['the management account', { TargetPrincipal: '100000000001', TaskPolicyArn }, 'AccessDenied 403'],
    ['a suspended account', { TargetPrincipal: '100000000004', TaskPolicyArn }, 'AccessDenied 403'],
    [
      'another policy',
      { TargetPrincipal: '100000000002', TaskPolicyArn: { arn: 'arn:aws:iam::aws:policy/x' } },
      'ValidationError 400',
    ],
    [
      'more than 15 minutes',
      { TargetPrincipal: '100000000002', TaskPolicyArn, DurationSeconds: 901 },
      'ValidationError 400',
    ],
  ];
  it.each(refused)('is refused for %s', async (_, input, expected) => {
    const command = new AssumeRootCommand({ TargetPrincipal: '', TaskPolicyArn, ...input });
    expect(await refusal(clientsFor(await open()).sts.send(command))).toBe(expected);
  });

  it('is refused while central management of root credentials is off', async () => {
    const command = new AssumeRootCommand({ TargetPrincipal: '100000000002', TaskPolicyArn });
    expect(await refusal(clientsFor(standIn).sts.send(command))).toBe('AccessDenied 403');
  });

  it('is not known at the global endpoint', async () => {
    const { sts } = clientsFor(await open());
    sts.middlewareStack.add(
      (next) => (args) => {
        if (typeof args.request === 'object' && args.request !== null && 'headers' in args.request) {
          Object.assign(args.request.headers ?? {}, { host: 'sts.amazonaws.com' });
        }
        return next(args);
      },
      { step: 'build', priority: 'low' },
    );
    const command = new AssumeRootCommand({ TargetPrincipal: '100000000002', TaskPolicyArn });
    expect(await refusal(sts.send(command))).toBe('InvalidAction 400');
  });
});

it('refuses keys it does not know, keys without their token, and sessions that have ended, in each service its own way', async () => {
  const session = await assume(standIn, roleArn('100000000003'));
  const { sessionToken: _, ...withoutToken } = session;
  const refusals = async (key: typeof session) => {
    const { iam, sts, ec2, organizations, cloudtrail } = clientsFor(standIn, key);
    return Promise.all([
      refusal(iam.send(new ListUsersCommand({}))),
      refusal(sts.send(new GetCallerIdentityCommand({}))),
      refusal(ec2.send(new DescribeRegionsCommand({}))),
      refusal(organizations.send(new DescribeOrganizationCommand({}))),
      refusal(cloudtrail.send(new LookupEventsCommand({}))),
    ]);
  };
  const unknown = [
    'InvalidClientTokenId 403',
    'InvalidClientTokenId 403',
    'AuthFailure 401',
    'UnrecognizedClientException 400',
    'UnrecognizedClientException 400',
  ];
  expect(await refusals({ accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' })).toEqual(unknown);
  expect(await refusals(withoutToken)).toEqual(unknown);
  now = start + hour;
  expect(await refusals(session)).toEqual([
    'ExpiredToken 403',
    'ExpiredToken 403',
    'RequestExpired 400',
    'ExpiredTokenException 400',
    'ExpiredTokenException 400',
  ]);
  now = start;
});

it('refuses a request without a signature', async () => {
  const body = 'Action=ListUsers&Version=2010-05-08';
  const scope = `Credential=${standIn.credentials.accessKeyId}/20261122/us-east-1/iam/aws4_request`;
  const unsigned = await fetch(standIn.url, { method: 'POST', body });
  expect([unsigned.status, await unsigned.text()]).toEqual([
    403,
    expect.stringContaining('<Code>MissingAuthenticationToken</Code>'),
  ]);
  const noSignature = await fetch(standIn.url, {
    method: 'POST',
    body,
    headers: { authorization: `AWS4-HMAC-SHA256 ${scope}` },
  });
  expect([noSignature.status, await noSignature.text()]).toEqual([
    403,
    expect.stringContaining('<Code>SignatureDoesNotMatch</Code>'),
  ]);
});

it('lists the accounts of the organization page by page, suspended ones too, to the management account only', async () => {
  const { organizations } = clientsFor(standIn);
  const pages: string[][] = [];
  for await (const page of paginateListAccounts({ client: organizations }, {})) {
    pages.push((page.Accounts ?? []).map((a) => `${a.Id} ${a.Name} ${a.Status}`));
  }
  expect(pages).toEqual([
    ['100000000001 sample-management ACTIVE', '100000000002 sample-a ACTIVE'],
    ['100000000003 sample-b ACTIVE', '100000000004 sample-closed SUSPENDED'],
    ['100000000005 sample-stranger ACTIVE'],
  ]);
  const { Organization } = await organizations.send(new DescribeOrganizationCommand({}));
  expect(Organization).toMatchObject({ Id: 'o-sample0001', MasterAccountId: '100000000001', FeatureSet: 'ALL' });
  const member = clientsFor(standIn, await assume(standIn, roleArn('100000000003')));
  const asked = (async () => {
    for await (const _ of paginateListAccounts({ client: member.organizations }, {}));
  })();
  expect(await refusal(asked)).toBe('AccessDeniedException 400');
});

it('says that an account belongs to no organization', async () => {
  const alone = await startStandIn({
    organization: makeOrganization([makeAccount({ id: '100000000001', name: 'sample-alone', joinedAt })], { id: null }),
    clock: () => start,
  });
  const { organizations } = clientsFor(alone);
  expect(await refusal(organizations.send(new DescribeOrganizationCommand({})))).toBe(
    'AWSOrganizationsNotInUseException 400',
  );
  await alone.close();
});

it('names the enabled Regions, and knows no keys in the others', async () => {
  const key = await assume(standIn, roleArn('100000000002'), 'sample-external-id');
  const { Regions } = await clientsFor(standIn, key).ec2.send(new DescribeRegionsCommand({}));
  expect(Regions?.map((r) => [r.RegionName, r.OptInStatus])).toEqual([
    ['eu-south-1', 'opted-in'],
    ['us-east-1', 'opt-in-not-required'],
  ]);
  const elsewhere = clientsFor(standIn, key, 'eu-west-1');
  expect(await refusal(elsewhere.cloudtrail.send(new LookupEventsCommand({})))).toBe('UnrecognizedClientException 400');
  // IAM is global: whatever Region signs, it answers.
  expect(await refusal(elsewhere.iam.send(new GetAccountSummaryCommand({})))).toBe('answered');
});
