/** IAM's evaluation logic beyond the named cases: what a policy lets alice do, in the same words. */
import { describe, expect, it } from 'vitest';
import { allow, deny, here, judgeAlice, policy, there, trust, type Words } from './test-authorization.ts';

const me = '$' + '{aws:username}';
const inline = (...documents: string[]): Words => ({ user: { inline: documents } });
const when = (Condition: unknown) => inline(policy(allow('iam:PutUserPolicy', { Condition })));
const adminThere = (trustPolicy: string): Words => ({
  roles: { Admin: { attached: ['AdministratorAccess'], trust: trustPolicy } },
});
const hop = inline(policy(allow('sts:AssumeRole')));
const adminHere = (trustPolicy: string, words: Words = {}): Words => ({ ...words, ...adminThere(trustPolicy) });
const everyone = trust('*');
const alice = `arn:aws:iam::${here.id}:user/alice`;

type Case = readonly [says: string, words: Words, privileged: boolean | null, other?: Words];
const groups: Readonly<Record<string, readonly Case[]>> = {
  actions: [
    ['names are not case-sensitive', inline(policy(allow('IAM:putuserPOLICY'))), true],
    ['a question mark is one character', inline(policy(allow('iam:?utUserPolicy'))), true],
    ['a wildcard in the service', inline(policy(allow('*:PutUserPolicy'))), true],
    ['a statement that is no list', inline(JSON.stringify({ Version: '2012-10-17', Statement: allow('iam:*') })), true],
    [
      'NotAction that leaves only reading',
      inline(policy({ Effect: 'Allow', NotAction: ['*:?*'], Resource: '*' })),
      false,
    ],
    ['reading only', inline(policy(allow(['iam:Get*', 'iam:List*', 'organizations:List*', 'sso:Describe*']))), false],
    ['CreateServiceLinkedRole is excepted', inline(policy(allow('iam:CreateServiceLinkedRole'))), false],
    ['tagging is no write', inline(policy(allow(['organizations:TagResource', 'sso:TagResource']))), false],
    ['a write that AWS adds later, written out', inline(policy(allow('sso:CreateSomethingNew'))), true],
    ['sts:AssumeRoot', inline(policy(allow('sts:AssumeRoot'))), true],
    ['LeaveOrganization in a member account', inline(policy(allow('organizations:LeaveOrganization'))), true],
    ['CreateAccount in a member account', inline(policy(allow('organizations:CreateAccount'))), false],
    [
      'CreateAccount in the management account',
      { ...inline(policy(allow('organizations:CreateAccount'))), account: { ...here, isManagement: true } },
      true,
    ],
    ['account writes', inline(policy(allow('account:PutAlternateContact'))), true],
    ['config', inline(policy(allow('config:StopConfigurationRecorder'))), true],
  ],
  resources: [
    ['everything on one bucket', inline(policy(allow('*', { Resource: 'arn:aws:s3:::bucket/*' }))), false],
    [
      'users of another account',
      inline(policy(allow('iam:*', { Resource: `arn:aws:iam::${there.id}:user/*` }))),
      false,
    ],
    [
      'another kind of resource',
      inline(policy(allow('iam:PutUserPolicy', { Resource: 'arn:aws:iam::*:role/*' }))),
      false,
    ],
    [
      'users under a path',
      inline(policy(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/dev/*' }))),
      true,
    ],
    ['own keys by name', inline(policy(allow('iam:CreateAccessKey', { Resource: alice }))), false],
    [
      'own keys, and names that begin alike',
      inline(policy(allow('iam:CreateAccessKey', { Resource: `arn:aws:iam::*:user/${me}*` }))),
      true,
    ],
    [
      'keys of another by name',
      inline(policy(allow('iam:CreateAccessKey', { Resource: `arn:aws:iam::${here.id}:user/bob` }))),
      true,
    ],
    [
      'NotResource that leaves users',
      inline(policy({ Effect: 'Allow', Action: 'iam:*', NotResource: 'arn:aws:iam::*:role/*' })),
      true,
    ],
    [
      'NotResource that leaves nothing of IAM',
      inline(policy({ Effect: 'Allow', Action: 'iam:*', NotResource: ['arn:aws:iam::*'] })),
      false,
    ],
    ['another partition', inline(policy(allow('iam:*', { Resource: 'arn:aws-us-gov:iam::*:user/*' }))), false],
  ],
  variables: [
    ['of 2012', inline(policy(allow('iam:PutUserPolicy', { Resource: `arn:aws:iam::*:user/${me}` }))), true],
    [
      'of 2008, or without a version, are plain text, which no user is called',
      inline(JSON.stringify({ Statement: [allow('iam:PutUserPolicy', { Resource: `arn:aws:iam::*:user/${me}` })] })),
      false,
    ],
    [
      'a tag of the user',
      {
        user: {
          tags: { team: 'dev' },
          inline: [
            policy(allow('iam:PutUserPolicy', { Resource: 'arn:aws:iam::*:user/$' + '{aws:PrincipalTag/team}/*' })),
          ],
        },
      },
      true,
    ],
    [
      'a tag that the user has not',
      inline(policy(allow('iam:PutUserPolicy', { Resource: 'arn:aws:iam::*:user/$' + '{aws:PrincipalTag/team}/*' }))),
      false,
    ],
    [
      'a tag with a default',
      inline(
        policy(allow('iam:PutUserPolicy', { Resource: 'arn:aws:iam::*:user/$' + "{aws:PrincipalTag/team, 'x'}/*" })),
      ),
      true,
    ],
    [
      'one that only the request knows',
      inline(policy(allow('iam:PutUserPolicy', { Resource: 'arn:aws:iam::*:user/$' + '{aws:SourceIp}' }))),
      true,
    ],
  ],
  denies: [
    ['of everything', inline(policy(allow('*'), deny('*'))), false],
    [
      'from another policy, of a group',
      { user: { attached: ['AdministratorAccess'], groups: ['g'] }, groups: { g: { inline: [policy(deny('*'))] } } },
      false,
    ],
    [
      'on some users leaves others',
      inline(policy(allow('iam:PutUserPolicy'), deny('iam:*', { Resource: alice }))),
      true,
    ],
    [
      'on all users',
      inline(policy(allow('iam:PutUserPolicy'), deny('iam:*', { Resource: 'arn:aws:iam::*:user/*' }))),
      false,
    ],
    [
      'of everything but one user leaves that one',
      inline(policy(allow('iam:PutUserPolicy'), { Effect: 'Deny', Action: '*', NotResource: alice })),
      true,
    ],
    [
      'of everything but one role leaves no user',
      inline(policy(allow('iam:PutUserPolicy'), { Effect: 'Deny', Action: '*', NotResource: 'arn:aws:iam::*:role/x' })),
      false,
    ],
    ['by NotAction', inline(policy(allow('*'), { Effect: 'Deny', NotAction: ['s3:*'], Resource: '*' })), false],
    [
      'without MFA counts for nothing',
      inline(policy(allow('*'), deny('*', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }))),
      true,
    ],
  ],
  boundaries: [
    ['that allow the same', { user: { attached: ['AdministratorAccess'], boundary: 'AdministratorAccess' } }, true],
    ['that leave cloudtrail', { user: { attached: ['AdministratorAccess'], boundary: 'PowerUserAccess' } }, true],
    ['do not grant', { user: { attached: ['ReadOnlyAccess'], boundary: 'AdministratorAccess' } }, false],
    [
      'that deny',
      { user: { attached: ['AdministratorAccess'], boundary: 'b' }, policies: { b: policy(allow('*'), deny('*')) } },
      false,
    ],
    ['that nobody sent', { user: { attached: ['AdministratorAccess'], boundary: 'lost' } }, null],
    ['that nobody sent, where nothing is allowed', { user: { attached: ['ReadOnlyAccess'], boundary: 'lost' } }, false],
  ],
  conditions: [
    ['a fresh session', when({ NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }), true],
    ['no MFA', when({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } }), true],
    [
      'with and without MFA at once',
      when({ Bool: { 'aws:MultiFactorAuthPresent': 'true' }, Null: { 'aws:MultiFactorAuthPresent': 'true' } }),
      false,
    ],
    ['an address', when({ IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }), true],
    ['another user', when({ StringEquals: { 'aws:username': 'bob' } }), false],
    ['this user', when({ StringEquals: { 'aws:username': ['bob', 'alice'] } }), true],
    ['every other user', when({ StringNotEquals: { 'aws:username': 'alice' } }), false],
    ['users by pattern', when({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/al*' } }), true],
    ['a tag that the user has not', when({ StringEquals: { 'aws:PrincipalTag/role': 'admin' } }), false],
    [
      'a tag that the user has not, if it exists',
      when({ StringEqualsIfExists: { 'aws:PrincipalTag/role': 'admin' } }),
      true,
    ],
    ['until a day that is over', when({ DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } }), false],
    ['from a day to come', when({ DateGreaterThan: { 'aws:CurrentTime': '2030-01-01T00:00:00Z' } }), true],
    ['none at all', when({}), true],
  ],
  'roles of another account': [
    ['trusting the account, by its id', hop, true, adminThere(trust({ AWS: here.id }))],
    ['trusting the user alone', hop, true, adminThere(trust({ AWS: [alice] }))],
    ['trusting another user', hop, false, adminThere(trust({ AWS: `${alice}-2` }))],
    ['trusting everyone', hop, true, adminThere(everyone)],
    ['trusting everyone, without a policy of its own', {}, false, adminThere(everyone)],
    ['trusting a service', hop, false, adminThere(trust({ Service: 'ec2.amazonaws.com' }))],
    ['trusting SAML', hop, false, adminThere(trust({ Federated: 'x' }, { Action: 'sts:AssumeRoleWithSAML' }))],
    [
      'trusting with MFA',
      hop,
      true,
      adminThere(trust({ AWS: here.id }, { Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } })),
    ],
    [
      'trusting with an external id',
      hop,
      true,
      adminThere(trust({ AWS: here.id }, { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } })),
    ],
    [
      'trusting others of the account',
      hop,
      false,
      adminThere(trust({ AWS: here.id }, { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } } })),
    ],
    [
      'trusting all but this user',
      hop,
      false,
      adminThere(
        JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', NotPrincipal: { AWS: alice }, Action: 'sts:AssumeRole' },
        }),
      ),
    ],
    [
      'trusting the account and denying this user',
      hop,
      false,
      adminThere(
        JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { AWS: here.id }, Action: 'sts:AssumeRole' },
            { Effect: 'Deny', Principal: { AWS: alice }, Action: 'sts:AssumeRole' },
          ],
        }),
      ),
    ],
    [
      'named in the policy',
      inline(policy(allow('sts:AssumeRole', { Resource: 'arn:aws:iam::*:role/Admin' }))),
      true,
      adminThere(trust({ AWS: here.id })),
    ],
    [
      'others named in the policy',
      inline(policy(allow('sts:AssumeRole', { Resource: 'arn:aws:iam::*:role/Dev' }))),
      false,
      adminThere(trust({ AWS: here.id })),
    ],
    [
      'with a boundary that reads only',
      { user: { inline: [policy(allow('sts:AssumeRole'))], boundary: 'ReadOnlyAccess' } },
      false,
      adminThere(trust({ AWS: here.id })),
    ],
    [
      'through a role in between',
      {
        ...inline(policy(allow('sts:AssumeRole', { Resource: `arn:aws:iam::${here.id}:role/Hop` }))),
        roles: {
          Hop: {
            trust: trust({ AWS: here.id }),
            inline: [policy(allow('sts:AssumeRole', { Resource: `arn:aws:iam::${there.id}:role/Admin` }))],
          },
        },
      },
      true,
      adminThere(trust({ AWS: `arn:aws:iam::${here.id}:role/Hop` })),
    ],
    ['whose trust cannot be read', hop, null, adminThere('{')],
    ['whose policy cannot be read', hop, null, { roles: { Odd: { inline: ['{'], trust: trust({ AWS: here.id }) } } }],
    [
      'whose policy cannot be read, without a way in',
      {},
      false,
      { roles: { Odd: { inline: ['{'], trust: trust({ AWS: here.id }) } } },
    ],
  ],
  'roles of the own account': [
    ['trusting the account', adminHere(trust({ AWS: here.id }), hop), true],
    ['trusting the account, without a policy of its own', adminHere(trust({ AWS: here.id })), false],
    ['trusting the user itself is enough', adminHere(trust({ AWS: alice })), true],
    ['trusting the user itself, who is denied', adminHere(trust({ AWS: alice }), inline(policy(deny('sts:*')))), false],
    [
      'handed to a service',
      adminHere(trust({ Service: 'ec2.amazonaws.com' }), inline(policy(allow('iam:PassRole')))),
      true,
    ],
    [
      'handed to a service, which may do nothing of the kind',
      {
        ...inline(policy(allow('iam:PassRole'))),
        roles: { Reader: { attached: ['ReadOnlyAccess'], trust: trust({ Service: 'ec2.amazonaws.com' }) } },
      },
      false,
    ],
    [
      'handed to a service, another role',
      adminHere(
        trust({ Service: 'x' }),
        inline(policy(allow('iam:PassRole', { Resource: 'arn:aws:iam::*:role/Dev*' }))),
      ),
      false,
    ],
  ],
  'what cannot be read': [
    ['an attached policy that nobody sent', { user: { attached: ['lost'] } }, null],
    ['a group that nobody sent', { user: { groups: ['lost'] } }, null],
    ['no JSON', inline('{"Version"'), null],
    ['no JSON, beside a policy that decides', inline('{', policy(allow('*'))), true],
    ['no JSON, where a Deny takes everything off', inline('{', policy(deny('*'))), false],
    ['an effect that is none', inline(policy({ Effect: 'allow', Action: '*', Resource: '*' })), null],
    ['an element that is none', inline(policy(allow('s3:*', { Conditions: {} }))), null],
    ['a policy without statements', inline('{"Version":"2012-10-17"}'), null],
    ['a policy with an empty list of statements', inline(policy()), false],
  ],
};

for (const [name, cases] of Object.entries(groups)) {
  describe(name, () => {
    for (const [says, words, privileged, other] of cases) {
      it(says, () => expect(judgeAlice(words, other ? [other] : [])).toMatchObject({ privileged }));
    }
  });
}
