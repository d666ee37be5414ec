/** The policies in force for the users and roles of one account, from what GetAccountAuthorizationDetails said. */
import type { AuthorizationFacts } from '#lib/domain/facts';
import { type DocumentKind, type PolicyDocument, readPolicyDocument } from './policy-document.ts';
import type { HeldPolicy, PolicySet } from './policy-set.ts';

export type AuthorizedUser = AuthorizationFacts['users'][number];
export type AuthorizedRole = AuthorizationFacts['roles'][number];

/** Reads each document once, however many hold it. */
export type ReadDocument = (text: string) => PolicyDocument;

export function documentReader(kind: DocumentKind): ReadDocument {
  const read = new Map<string, PolicyDocument>();
  return (text) => {
    const before = read.get(text);
    if (before !== undefined) return before;
    const document = readPolicyDocument(text, kind);
    read.set(text, document);
    return document;
  };
}

export interface AccountPolicies {
  readonly ofUser: (user: AuthorizedUser) => PolicySet;
  readonly ofRole: (role: AuthorizedRole) => PolicySet;
}

export function accountPolicies(facts: AuthorizationFacts, read: ReadDocument): AccountPolicies {
  const managed = new Map(facts.policies.map((policy) => [policy.arn, policy]));
  const document = (arn: string) => {
    const found = managed.get(arn);
    return found === undefined ? null : read(found.document);
  };
  const nameOf = (arn: string) => managed.get(arn)?.name ?? arn.slice(arn.lastIndexOf('/') + 1);
  const attached = (arns: readonly string[], to: string): HeldPolicy[] =>
    arns.map((arn) => ({ name: `${nameOf(arn)}, attached to ${to}`, document: document(arn) }));
  const inline = (policies: AuthorizedUser['inlinePolicies'], of: string): HeldPolicy[] =>
    policies.map((policy) => ({ name: `inline policy ${policy.name} of ${of}`, document: read(policy.document) }));
  const groups = new Map(
    facts.groups.map((group): [string, readonly HeldPolicy[]] => [
      group.name,
      [
        ...attached(group.attachedPolicyArns, `group ${group.name}`),
        ...inline(group.inlinePolicies, `group ${group.name}`),
      ],
    ]),
  );
  const ofGroup = (name: string): readonly HeldPolicy[] =>
    groups.get(name) ?? [{ name: `the policies of group ${name}`, document: null }];
  const boundary = (arn: string | null): HeldPolicy | null =>
    arn === null ? null : { name: `permissions boundary ${nameOf(arn)}`, document: document(arn) };
  return {
    ofUser: (user) => ({
      policies: [
        ...attached(user.attachedPolicyArns, 'the user'),
        ...inline(user.inlinePolicies, 'the user'),
        ...user.groups.flatMap(ofGroup),
      ],
      boundary: boundary(user.permissionsBoundaryArn),
    }),
    ofRole: (role) => ({
      policies: [...attached(role.attachedPolicyArns, 'the role'), ...inline(role.inlinePolicies, 'the role')],
      boundary: boundary(role.permissionsBoundaryArn),
    }),
  };
}

/** One text for everything that decides about a user's policies: users of the same are judged once. */
export const policiesKey = (user: AuthorizedUser): string =>
  JSON.stringify([
    user.permissionsBoundaryArn,
    user.attachedPolicyArns,
    user.groups,
    user.inlinePolicies.map(({ name, document }) => [name, document]),
  ]);
