import type { Account } from '#lib/domain/account';
import { type AdministrativeAction, administrativeActions, furtherWrite } from './administrative-actions.ts';
import type { PolicyStatement } from './policy-document.ts';
import { type Answer, covers, granted, type Leaving, type ReadySet } from './policy-set.ts';
import type { PolicySubject } from './policy-subject.ts';
import { noResource, resourcesOf } from './resource-domains.ts';
import { arnWildcard, literal, type Wildcard, wildcard } from './wildcard.ts';

export type JudgedIn = Pick<Account, 'id' | 'partition' | 'isManagement'>;

/**
 * The first administrative action that a set of policies allows in its account, with the statement that does; `unknown` where that
 * depends on a policy that could not be read; null: none. PassRole and AssumeRole are judged with the roles.
 */
export function administrativeGrant(set: ReadySet, account: JudgedIn, leaving: Leaving = {}): Answer {
  if (set.allows.length === 0 && set.unreadable.length === 0) return null;
  const candidates = candidatesOf(set);
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
  for (const action of candidatesOf(set)) {
    if (!action.selfService) continue;
    const { on } = domain(action, account);
    const answer = granted(set, { action: action.action, on, except: [], kind: action.on });
    if (answer !== null) return answer;
  }
  return null;
}

function resources(action: AdministrativeAction, account: JudgedIn, subject: PolicySubject) {
  const { on } = domain(action, account);
  return action.selfService
    ? { on, except: oneself(account, subject), kind: 'other-user' }
    : { on, except: [], kind: action.on };
}

const domains = new WeakMap<AdministrativeAction, Map<string, readonly Wildcard[]>>();

function domain(action: AdministrativeAction, account: JudgedIn): { readonly on: readonly Wildcard[] } {
  const known = domains.get(action) ?? new Map<string, readonly Wildcard[]>();
  domains.set(action, known);
  const key = `${account.partition} ${account.id}`;
  const before = known.get(key);
  if (before !== undefined) return { on: before };
  const { arns, alsoWithout } = resourcesOf(action.on, account);
  const on = [...arns.map((arn) => arnWildcard(arn)), ...(alsoWithout ? [literal(noResource)] : [])];
  known.set(key, on);
  return { on };
}

/** User names are unique in an account whatever their path, so a policy that leaves out the path still means the user itself. */
function oneself({ partition, id }: JudgedIn, { userName }: PolicySubject): readonly Wildcard[] {
  if (userName === null) return [];
  const users = `arn:${partition}:iam::${id}:user/`;
  return [literal(`${users}${userName}`), wildcard(`${users}*/`, { literal: userName })];
}

const coveredBy = new WeakMap<PolicyStatement, ReadonlySet<AdministrativeAction>>();

/** Administrative actions that some statement names, in the order of the list, then such as only a statement spells out. */
function candidatesOf(set: ReadySet): readonly AdministrativeAction[] {
  if (set.unreadable.length > 0) return administrativeActions;
  const named = set.allows.map(({ statement }) => administrativeIn(statement));
  return [
    ...administrativeActions.filter((action) => named.some((actions) => actions.has(action))),
    ...named.flatMap((actions) => [...actions].filter((action) => !isListed.has(action))),
  ];
}

const isListed = new Set(administrativeActions);

function administrativeIn(statement: PolicyStatement): ReadonlySet<AdministrativeAction> {
  const before = coveredBy.get(statement);
  if (before !== undefined) return before;
  const { not, values } = statement.actions;
  const further = not ? [] : values.map(furtherWrite).filter((action) => action !== null);
  const found = new Set([...administrativeActions.filter(({ action }) => covers(statement, action)), ...further]);
  coveredBy.set(statement, found);
  return found;
}
