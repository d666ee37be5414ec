/**
 * CloudFormation and Terraform that make the role Keyholder reads with: trusted by whom Keyholder signs in as, with the external id,
 * and with exactly the actions of collect/iam-policy.json. Pure.
 */
import type { Partition } from '#lib/domain/account';
import { iamRegion } from '#lib/domain/account';
import { KeyholderError } from '#lib/domain/keyholder-error';
import policy from '../collect/iam-policy.json' with { type: 'json' };

export const templateKinds = ['cloudformation', 'terraform', 'stackset'] as const;
export type TemplateKind = (typeof templateKinds)[number];

export interface RoleToMake {
  /** May carry a path: `audit/KeyholderRead`. */
  readonly roleName: string;
  readonly externalId: string | null;
  readonly partition: Partition;
  /** As whom Keyholder signs in, from GetCallerIdentity; null where that is not known yet. */
  readonly callerArn: string | null;
}

/** Stands where the caller is not known; AWS refuses it, so that it cannot be left by mistake. */
export const unknownHub = 'HUB_ACCOUNT_ID';

/** @throws KeyholderError INPUT_INVALID when AWS would not take the name or the external id */
export function roleTemplate(kind: TemplateKind, role: RoleToMake): string {
  requireFit(role);
  switch (kind) {
    case 'cloudformation':
      return asText(oneAccount(role));
    case 'stackset':
      return asText(stackSet(role));
    case 'terraform':
      return terraform(role);
  }
}

/**
 * The patterns of AWS's own (IAM API Reference, CreateRole; STS API Reference, AssumeRole). They leave no room for quotes, for
 * CloudFormation's `{{resolve:…}}` or for Terraform's `${…}`.
 */
function requireFit({ roleName, externalId }: RoleToMake): void {
  if (!/^\/?(?:[\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/.test(roleName)) {
    throw new KeyholderError('INPUT_INVALID', 'The role name is not one that AWS takes: correct KEYHOLDER_ROLE_NAME.');
  }
  if (externalId !== null && !/^[\w+=,.@:/-]{2,1224}$/.test(externalId)) {
    throw new KeyholderError(
      'INPUT_INVALID',
      'The external id is not one that AWS takes: correct KEYHOLDER_EXTERNAL_ID.',
    );
  }
}

const asText = (document: unknown): string => `${JSON.stringify(document, null, 2)}\n`;

function pathAndName({ roleName }: RoleToMake): { readonly path: string; readonly name: string } {
  const parts = roleName.split('/').filter(Boolean);
  const name = parts.at(-1) ?? roleName;
  return { path: parts.length > 1 ? `/${parts.slice(0, -1).join('/')}/` : '/', name };
}

/** What the role may do: the members' part and the optional one. */
const permissions = {
  Version: policy.members.Version,
  Statement: [...policy.members.Statement, ...policy.optional.Statement],
};

/**
 * Who may assume the role. An IAM user is named itself. The ARN of a role's session does not tell the role's path, so its account is
 * trusted for callers of that role name only.
 */
function trust({ partition, callerArn, externalId }: RoleToMake) {
  const caller = /^arn:[a-z-]+:(?:iam|sts)::(\d{12}):(user|assumed-role)\/(.+)$/.exec(callerArn ?? '');
  const accountId = caller?.[1] ?? unknownHub;
  const role = caller?.[2] === 'assumed-role' ? caller[3]?.split('/')[0] : undefined;
  const isUser = caller?.[2] === 'user' && callerArn !== null;
  const conditions = {
    ...(externalId === null ? {} : { StringEquals: { 'sts:ExternalId': externalId } }),
    ...(role === undefined
      ? {}
      : {
          ArnLike: {
            'aws:PrincipalArn': ['', '*/'].map((path) => `arn:${partition}:iam::${accountId}:role/${path}${role}`),
          },
        }),
  };
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'KeyholderMayEnter',
        Effect: 'Allow',
        Principal: { AWS: isUser ? callerArn : `arn:${partition}:iam::${accountId}:root` },
        Action: 'sts:AssumeRole',
        ...(Object.keys(conditions).length === 0 ? {} : { Condition: conditions }),
      },
    ],
  };
}

function oneAccount(role: RoleToMake) {
  const { path, name } = pathAndName(role);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      'The role with which Keyholder reads this account. It reads users, MFA devices and sign-in events, and changes nothing.',
    Resources: {
      KeyholderRead: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: name,
          Path: path,
          MaxSessionDuration: 3_600,
          AssumeRolePolicyDocument: trust(role),
          Policies: [{ PolicyName: 'KeyholderRead', PolicyDocument: permissions }],
        },
      },
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['KeyholderRead', 'Arn'] } } },
  };
}

/** Deployed in the management account: makes the role in every member account, also in those that join later. */
function stackSet(role: RoleToMake) {
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      'The role with which Keyholder reads, in every account of the organization except the management account.',
    Parameters: {
      OrganizationalUnitIds: {
        Type: 'CommaDelimitedList',
        Description: 'The root of the organization (r-...) for all accounts, or organizational units (ou-...).',
      },
    },
    Resources: {
      KeyholderReadInAllAccounts: {
        Type: 'AWS::CloudFormation::StackSet',
        Properties: {
          StackSetName: 'KeyholderRead',
          PermissionModel: 'SERVICE_MANAGED',
          AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
          Capabilities: ['CAPABILITY_NAMED_IAM'],
          StackInstancesGroup: [
            {
              DeploymentTargets: { OrganizationalUnitIds: { Ref: 'OrganizationalUnitIds' } },
              Regions: [iamRegion(role.partition)],
            },
          ],
          OperationPreferences: { FailureTolerancePercentage: 100, MaxConcurrentPercentage: 100 },
          TemplateBody: JSON.stringify(oneAccount(role)),
        },
      },
    },
  };
}

function terraform(role: RoleToMake): string {
  const { path, name } = pathAndName(role);
  return `# The role with which Keyholder reads this account. It reads users, MFA devices and sign-in events, and changes nothing.
resource "aws_iam_role" "keyholder_read" {
  name                 = ${hcl(name)}
  path                 = ${hcl(path)}
  max_session_duration = 3600
  assume_role_policy   = jsonencode(${hcl(trust(role))})
}

resource "aws_iam_role_policy" "keyholder_read" {
  name   = "KeyholderRead"
  role   = aws_iam_role.keyholder_read.id
  policy = jsonencode(${hcl(permissions)})
}
`;
}

/** A value as HCL: JSON is an expression of it, once the beginnings of its templates are escaped. */
const hcl = (value: unknown): string =>
  JSON.stringify(value, null, 2)
    .replaceAll(/([$%])\{/g, '$1$1{')
    .replaceAll('\n', '\n  ');
