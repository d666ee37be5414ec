import type { Account } from '#lib/domain/account';
import { type AdministrativeAction, administrativeActions, furtherWrite } from './administrative-actions.ts';
import { type Answer, granted, type Leaving, type ReadySet } from './policy-set.ts';
import type { PolicySubject } from './policy-subject.ts';
import { noResource, resourcesOf } from './resource-domains.ts';
import { literal, type Wildcard, wildcard } from './wildcard.ts';

export type JudgedIn = Pick<Account, 'id' | 'partition' | 'isManagement'>;

/**
 * The first administrative action that a set of policies allows in its account, with the statement that does; `unknown` where that
 * depends on a policy that could not be read; null: none. PassRole and AssumeRole are judged with the roles.
 */
export function administrativeGrant(set: ReadySet, account: JudgedIn, leaving: Leaving = {}): Answer {
  if (set.allows.length === 0 && set.unreadable.length === 0) return null;
  const candidates = [...administrativeActions, ...writtenOut(set)];
  let unknown = false;
  for (const action of candidates) {
    // Of an organization it is known whether this account manages it, or nothing: then it may.
    if (action.inManagement && account.isManagement === false) continue;
    const answer = granted(set, { action: action.action, ...resources(action, account, set.subject) }, leaving);
    if (answer === 'unknown') unknown = true;
    else if (answer !== null) return answer;
  }
  return unknown ? 'unknown' : null;
}

/** A self-service action on the user itself, where that is all the policies allow of it (case P3a). */
export function selfServiceGrant(set: ReadySet, account: JudgedIn): Answer {
  for (const action of administrativeActions) {
    if (!action.selfService) continue;
    const { on } = domain(action, account);
    const answer = granted(set, { action: action.action, on, except: [] });
    if (answer !== null) return answer;
  }
  return null;
}

function resources(action: AdministrativeAction, account: JudgedIn, subject: PolicySubject) {
  return { ...domain(action, account), except: action.selfService ? oneself(account, subject) : [] };
}

const domains = new WeakMap<AdministrativeAction, Map<string, readonly Wildcard[]>>();

function domain(action: AdministrativeAction, account: JudgedIn): { readonly on: readonly Wildcard[] } {
  const known = domains.get(action) ?? new Map<string, readonly Wildcard[]>();
  domains.set(action, known);
  const key = `${account.partition} ${account.id}`;
  const before = known.get(key);
  if (before !== undefined) return { on: before };
  const { arns, alsoWithout } = resourcesOf(action.on, account);
  const on = [...arns.map((arn) => wildcard(arn)), ...(alsoWithout ? [literal(noResource)] : [])];
  known.set(key, on);
  return { on };
}

/** User names are unique in an account whatever their path, so a policy that leaves out the path still means the user itself. */
function oneself({ partition, id }: JudgedIn, { userName }: PolicySubject): readonly Wildcard[] {
  if (userName === null) return [];
  const users = `arn:${partition}:iam::${id}:user/`;
  return [literal(`${users}${userName}`), wildcard(`${users}*/`, { literal: userName })];
}

function writtenOut(set: ReadySet): AdministrativeAction[] {
  const found = new Map<string, AdministrativeAction>();
  for (const { statement } of set.allows) {
    if (statement.actions.not) continue;
    for (const value of statement.actions.values) {
      const action = furtherWrite(value);
      if (action !== null) found.set(action.action, action);
    }
  }
  return [...found.values()];
}
