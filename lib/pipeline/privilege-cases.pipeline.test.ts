/** Cases P1 to P12, recorded in an organization and asked of AWS's stand-in over HTTP: privileged or not, and what decided it. */
import { describe, expect, it, vi } from 'vitest';
import type { OrganizationPolicy, OrganizationRole, OrganizationUser } from '#lib/demo/organization';
import {
  allow,
  awsManaged,
  deny,
  everyAdministrativeAction,
  managedArn,
  ownUser,
  policy,
  trust,
} from '#lib/evaluate/privilege/test-authorization';
import { collectedOnce, device, member, user, virtual } from './test-cases.ts';
import type { Verdict } from './test-verdicts.ts';

const main = '100000000051';
const other = '100000000052';
/** Where GetAccountAuthorizationDetails is denied. */
const closed = '100000000053';

type Permissions = Partial<OrganizationUser>;
const attached = (...names: readonly string[]): Permissions => ({ attachedPolicyArns: names.map(managedArn) });
const inline = (...statements: readonly ReturnType<typeof allow>[]): Permissions => ({
  inlinePolicies: [{ name: 'work', document: policy(...statements) }],
});
const assuming = (accountId: string, role: string) =>
  inline(allow('sts:AssumeRole', { Resource: `arn:aws:iam::${accountId}:role/${role}` }));
const customerPolicy: OrganizationPolicy = {
  arn: `arn:aws:iam::${main}:policy/everything`,
  name: 'everything',
  document: policy(allow('*')),
};
const role = (name: string, trusted: string, policyName: string): OrganizationRole => ({
  name,
  uniqueId: `AROASAMPLE${name.toUpperCase()}`,
  path: '/',
  trustPolicy: trust({ AWS: `arn:aws:iam::${trusted}:root` }),
  attachedPolicyArns: [managedArn(policyName)],
  inlinePolicies: [],
});
const managed = Object.entries(awsManaged).map(([name, document]) => ({ arn: managedArn(name), name, document }));

interface Case {
  readonly name: string;
  /** Null: root. */
  readonly userName: string | null;
  readonly account?: string;
  readonly given?: Permissions;
  readonly privileged: boolean | null;
  readonly because: RegExp;
  readonly expected?: Partial<Verdict>;
}

