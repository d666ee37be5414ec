/** GetAccountAuthorizationDetails as AWS answers it, put together in a few words: what the tests of this folder start from. */
import type { AuthorizationFacts, SourceReading } from '#lib/domain/facts';
import { normalizeSource } from '#lib/normalize/normalize-source';
import { now, reading } from '../test-account.ts';
import type { JudgedIn } from './administrative-grant.ts';
import { judgePrivileges, type Privilege } from './privilege.ts';
import { accountRoles, organizationRoles } from './roles.ts';

export const here: JudgedIn = { id: '100000000001', partition: 'aws', isManagement: false };
export const there: JudgedIn = { id: '100000000002', partition: 'aws', isManagement: false };

type Statement = Readonly<Record<string, unknown>>;
export const allow = (Action: unknown, more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...more,
});
export const deny = (Action: unknown, more: Statement = {}): Statement => ({ ...allow(Action, more), Effect: 'Deny' });
export const policy = (...Statement: readonly Statement[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
export const trust = (Principal: unknown, more: Statement = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole', ...more }],
  });

/** IAM replaces the variable by the caller's name. */
export const ownUser = 'arn:aws:iam::*:user/$' + '{aws:username}';
/** Whole services where that says the same; the last leads to more through a role. */
export const everyAdministrativeAction = [
  'iam:*',
  'organizations:*',
  'account:*',
  'sso:*',
  'sso-directory:*',
  'identitystore:*',
  'cloudtrail:StopLogging',
  'cloudtrail:DeleteTrail',
  'cloudtrail:UpdateTrail',
  'cloudtrail:PutEventSelectors',
  'cloudtrail:DeleteEventDataStore',
  'config:StopConfigurationRecorder',
  'config:DeleteConfigurationRecorder',
  'config:DeleteDeliveryChannel',
  'sts:AssumeRoot',
  'sts:AssumeRole',
];

/** AWS's own, as far as they matter here. */
export const awsManaged: Readonly<Record<string, string>> = {
  AdministratorAccess: policy(allow('*')),
  IAMFullAccess: policy(allow(['iam:*', 'organizations:DescribeAccount', 'organizations:ListRoots'])),
  PowerUserAccess: policy(
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
    allow([
      'account:GetAccountInformation',
      'iam:CreateServiceLinkedRole',
      'iam:ListRoles',
      'organizations:DescribeOrganization',
    ]),
  ),
  ReadOnlyAccess: policy(
    allow(['account:Get*', 'cloudtrail:Describe*', 'cloudtrail:Get*', 'cloudtrail:LookupEvents', 'config:Describe*']),
    allow([
      'iam:Generate*',
      'iam:Get*',
      'iam:List*',
      'iam:Simulate*',
      'organizations:Describe*',
      'organizations:List*',
    ]),
    allow(['sso:Describe*', 'sso:Get*', 'sso:List*', 'sso:Search*', 'sso-directory:Describe*', 'identitystore:List*']),
  ),
  SecurityAudit: policy(
    allow(['cloudtrail:DescribeTrails', 'config:Describe*', 'iam:GenerateCredentialReport', 'iam:Get*', 'sso:List*']),
  ),
  ViewOnlyAccess: policy(
    allow(['cloudtrail:DescribeTrails', 'config:List*', 'iam:List*', 'iam:GetAccountSummary', 'ec2:Describe*']),
  ),
};
export const managedArn = (name: string): string =>
  Object.hasOwn(awsManaged, name) ? `arn:aws:iam::aws:policy/${name}` : `arn:aws:iam::${here.id}:policy/${name}`;

export interface Holder {
  readonly attached?: readonly string[];
  readonly inline?: readonly string[];
  readonly boundary?: string;
}
export interface Words {
  readonly account?: JudgedIn;
  readonly user?: Holder & {
    readonly groups?: readonly string[];
    readonly path?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
  readonly groups?: Readonly<Record<string, Holder>>;
  readonly roles?: Readonly<Record<string, Holder & { readonly trust: string }>>;
  readonly policies?: Readonly<Record<string, string>>;
}

/** IAM encodes documents by RFC 3986. */
const inlineList = (holder: Holder) =>
  (holder.inline ?? []).map((document, n) => ({
    PolicyName: `inline-${n + 1}`,
    PolicyDocument: encodeURIComponent(document),
  }));
const attachedList = (holder: Holder) =>
  (holder.attached ?? []).map((name) => ({ PolicyName: name, PolicyArn: managedArn(name) }));
const boundaryOf = ({ boundary }: Holder) =>
  boundary === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: managedArn(boundary) } };

/** The one user is alice. */
export const aliceId = 'AIDAALICE';
export function authorizationAnswer({ account = here, user = {}, groups = {}, roles = {}, policies = {} }: Words) {
  const arn = (rest: string) => `arn:${account.partition}:iam::${account.id}:${rest}`;
  return {
    UserDetailList: [
      {
        UserId: aliceId,
        UserName: 'alice',
        Path: user.path ?? '/',
        Arn: arn(`user${user.path ?? '/'}alice`),
        UserPolicyList: inlineList(user),
        GroupList: user.groups ?? [],
        AttachedManagedPolicies: attachedList(user),
        ...boundaryOf(user),
        Tags: Object.entries(user.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
      },
    ],
    GroupDetailList: Object.entries(groups).map(([GroupName, group]) => ({
      GroupName,
      GroupPolicyList: inlineList(group),
      AttachedManagedPolicies: attachedList(group),
    })),
    RoleDetailList: Object.entries(roles).map(([RoleName, role]) => ({
      RoleName,
      Arn: arn(`role/${RoleName}`),
      AssumeRolePolicyDocument: encodeURIComponent(role.trust),
      RolePolicyList: inlineList(role),
      AttachedManagedPolicies: attachedList(role),
      ...boundaryOf(role),
    })),
    Policies: Object.entries({ ...awsManaged, ...policies }).map(([PolicyName, document]) => ({
      PolicyName,
      Arn: managedArn(PolicyName),
      PolicyVersionList: [
        { Document: encodeURIComponent(policy(allow('*'))), VersionId: 'v1', IsDefaultVersion: false },
        { Document: encodeURIComponent(document), VersionId: 'v2', IsDefaultVersion: true },
      ],
    })),
    readAt: now,
  };
}

export function authorizationReading(words: Words): SourceReading<AuthorizationFacts> {
  const { facts } = normalizeSource('authorization', authorizationAnswer(words), {
    partition: 'aws',
    region: 'us-east-1',
  });
  return reading('authorization', facts);
}

/** Alice of the first account, with what the others were found to hold. */
export function judgeAlice(words: Words, others: readonly Words[] = []): Privilege {
  const own = authorizationReading(words);
  const account = words.account ?? here;
  const organization = organizationRoles([
    accountRoles(account, own, now),
    ...others.map((other) => {
      const account = other.account ?? there;
      return accountRoles(account, authorizationReading({ ...other, account }), now);
    }),
  ]);
  const answer = judgePrivileges({
    account,
    authorization: own,
    users: [{ uniqueId: aliceId }],
    organization,
    at: now,
  });
  const alice = answer.get(aliceId);
  if (alice === undefined) throw new Error('alice was not judged');
  return alice;
}
