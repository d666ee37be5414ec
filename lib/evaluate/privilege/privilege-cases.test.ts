/** Cases P1 to P12: AWS's answer to GetAccountAuthorizationDetails in, privileged or not and the sentence out. */
import { describe, expect, it } from 'vitest';
import { now, reading } from '../test-account.ts';
import { judgePrivileges, privilegeOfRoot } from './privilege.ts';
import { accountRoles, organizationRoles } from './roles.ts';
import {
  aliceId,
  allow,
  deny,
  everyAdministrativeAction,
  here,
  judgeAlice,
  ownUser,
  policy,
  there,
  trust,
  type Words,
} from './test-authorization.ts';

const cases: readonly (readonly [
  name: string,
  words: Words,
  privileged: boolean | null,
  because: RegExp,
  others?: Words[],
])[] = [
  [
    'P1 AdministratorAccess, attached',
    { user: { attached: ['AdministratorAccess'] } },
    true,
    /^Privileged: AdministratorAccess, attached to the user, allows iam:PutUserPolicy on everything\. Service control policies are not considered, so this may overstate\.$/,
  ],
  [
    'P1 AdministratorAccess, through a group',
    { user: { groups: ['Admins'] }, groups: { Admins: { attached: ['AdministratorAccess'] } } },
    true,
    /^Privileged: AdministratorAccess, attached to group Admins, allows iam:PutUserPolicy on everything\./,
  ],
  [
    'P1 a customer policy with * on *',
    { user: { attached: ['everything'] }, policies: { everything: policy(allow('*')) } },
    true,
    /everything, attached to the user, allows/,
  ],
  [
    'P1 inline Action: ["*"]',
    { user: { inline: [policy(allow(['*']))] } },
    true,
    /inline policy inline-1 of the user allows/,
  ],
  [
    'P2 IAMFullAccess',
    { user: { attached: ['IAMFullAccess'] } },
    true,
    /IAMFullAccess, attached to the user, allows iam:PutUserPolicy/,
  ],
  [
    'P2 inline iam:AttachUserPolicy on *',
    { user: { inline: [policy(allow('iam:AttachUserPolicy'))] } },
    true,
    /allows iam:AttachUserPolicy on everything/,
  ],
  [
    'P2 inline iam:CreatePolicyVersion on *',
    { user: { inline: [policy(allow('iam:CreatePolicyVersion'))] } },
    true,
    /allows iam:CreatePolicyVersion on everything/,
  ],
  [
    'P3a own keys, devices and password',
    {
      user: {
        inline: [
          policy(
            allow(['iam:CreateAccessKey', 'iam:*MFADevice', 'iam:ChangePassword', 'iam:Get*', 'iam:List*'], {
              Resource: ownUser,
            }),
          ),
        ],
      },
    },
    false,
    /^Not privileged: inline policy inline-1 of the user allows iam:CreateAccessKey on arn:aws:iam::\*:user\/\$\{aws:username\}, which is the user itself/,
  ],
  [
    'P3a the same of a user with a path',
    {
      user: {
        path: '/team/',
        inline: [policy(allow(['iam:CreateAccessKey', 'iam:*MFADevice'], { Resource: ownUser }))],
      },
    },
    false,
    /self-service/,
  ],
  [
    'P3b iam:* on its own user',
    { user: { inline: [policy(allow('iam:*', { Resource: ownUser }))] } },
    true,
    /allows iam:PutUserPolicy on arn:aws:iam::\*:user\/\$\{aws:username\}\./,
  ],
  [
    'P4 ReadOnlyAccess',
    { user: { attached: ['ReadOnlyAccess'] } },
    false,
    /^Not privileged: its one policy allows no administrative action/,
  ],
  ['P4 SecurityAudit', { user: { attached: ['SecurityAudit'] } }, false, /^Not privileged/],
  ['P4 ViewOnlyAccess', { user: { attached: ['ViewOnlyAccess'] } }, false, /^Not privileged/],
  [
    'P5 AdministratorAccess with a permissions boundary of ReadOnlyAccess',
    { user: { attached: ['AdministratorAccess'], boundary: 'ReadOnlyAccess' } },
    false,
    /^Not privileged: the permissions boundary leaves no administrative action/,
  ],
  [
    'P6 AdministratorAccess when aws:MultiFactorAuthPresent is true',
    { user: { inline: [policy(allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))] } },
    true,
    /allows iam:PutUserPolicy on everything, with MFA\./,
  ],
  [
    'P7 sts:AssumeRole on an administrative role of another account',
    { user: { inline: [policy(allow('sts:AssumeRole', { Resource: `arn:aws:iam::${there.id}:role/Admin` }))] } },
    true,
    /^Privileged: inline policy inline-1 of the user allows sts:AssumeRole on role Admin of account 100000000002, where AdministratorAccess, attached to the role, allows iam:PutUserPolicy on everything\./,
    [
      {
        roles: { Admin: { attached: ['AdministratorAccess'], trust: trust({ AWS: `arn:aws:iam::${here.id}:root` }) } },
      },
    ],
  ],
  [
    'P7 the same where the trust names another account',
    { user: { inline: [policy(allow('sts:AssumeRole'))] } },
    false,
    /no administrative role lets it in/,
    [
      {
        roles: {
          Admin: { attached: ['AdministratorAccess'], trust: trust({ AWS: 'arn:aws:iam::100000000009:root' }) },
        },
      },
    ],
  ],
  [
    'P7 the same of a role that reads only',
    { user: { inline: [policy(allow('sts:AssumeRole'))] } },
    false,
    /^Not privileged/,
    [{ roles: { Reader: { attached: ['ReadOnlyAccess'], trust: trust({ AWS: here.id }) } } }],
  ],
  [
    'P8 NotAction, as in PowerUserAccess',
    { user: { attached: ['PowerUserAccess'] } },
    true,
    /^Privileged: statement 1 of PowerUserAccess, attached to the user, allows cloudtrail:StopLogging on everything\./,
  ],
  [
    'P9 Allow *, and an unconditional Deny of every administrative action and of sts:AssumeRole',
    {
      user: { inline: [policy(allow('*'), deny(everyAdministrativeAction))] },
      roles: { Admin: { attached: ['AdministratorAccess'], trust: trust({ AWS: here.id }) } },
    },
    false,
    /^Not privileged: explicit denies take off every administrative action/,
  ],
  ...['StopLogging', 'DeleteTrail', 'UpdateTrail', 'PutEventSelectors'].map(
    (name) =>
      [
        `P10 cloudtrail:${name} on *`,
        { user: { inline: [policy(allow(`cloudtrail:${name}`))] } },
        true,
        new RegExp(`allows cloudtrail:${name} on everything`),
      ] as const,
  ),
];

describe('privileged or not', () => {
  for (const [name, words, privileged, because, others = []] of cases) {
    it(name, () => {
      const answer = judgeAlice(words, others);
      expect(answer).toMatchObject({ privileged, because: expect.stringMatching(because) });
    });
  }

  it('P11 GetAccountAuthorizationDetails denied', () => {
    const denied = reading<never>('authorization', null, {
      outcome: 'denied',
      action: 'iam:GetAccountAuthorizationDetails',
      error: 'AccessDenied: not authorized to perform it',
    });
    const organization = organizationRoles([accountRoles(here, denied, now)]);
    const users = [{ uniqueId: aliceId }];
    expect(
      judgePrivileges({ account: here, authorization: denied, users, organization, at: now }).get(aliceId),
    ).toEqual({
      privileged: null,
      because: 'Privileged or not is not known: iam:GetAccountAuthorizationDetails was denied (AccessDenied).',
    });
  });

  it('P12 root', () => {
    expect(privilegeOfRoot.privileged).toBe(true);
  });
});
