/** GetAccountAuthorizationDetails: users, groups, roles and policies in one paged list, policy documents URL-encoded. */
import type { AuditRole, InlinePolicy, OrganizationAccount, OrganizationRole } from '../organization.ts';
import { nameAt, userArn } from './account-state.ts';
import { type Call, validationError, type XmlOperation } from './operation.ts';
import { iamPage } from './pages.ts';
import { element, escapeXml, memberList, xmlTime } from './wire-answer.ts';

const kinds = ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'] as const;
type Kind = (typeof kinds)[number];
interface Detail {
  readonly kind: Kind;
  readonly xml: () => string;
}

/** IAM encodes documents by RFC 3986. */
const documentXml = (name: string, document: string) => element(name, encodeURIComponent(document));

const inlineXml = (list: string, policies: readonly InlinePolicy[]) =>
  memberList(
    list,
    policies.map((p) => element('PolicyName', p.name) + documentXml('PolicyDocument', p.document)),
  );

const attachedXml = (arns: readonly string[]) =>
  memberList(
    'AttachedManagedPolicies',
    arns.map((arn) => element('PolicyName', arn.slice(arn.lastIndexOf('/') + 1)) + element('PolicyArn', arn)),
  );

const boundaryXml = (arn: string | undefined) =>
  arn === undefined
    ? ''
    : `<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>${element('PermissionsBoundaryArn', arn)}</PermissionsBoundary>`;

function auditRole(account: OrganizationAccount, partition: string, role: AuditRole): OrganizationRole {
  const condition =
    role.externalId === null ? {} : { Condition: { StringEquals: { 'sts:ExternalId': role.externalId } } };
  return {
    name: role.name,
    uniqueId: role.uniqueId,
    path: '/',
    trustPolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:${partition}:iam::${role.trustedAccountId}:root` },
          Action: 'sts:AssumeRole',
          ...condition,
        },
      ],
    }),
    attachedPolicyArns: [],
    inlinePolicies: [
      {
        name: 'read-sign-in-facts',
        document: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['iam:Get*', 'iam:List*', 'iam:GenerateCredentialReport'],
              Resource: `arn:${partition}:iam::${account.id}:*`,
            },
          ],
        }),
      },
    ],
  };
}

function details({ account: state, now }: Call): readonly Detail[] {
  const { account, partition } = state;
  const prefix = `arn:${partition}:iam::${account.id}:`;
  const created = element('CreateDate', xmlTime(account.joinedAt));
  const users = state.usersAt(now).map(
    (user): Detail => ({
      kind: 'User',
      xml: () =>
        element('Path', user.path) +
        element('UserName', nameAt(user, now)) +
        element('UserId', user.uniqueId) +
        element('Arn', userArn(partition, account.id, user, now)) +
        element('CreateDate', xmlTime(user.createdAt)) +
        inlineXml('UserPolicyList', user.inlinePolicies) +
        memberList(
          'GroupList',
          user.groups.map((name) => escapeXml(name)),
        ) +
        attachedXml(user.attachedPolicyArns) +
        boundaryXml(user.permissionsBoundaryArn) +
        memberList(
          'Tags',
          Object.entries(user.tags).map(([k, v]) => element('Key', k) + element('Value', v)),
        ),
    }),
  );
  const groups = account.groups.map(
    (group, n): Detail => ({
      kind: 'Group',
      xml: () =>
        `<Path>/</Path>${element('GroupName', group.name)}${element('GroupId', `AGPASAMPLE${String(n).padStart(11, '0')}`)}${element('Arn', `${prefix}group/${group.name}`)}${created}` +
        inlineXml('GroupPolicyList', group.inlinePolicies) +
        attachedXml(group.attachedPolicyArns),
    }),
  );
  const everyRole = [...account.roles, ...account.auditRoles.map((role) => auditRole(account, partition, role))];
  const roles = everyRole.map(
    (role): Detail => ({
      kind: 'Role',
      xml: () =>
        element('Path', role.path) +
        element('RoleName', role.name) +
        element('RoleId', role.uniqueId) +
        element('Arn', `${prefix}role${role.path}${role.name}`) +
        created +
        documentXml('AssumeRolePolicyDocument', role.trustPolicy) +
        '<InstanceProfileList/>' +
        inlineXml('RolePolicyList', role.inlinePolicies) +
        attachedXml(role.attachedPolicyArns) +
        boundaryXml(role.permissionsBoundaryArn) +
        '<Tags/>',
    }),
  );
  const policies = account.policies.map(
    (policy, n): Detail => ({
      kind: policy.arn.includes('::aws:') ? 'AWSManagedPolicy' : 'LocalManagedPolicy',
      xml: () =>
        element('PolicyName', policy.name) +
        element('PolicyId', `ANPASAMPLE${String(n).padStart(11, '0')}`) +
        element('Arn', policy.arn) +
        '<Path>/</Path><DefaultVersionId>v1</DefaultVersionId><AttachmentCount>1</AttachmentCount><PermissionsBoundaryUsageCount>0</PermissionsBoundaryUsageCount><IsAttachable>true</IsAttachable>' +
        `${created}${element('UpdateDate', xmlTime(account.joinedAt))}` +
        memberList('PolicyVersionList', [
          `${documentXml('Document', policy.document)}<VersionId>v1</VersionId><IsDefaultVersion>true</IsDefaultVersion>${created}`,
        ]),
    }),
  );
  return [...users, ...groups, ...roles, ...policies];
}

function askedKinds(form: URLSearchParams): ReadonlySet<string> {
  const asked = [...form].filter(([name]) => name.startsWith('Filter.member.')).map(([, value]) => value);
  const wrong = asked.find((value) => !kinds.some((kind) => kind === value));
  if (wrong !== undefined) {
    throw validationError(
      `1 validation error detected: Value '[${wrong}]' at 'filter' failed to satisfy constraint: Member must satisfy enum value set: [${kinds.join(', ')}]`,
    );
  }
  return new Set(asked.length > 0 ? asked : kinds);
}

const getAccountAuthorizationDetails: XmlOperation = (call) => {
  const wanted = askedKinds(call.request.form);
  const page = iamPage(
    call,
    details(call).filter((detail) => wanted.has(detail.kind)),
  );
  const of = (...some: readonly Kind[]) => page.items.filter((d) => some.includes(d.kind)).map((d) => d.xml());
  return (
    page.xml +
    memberList('UserDetailList', of('User')) +
    memberList('GroupDetailList', of('Group')) +
    memberList('RoleDetailList', of('Role')) +
    memberList('Policies', of('LocalManagedPolicy', 'AWSManagedPolicy'))
  );
};

export const authorizationOperations: Readonly<Record<string, XmlOperation>> = {
  GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
};
