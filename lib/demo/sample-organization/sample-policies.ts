/** Groups and policies of the sample accounts. AWS's own policies are shortened to what matters here. */
import type { OrganizationGroup, OrganizationPolicy } from '../organization.ts';

const allow = (action: string | readonly string[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] });

const managed = (name: string, document: string): OrganizationPolicy => ({
  arn: `arn:aws:iam::aws:policy/${name}`,
  name,
  document,
});

export const managedPolicies: readonly OrganizationPolicy[] = [
  managed('AdministratorAccess', allow('*')),
  managed('IAMFullAccess', allow(['iam:*', 'organizations:DescribeAccount', 'organizations:ListRoots'])),
  managed(
    'PowerUserAccess',
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
        { Effect: 'Allow', Action: ['iam:CreateServiceLinkedRole', 'iam:ListRoles'], Resource: '*' },
      ],
    }),
  ),
  managed(
    'ReadOnlyAccess',
    allow(['ec2:Describe*', 'iam:Get*', 'iam:List*', 's3:Get*', 's3:List*', 'cloudtrail:LookupEvents']),
  ),
  managed('SecurityAudit', allow(['cloudtrail:DescribeTrails', 'cloudtrail:LookupEvents', 'iam:Get*', 'iam:List*'])),
];

export const managedPolicyArn = (name: string): string => `arn:aws:iam::aws:policy/${name}`;

/** What a user may do with nothing but their own password, keys and devices. */
const ownCredentials = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'iam:ChangePassword',
        'iam:CreateAccessKey',
        'iam:CreateVirtualMFADevice',
        'iam:EnableMFADevice',
        'iam:GetUser',
      ],
      // IAM replaces the variable by the caller's name.
      Resource: `arn:aws:iam::*:user/$${'{aws:username}'}`,
    },
  ],
});

/** Reads only at home, and may become an administrator in another account. */
export const productionSupport = (roleArn: string): OrganizationGroup => ({
  name: 'production-support',
  attachedPolicyArns: [],
  inlinePolicies: [
    {
      name: 'become-production-administrator',
      document: JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn }],
      }),
    },
  ],
});

export const sampleGroups: readonly OrganizationGroup[] = [
  { name: 'administrators', attachedPolicyArns: [managedPolicyArn('AdministratorAccess')], inlinePolicies: [] },
  { name: 'power-users', attachedPolicyArns: [managedPolicyArn('PowerUserAccess')], inlinePolicies: [] },
  {
    name: 'read-only',
    attachedPolicyArns: [managedPolicyArn('ReadOnlyAccess')],
    inlinePolicies: [{ name: 'own-credentials', document: ownCredentials }],
  },
];
