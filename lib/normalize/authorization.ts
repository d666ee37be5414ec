import { z } from 'zod';
import type { AuthorizationFacts, Unreadable } from '#lib/domain/facts';
import { answerNotUnderstood, readAt, readEach } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

/** AWS leaves a list out of a page that has none of its kind: here absent does mean none. */
const list = z.array(z.unknown()).default([]);
const schema = z.object({
  UserDetailList: list,
  GroupDetailList: list,
  RoleDetailList: list,
  Policies: list,
  readAt,
});

/** URL-encoded JSON on the wire; a document that does not decode is kept as it came. */
const policyDocument = z.string().transform((encoded) => {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return encoded;
  }
});

const inlinePolicies = z
  .array(z.object({ PolicyName: z.string(), PolicyDocument: policyDocument }))
  .default([])
  .transform((policies) => policies.map((p) => ({ name: p.PolicyName, document: p.PolicyDocument })));
const attached = z
  .array(z.object({ PolicyArn: z.string() }))
  .default([])
  .transform((policies) => policies.map((p) => p.PolicyArn));
const permissionsBoundary = z
  .object({ PermissionsBoundaryArn: z.string().nullable().default(null) })
  .nullable()
  .default(null)
  .transform((boundary) => boundary?.PermissionsBoundaryArn ?? null);
const tags = z
  .array(z.object({ Key: z.string(), Value: z.string() }))
  .default([])
  .transform((entries) => Object.fromEntries(entries.map((tag) => [tag.Key, tag.Value])));

const userSchema = z
  .object({
    UserId: z.string(),
    UserName: z.string(),
    Arn: z.string(),
    Tags: tags,
    GroupList: z.array(z.string()).default([]),
    AttachedManagedPolicies: attached,
    UserPolicyList: inlinePolicies,
    PermissionsBoundary: permissionsBoundary,
  })
  .transform((u) => ({
    uniqueId: u.UserId,
    userName: u.UserName,
    arn: u.Arn,
    tags: u.Tags,
    groups: u.GroupList,
    attachedPolicyArns: u.AttachedManagedPolicies,
    inlinePolicies: u.UserPolicyList,
    permissionsBoundaryArn: u.PermissionsBoundary,
  }));

const groupSchema = z
  .object({ GroupName: z.string(), AttachedManagedPolicies: attached, GroupPolicyList: inlinePolicies })
  .transform((g) => ({
    name: g.GroupName,
    attachedPolicyArns: g.AttachedManagedPolicies,
    inlinePolicies: g.GroupPolicyList,
  }));

const roleSchema = z
  .object({
    RoleName: z.string(),
    Arn: z.string(),
    AssumeRolePolicyDocument: policyDocument,
    AttachedManagedPolicies: attached,
    RolePolicyList: inlinePolicies,
    PermissionsBoundary: permissionsBoundary,
  })
  .transform((r) => ({
    name: r.RoleName,
    arn: r.Arn,
    trustPolicy: r.AssumeRolePolicyDocument,
    attachedPolicyArns: r.AttachedManagedPolicies,
    inlinePolicies: r.RolePolicyList,
    permissionsBoundaryArn: r.PermissionsBoundary,
  }));

const nameInArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** Only the default version of a managed policy is in force. */
const policySchema = z
  .object({
    Arn: z.string(),
    // Names are part of the ARN; an answer without them is not worse for it.
    PolicyName: z.string().nullable().default(null),
    PolicyVersionList: z.array(z.object({ Document: policyDocument, IsDefaultVersion: z.boolean() })),
  })
  .transform((p, context) => {
    const inForce = p.PolicyVersionList.find((version) => version.IsDefaultVersion);
    if (inForce) return { arn: p.Arn, name: p.PolicyName ?? nameInArn(p.Arn), document: inForce.Document };
    context.addIssue({ code: 'custom', message: 'no default version', path: ['PolicyVersionList'] });
    return z.NEVER;
  });

/** One page of GetAccountAuthorizationDetails, kept whole for the analysis of privilege. */
export function normalizeAuthorization(answer: unknown): Normalized<AuthorizationFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('GetAccountAuthorizationDetails', parsed.error, answer);
  const page = parsed.data;
  const unreadable: Unreadable[] = [];
  const each = <T>(kind: string, entries: readonly unknown[], entry: z.ZodType<T>): T[] => {
    const result = readEach(`GetAccountAuthorizationDetails, ${kind}`, entries, entry);
    unreadable.push(...result.unreadable);
    return result.read;
  };
  const roles = each('roles', page.RoleDetailList, roleSchema);
  const facts = {
    readAt: page.readAt,
    users: each('users', page.UserDetailList, userSchema),
    groups: each('groups', page.GroupDetailList, groupSchema),
    roles,
    policies: each('policies', page.Policies, policySchema),
    unreadableRoles: page.RoleDetailList.length - roles.length,
  };
  unreadable.push(...documentsOf(facts).flatMap(notJson));
  return { facts, unreadable };
}

interface NamedDocument {
  readonly name: string;
  readonly document: string;
}

function documentsOf(facts: AuthorizationFacts): readonly NamedDocument[] {
  const inline = [...facts.users, ...facts.groups, ...facts.roles].flatMap((holder) => holder.inlinePolicies);
  const trust = facts.roles.map(({ name, trustPolicy }) => ({ name: `trust of ${name}`, document: trustPolicy }));
  return [...inline, ...trust, ...facts.policies];
}

/** Such a policy stays where it is, so that whoever holds it is not judged without it; beside that it is counted. */
function notJson({ name, document }: NamedDocument): Unreadable[] {
  try {
    JSON.parse(document);
    return [];
  } catch {
    const where = `GetAccountAuthorizationDetails, policy ${name}`;
    return [{ where, reason: 'The policy document is not JSON.', raw: document.slice(0, 20_000) }];
  }
}

export const mergeAuthorization = (pages: readonly AuthorizationFacts[]): AuthorizationFacts => ({
  readAt: Math.max(...pages.map((page) => page.readAt)),
  users: pages.flatMap((page) => page.users),
  groups: pages.flatMap((page) => page.groups),
  roles: pages.flatMap((page) => page.roles),
  policies: pages.flatMap((page) => page.policies),
  unreadableRoles: pages.reduce((sum, page) => sum + page.unreadableRoles, 0),
});
