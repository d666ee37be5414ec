import type { AuthorizationFacts, ListedUser, SourceReading } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { type AuthorizedUser, accountPolicies, documentReader, policiesKey } from './account-policies.ts';
import { assumeRole, passRole } from './administrative-actions.ts';
import { administrativeGrant, type JudgedIn, selfServiceGrant } from './administrative-grant.ts';
import { isPersonal } from './is-personal.ts';
import { type Answer, covers, granted, type ReadySet, readySet } from './policy-set.ts';
import { reach } from './reach.ts';
import { type AdministrativeRole, type OrganizationRoles, whyIncomplete } from './roles.ts';
import { sayGrant, sayUnread, sayUnreadable } from './say-grant.ts';
import { letsInByItself } from './trust.ts';
import { arnWildcard } from './wildcard.ts';

/** Null: not known. */
export interface Privilege {
  readonly privileged: boolean | null;
  /** Sentences: which statement decided, or why it is not known. */
  readonly because: string;
}

export interface PrivilegeQuestion {
  readonly account: JudgedIn;
  readonly authorization: SourceReading<AuthorizationFacts> | undefined;
  readonly users: readonly Pick<ListedUser, 'uniqueId'>[];
  readonly organization: OrganizationRoles;
  /** When it is judged: for conditions that end. */
  readonly at: Instant;
}

const mayOverstate = 'Service control policies are not considered, so this may overstate.';

/** Root may do everything in its account (case P12). */
export const privilegeOfRoot: Privilege = {
  privileged: true,
  because: `Privileged: the root user may do everything in its account. ${mayOverstate}`,
};

/** Which users of an account are privileged, by their unique ids (cases P1 to P11); the rule stands in docs/decisions/0006. */
export function judgePrivileges(question: PrivilegeQuestion): ReadonlyMap<string, Privilege> {
  const { account, authorization, users, organization, at } = question;
  const facts = authorization?.facts ?? null;
  const incomplete = whyIncomplete(authorization);
  const judge = facts === null ? null : userJudge(account, facts, incomplete, organization, at);
  const known = new Map(facts?.users.map((user) => [user.uniqueId, user]));
  return new Map(
    users.map(({ uniqueId }): [string, Privilege] => {
      const user = known.get(uniqueId);
      if (judge !== null && user !== undefined) return [uniqueId, judge(user)];
      const why = incomplete ?? "GetAccountAuthorizationDetails' answer does not hold this user";
      return [uniqueId, unknown(why)];
    }),
  );
}

const unknown = (why: string): Privilege => ({ privileged: null, because: `Privileged or not is not known: ${why}.` });

function userJudge(
  account: JudgedIn,
  facts: AuthorizationFacts,
  incomplete: string | null,
  organization: OrganizationRoles,
  at: Instant,
): (user: AuthorizedUser) => Privilege {
  const policies = accountPolicies(facts, documentReader('identity'));
  const targets = organization.administrative
    .filter(
      ({ role: { trusted, accountId } }) => accountId === account.id || trusted.has(account.id) || trusted.has('*'),
    )
    .sort((a, b) => Number(b.isCertain) - Number(a.isCertain));
  const open = targets.filter(({ role }) => role.accountId === account.id && letsInByItself(role.trust));
  const shared = new Map<string, { readonly set: ReadySet; readonly own: Answer }>();
  const ownOf = (user: AuthorizedUser) => {
    const key = policiesKey(user);
    const before = shared.get(key);
    const { uniqueId, userName, arn, tags } = user;
    const subject = { kind: 'user', accountId: account.id, arn, userName, uniqueId, tags, at } as const;
    if (before !== undefined) return { set: { ...before.set, subject }, own: before.own };
    const held = policies.ofUser(user);
    const set = readySet(held, subject);
    const judged = { set, own: administrativeGrant(set, account) };
    if (!isPersonal(held)) shared.set(key, judged);
    return judged;
  };
  return (user) => {
    const { set, own } = ownOf(user);
    if (own !== null && own !== 'unknown') return privileged(sayGrant(own), set);
    const through = throughRole(set, canMove(set) ? targets : open);
    if (through?.isCertain) return privileged(through.because, set);
    if (own === 'unknown') return unknown(sayUnread(set));
    if (through !== null) return unknown(through.because);
    const elsewhere = throughUnknown(set, account, organization);
    if (elsewhere !== null) return unknown(elsewhere);
    if (incomplete !== null) return unknown(`${incomplete}, so there may be roles that this user can assume`);
    return { privileged: false, because: `Not privileged: ${whyNot(set, account)}.` };
  };
}

function privileged(because: string, { unreadable }: ReadySet): Privilege {
  const [first] = unreadable;
  const aside = first === undefined ? '' : ` ${sayUnreadable(first)}; a Deny in it is not considered.`;
  return { privileged: true, because: `Privileged: ${because}. ${mayOverstate}${aside}` };
}

/** Whether some policy is about assuming or passing roles at all. */
const canMove = ({ allows, unreadable }: ReadySet): boolean =>
  unreadable.length > 0 || allows.some(({ statement }) => covers(statement, assumeRole) || covers(statement, passRole));

/** Certain ones come first. */
function throughRole(set: ReadySet, targets: readonly AdministrativeRole[]) {
  let uncertain: ReturnType<typeof reach> = null;
  for (const target of targets) {
    const through = reach(set, target);
    if (through?.isCertain) return through;
    uncertain ??= through;
  }
  return uncertain;
}

/** A role that nobody could look at, in an account into which the user's policies let it go. */
function throughUnknown(set: ReadySet, account: JudgedIn, { incomplete }: OrganizationRoles): string | null {
  for (const other of incomplete) {
    const { id, partition } = other.account;
    if (id === account.id) continue;
    const roles = arnWildcard(`arn:${partition}:iam::${id}:role/*`);
    if (granted(set, { action: assumeRole, on: [roles], except: [] }) === null) continue;
    return `it may assume roles of account ${id}, and ${other.incomplete} there`;
  }
  return null;
}

function whyNot(set: ReadySet, account: JudgedIn): string {
  const { boundaryAllows, denies } = set;
  if (boundaryAllows !== null && administrativeGrant(set, account, { withoutBoundary: true }) !== null) {
    return 'the permissions boundary leaves no administrative action of what its policies allow';
  }
  if (denies.length > 0 && administrativeGrant(set, account, { withoutDenies: true }) !== null) {
    return 'explicit denies take off every administrative action that its policies allow';
  }
  const self = selfServiceGrant(set, account);
  if (self !== null && self !== 'unknown') {
    return `${sayGrant(self)}, which is the user itself: self-service, and no policy allows an administrative action beyond it`;
  }
  const { policyCount } = set;
  if (policyCount === 0) return 'it has no policies, and no administrative role lets it in';
  const policies = policyCount === 1 ? 'its one policy allows no' : `none of its ${policyCount} policies allows an`;
  return `${policies} administrative action, and no administrative role lets it in`;
}