const cases: readonly Case[] = [
  {
    name: 'P1 AdministratorAccess, attached',
    userName: 'p1-attached',
    given: attached('AdministratorAccess'),
    privileged: true,
    because:
      /^Privileged: AdministratorAccess, attached to the user, allows iam:PutUserPolicy on everything\. Service control policies are not considered, so this may overstate\.$/,
  },
  {
    name: 'P1 AdministratorAccess, through a group',
    userName: 'p1-group',
    given: { groups: ['admins'] },
    privileged: true,
    because: /^Privileged: AdministratorAccess, attached to group admins, allows iam:PutUserPolicy on everything\./,
  },
  {
    name: 'P1 a customer policy with * on *',
    userName: 'p1-customer',
    given: { attachedPolicyArns: [customerPolicy.arn] },
    privileged: true,
    because: /^Privileged: everything, attached to the user, allows iam:PutUserPolicy on everything\./,
  },
  {
    name: 'P1 inline Action: ["*"]',
    userName: 'p1-inline',
    given: inline(allow(['*'])),
    privileged: true,
    because: /^Privileged: inline policy work of the user allows iam:PutUserPolicy on everything\./,
  },
  {
    name: 'P2 IAMFullAccess',
    userName: 'p2-full',
    given: attached('IAMFullAccess'),
    privileged: true,
    because: /^Privileged: IAMFullAccess, attached to the user, allows iam:PutUserPolicy on everything\./,
  },
  ...['AttachUserPolicy', 'CreatePolicyVersion'].map((action) => ({
    name: `P2 inline iam:${action} on *`,
    userName: `p2-${action}`,
    given: inline(allow(`iam:${action}`)),
    privileged: true,
    because: new RegExp(`^Privileged: inline policy work of the user allows iam:${action} on everything\\.`),
  })),
  ...(['/', '/team/a/'] as const).map((path) => ({
    name: `P3a own keys, devices and password, of a user with the path ${path}`,
    userName: `p3a-${path.length}`,
    given: {
      path,
      ...inline(
        allow(['iam:CreateAccessKey', 'iam:*MFADevice', 'iam:ChangePassword', 'iam:Get*', 'iam:List*'], {
          Resource: ownUser,
        }),
      ),
    },
    privileged: false,
    because:
      /^Not privileged: inline policy work of the user allows iam:CreateAccessKey on arn:aws:iam::\*:user\/\$\{aws:username\}, which is the user itself: self-service/,
  })),
  {
    name: 'P3b iam:* on its own user',
    userName: 'p3b',
    given: inline(allow('iam:*', { Resource: ownUser })),
    privileged: true,
    because: /^Privileged: inline policy work of the user allows iam:PutUserPolicy on .*\$\{aws:username\}\./,
  },
  ...['ReadOnlyAccess', 'SecurityAudit', 'ViewOnlyAccess'].map((name) => ({
    name: `P4 ${name}`,
    userName: `p4-${name}`,
    given: attached(name),
    privileged: false,
    because: /^Not privileged: its one policy allows no administrative action/,
  })),
  {
    name: 'P5 AdministratorAccess with a permissions boundary of ReadOnlyAccess',
    userName: 'p5',
    given: { ...attached('AdministratorAccess'), permissionsBoundaryArn: managedArn('ReadOnlyAccess') },
    privileged: false,
    because: /^Not privileged: the permissions boundary leaves no administrative action of what its policies allow\.$/,
  },
  {
    name: 'P6 everything, but only when aws:MultiFactorAuthPresent is true',
    userName: 'p6',
    given: inline(allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } })),
    privileged: true,
    because: /^Privileged: inline policy work of the user allows iam:PutUserPolicy on everything, with MFA\./,
  },
  {
    name: 'P7 sts:AssumeRole on an administrative role of another account that trusts this one',
    userName: 'p7',
    given: assuming(other, 'Admin'),
    privileged: true,
    because:
      /^Privileged: inline policy work of the user allows sts:AssumeRole on role Admin of account 100000000052, where AdministratorAccess, attached to the role, allows iam:PutUserPolicy on everything\./,
  },
  {
    name: 'P7 sts:AssumeRole on an administrative role of its own account',
    userName: 'p7-own',
    given: assuming(main, 'Admin'),
    privileged: true,
    because: /^Privileged: .* allows sts:AssumeRole on role Admin, where AdministratorAccess, attached to the role,/,
  },
  {
    name: 'P7 an administrative role whose trust names another account',
    userName: 'p7-untrusted',
    given: assuming(other, 'ForOthers'),
    privileged: false,
    because: /^Not privileged: .*no administrative role lets it in\.$/,
  },
  {
    name: 'P7 a role that reads only',
    userName: 'p7-reader',
    given: assuming(other, 'Reader'),
    privileged: false,
    because: /^Not privileged: .*no administrative role lets it in\.$/,
  },
  {
    name: 'P8 NotAction, as in PowerUserAccess',
    userName: 'p8',
    given: attached('PowerUserAccess'),
    privileged: true,
    because:
      /^Privileged: statement 1 of PowerUserAccess, attached to the user, allows cloudtrail:StopLogging on everything\./,
  },
  {
    name: 'P9 Allow *, and an unconditional Deny of every administrative action and of sts:AssumeRole',
    userName: 'p9',
    given: inline(allow('*'), deny(everyAdministrativeAction)),
    privileged: false,
    because: /^Not privileged: explicit denies take off every administrative action that its policies allow\.$/,
  },
  {
    name: 'P9 the same without sts:AssumeRole among them: a role is left',
    userName: 'p9-role',
    given: inline(allow('*'), deny(everyAdministrativeAction.filter((action) => action !== 'sts:AssumeRole'))),
    privileged: true,
    because:
      /^Privileged: statement 1 of inline policy work of the user allows sts:AssumeRole on role Admin, where AdministratorAccess/,
  },
  ...['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'].map((action) => ({
    name: `P10 cloudtrail:${action} on *`,
    userName: `p10-${action}`,
    given: inline(allow(`cloudtrail:${action}`)),
    privileged: true,
    because: new RegExp(`^Privileged: inline policy work of the user allows cloudtrail:${action} on everything\\.`),
  })),
  {
    name: 'P11 GetAccountAuthorizationDetails denied, a user with MFA',
    userName: 'p11-mfa',
    account: closed,
    given: { ...attached('AdministratorAccess'), devices: [device(virtual(closed, 'p11-mfa'))] },
    privileged: null,
    because: /^Privileged or not is not known: iam:GetAccountAuthorizationDetails was denied \(AccessDenied\)\.$/,
    expected: { status: 'COMPLIANT' },
  },
  {
    name: 'P11 GetAccountAuthorizationDetails denied, a user without MFA',
    userName: 'p11-none',
    account: closed,
    privileged: null,
    because: /^Privileged or not is not known: iam:GetAccountAuthorizationDetails was denied \(AccessDenied\)\.$/,
    expected: { status: 'NON_COMPLIANT' },
  },
  {
    name: 'P11 sts:AssumeRole on roles of the account whose roles nobody could look at',
    userName: 'p11-from-outside',
    given: assuming(closed, '*'),
    privileged: null,
    because:
      /: it may assume roles of account 100000000053, and iam:GetAccountAuthorizationDetails was denied .* there\.$/,
  },
  ...[main, closed].map((account) => ({
    name: `P12 root of account ${account}`,
    userName: null,
    account,
    privileged: true,
    because: /^Privileged: the root user may do everything in its account\./,
  })),
];

const usersOf = (accountId: string) =>
  cases.flatMap(({ userName, account = main, given }) =>
    userName !== null && account === accountId ? [user(userName, given)] : [],
  );

const collected = collectedOnce(
  {
    accounts: [
      member(main, {
        users: usersOf(main),
        groups: [{ name: 'admins', attachedPolicyArns: [managedArn('AdministratorAccess')], inlinePolicies: [] }],
        roles: [role('Admin', main, 'AdministratorAccess')],
        policies: [...managed, customerPolicy],
      }),
      member(other, {
        roles: [
          role('Admin', main, 'AdministratorAccess'),
          role('ForOthers', '100000000059', 'AdministratorAccess'),
          role('Reader', main, 'ReadOnlyAccess'),
        ],
        policies: managed,
      }),
      member(closed, {
        users: usersOf(closed),
        deniedActions: [{ action: 'iam:GetAccountAuthorizationDetails' }],
        policies: managed,
      }),
    ],
  },
  (region) => vi.stubEnv('AWS_REGION', region),
);

describe('privileged or not, from AWS to the verdict', () => {
  it.each(cases)('$name', async ({ userName, account = main, privileged, because, expected = {} }) => {
    const verdict = (await collected()).verdicts[account]?.[userName ?? '<root_account>'];
    expect(verdict).toMatchObject({ ...expected, privileged, privilegedBecause: expect.stringMatching(because) });
  });
});
