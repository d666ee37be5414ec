/** Roles that are administrative, in all collected accounts: by their own policies, or through another role. */
import type { AuthorizationFacts, SourceReading } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { sayCount, sayRefusal } from '../wording.ts';
import { accountPolicies, documentReader } from './account-policies.ts';
import { administrativeGrant, type JudgedIn } from './administrative-grant.ts';
import type { PolicyDocument } from './policy-document.ts';
import { type Answer, type ReadySet, readySet } from './policy-set.ts';
import { reach } from './reach.ts';
import { sayGrant, sayUnread } from './say-grant.ts';
import { accountsTrusted } from './trust.ts';

export interface RoleOfAccount {
  readonly accountId: string;
  readonly arn: string;
  readonly name: string;
  readonly trust: PolicyDocument;
  /** `*`: any. */
  readonly trusted: ReadonlySet<string>;
  /** What its own policies allow. */
  readonly own: Answer;
  readonly set: ReadySet;
}

/** What is kept of an account for judging others. */
export interface AccountRoles {
  readonly account: JudgedIn;
  readonly roles: readonly RoleOfAccount[];
  /** Why there may be roles that are not known; null when all were read. */
  readonly incomplete: string | null;
}

type Reading = SourceReading<AuthorizationFacts> | undefined;

export function accountRoles(account: JudgedIn, authorization: Reading, at: Instant): AccountRoles {
  const facts = authorization?.facts ?? null;
  const incomplete = whyIncomplete(authorization);
  if (facts === null) return { account, roles: [], incomplete };
  const policies = accountPolicies(facts, documentReader('identity'));
  const readTrust = documentReader('trust');
  const roles = facts.roles.map((role): RoleOfAccount => {
    const subject = {
      kind: 'role',
      accountId: account.id,
      arn: role.arn,
      userName: null,
      uniqueId: null,
      tags: null,
      at,
    } as const;
    const set = readySet(policies.ofRole(role), subject);
    const trust = readTrust(role.trustPolicy);
    const own = administrativeGrant(set, account);
    return { accountId: account.id, arn: role.arn, name: role.name, trust, trusted: accountsTrusted(trust), own, set };
  });
  return { account, roles, incomplete };
}

/** A sentence without its end; null when the source was read whole. */
export function whyIncomplete(authorization: Reading): string | null {
  const action = authorization?.action ?? 'iam:GetAccountAuthorizationDetails';
  if (authorization === undefined) return `${action} was not asked`;
  if (authorization.outcome !== 'collected' || authorization.facts === null) {
    const refusal = sayRefusal({ action, error: authorization.error ?? '' });
    return authorization.facts === null ? refusal : `${refusal} after a part had been read`;
  }
  const { unreadableRoles } = authorization.facts;
  return unreadableRoles > 0 ? `${sayCount(unreadableRoles, 'role')} in its answer could not be read` : null;
}

export interface AdministrativeRole {
  readonly role: RoleOfAccount;
  /** False: it may be, as far as something unreadable goes. */
  readonly isCertain: boolean;
  /** `AdministratorAccess, attached to the role, allows iam:PutUserPolicy on everything`; or what could not be read. */
  readonly because: string;
}

export interface OrganizationRoles {
  readonly administrative: readonly AdministrativeRole[];
  /** Accounts that were entered and whose roles are not all known. */
  readonly incomplete: readonly AccountRoles[];
}

/** @param accounts every account that could be entered */
export function organizationRoles(accounts: readonly AccountRoles[]): OrganizationRoles {
  const all = accounts.flatMap(({ roles }) => roles);
  const found = new Map<RoleOfAccount, AdministrativeRole>();
  for (const role of all) {
    if (role.own === null) continue;
    const because = role.own === 'unknown' ? sayUnread(role.set) : sayGrant(role.own);
    found.set(role, { role, isCertain: role.own !== 'unknown', because });
  }
  spread(all, found);
  return { administrative: [...found.values()], incomplete: accounts.filter(({ incomplete }) => incomplete !== null) };
}

/** Whoever can become an administrative role, or hand one to a service, is administrative too: until no further one is found. */
function spread(all: readonly RoleOfAccount[], found: Map<RoleOfAccount, AdministrativeRole>): void {
  const byAccount = new Map<string, RoleOfAccount[]>();
  for (const role of all) {
    const roles = byAccount.get(role.accountId);
    if (roles === undefined) byAccount.set(role.accountId, [role]);
    else roles.push(role);
  }
  const waiting = [...found.values()];
  for (let target = waiting.pop(); target !== undefined; target = waiting.pop()) {
    const { trusted, accountId } = target.role;
    const from = trusted.has('*')
      ? all
      : [...new Set([...trusted, accountId])].flatMap((id) => byAccount.get(id) ?? []);
    for (const role of from) {
      const before = found.get(role);
      if (before?.isCertain || role === target.role) continue;
      const through = reach(role.set, target);
      if (through === null || (before !== undefined && !through.isCertain)) continue;
      const next = { role, ...through };
      found.set(role, next);
      waiting.push(next);
    }
  }
}
