/** The policies in force for a principal, and whether they let it do something. */
import { administrativeServices } from './administrative-actions.ts';
import { type Applies, canApply } from './conditions.ts';
import type { PolicyDocument, PolicyStatement } from './policy-document.ts';
import type { PolicySubject } from './policy-subject.ts';
import { resourcePattern } from './resource-pattern.ts';
import { haveCommonText, matches, type Wildcard, wildcard } from './wildcard.ts';

/** A policy and how it comes to the principal, in words. */
export interface HeldPolicy {
  /** `AdministratorAccess, attached to group Admins,` */
  readonly name: string;
  /** Null: AWS's answer does not hold it. */
  readonly document: PolicyDocument | null;
}

export interface PolicySet {
  readonly policies: readonly HeldPolicy[];
  readonly boundary: HeldPolicy | null;
}

/** Which resources are asked about. */
export interface Asked {
  readonly action: string;
  /** Any one of them is enough. */
  readonly on: readonly Wildcard[];
  /** But not these. */
  readonly except: readonly Wildcard[];
  /** Names the two where several actions are asked with the same: the answer is then found once. */
  readonly kind?: string;
}

/** The statement that decides. */
export interface Grant {
  readonly policy: HeldPolicy;
  readonly statement: PolicyStatement;
  readonly action: string;
  readonly applies: Extract<Applies, { can: true }>;
}

/** `unknown`: it depends on a policy that could not be read. */
export type Answer = Grant | 'unknown' | null;

/** For finding out why something is not allowed. */
export interface Leaving {
  readonly withoutBoundary?: boolean;
  readonly withoutDenies?: boolean;
}

interface Rule {
  /** Within its set. */
  readonly id: string;
  readonly policy: HeldPolicy;
  readonly statement: PolicyStatement;
  readonly actions: ActionTest;
  readonly applies: Extract<Applies, { can: true }>;
  /** Resources that match one of `in` (all, where null) and none of `out`. */
  readonly resources: { readonly in: readonly Wildcard[] | null; readonly out: readonly Wildcard[] };
}

/** A set of policies made ready for questions about one subject. */
export interface ReadySet {
  readonly subject: PolicySubject;
  readonly allows: readonly Rule[];
  readonly denies: readonly Rule[];
  readonly boundaryAllows: readonly Rule[] | null;
  readonly boundaryDenies: readonly Rule[];
  readonly policyCount: number;
  /** By kind of resources and the rules concerned: whether these leave a resource. */
  readonly found: Map<string, boolean>;
  /** Policies that could not be read, wholly or in part. */
  readonly unreadable: readonly HeldPolicy[];
  readonly boundaryUnreadable: HeldPolicy | null;
}

export function readySet(set: PolicySet, subject: PolicySubject): ReadySet {
  const { boundary } = set;
  const of = (policies: readonly HeldPolicy[], effect: PolicyStatement['effect']) =>
    policies.flatMap((policy, n) => rulesOf(policy, effect, subject, `${policy === boundary ? 'b' : ''}${n}`));
  const isUnreadable = ({ document }: HeldPolicy) => document === null || document.unreadable !== null;
  return {
    subject,
    allows: of(set.policies, 'Allow'),
    denies: of(set.policies, 'Deny'),
    boundaryAllows: boundary && of([boundary], 'Allow'),
    boundaryDenies: boundary === null ? [] : of([boundary], 'Deny'),
    policyCount: set.policies.length,
    found: new Map(),
    unreadable: set.policies.filter(isUnreadable),
    boundaryUnreadable: boundary !== null && isUnreadable(boundary) ? boundary : null,
  };
}

/**
 * Whether the policies allow an action on at least one of the resources asked about: an Allow, within the boundary where there is one,
 * and no unconditional Deny (IAM User Guide, policy evaluation logic; service control policies are not considered).
 */
export function granted(set: ReadySet, asked: Asked, leaving: Leaving = {}): Answer {
  const grant = grantedByReadable(set, asked, leaving);
  if (grant !== null) return grant;
  if (set.unreadable.length === 0 && set.boundaryUnreadable === null) return null;
  // What could not be read is taken as allowing everything: where even that changes nothing, the answer is certain.
  return grantedByReadable(withEverything(set), asked, leaving) === null ? null : 'unknown';
}

function grantedByReadable(set: ReadySet, asked: Asked, leaving: Leaving): Grant | null {
  const { action } = asked;
  const about = (rules: readonly Rule[]) => rules.filter((rule) => rule.actions(action));
  const allows = about(set.allows);
  if (allows.length === 0) return null;
  const bounds = leaving.withoutBoundary || set.boundaryAllows === null ? [null] : about(set.boundaryAllows);
  const denies = leaving.withoutDenies
    ? []
    : [...about(set.denies), ...(leaving.withoutBoundary ? [] : about(set.boundaryDenies))];
  for (const allow of allows) {
    for (const bound of bounds) {
      const rules = bound === null ? [allow] : [allow, bound];
      if (!leaveResource(set, asked, rules, denies)) continue;
      return { policy: allow.policy, statement: allow.statement, action, applies: both(allow, bound) };
    }
  }
  return null;
}

/** Whether there is a resource among those asked about that all the allowing rules cover and no Deny. */
function leaveResource(set: ReadySet, asked: Asked, rules: readonly Rule[], denies: readonly Rule[]): boolean {
  const key = asked.kind && `${asked.kind} ${rules.map(({ id }) => id)} ${denies.map(({ id }) => id)}`;
  const known = key && set.found.get(key);
  if (typeof known === 'boolean') return known;
  const denied = denies.flatMap((deny) => (deny.resources.in === null ? [] : deny.resources.in));
  // A Deny of everything but certain resources leaves only those.
  const left = denies.flatMap((deny) => (deny.resources.in === null ? [deny.resources.out] : []));
  const none = [...asked.except, ...denied, ...rules.flatMap((rule) => rule.resources.out)];
  const covered = rules.flatMap((rule) => (rule.resources.in === null ? [] : [rule.resources.in]));
  const answer = someChoice([asked.on, ...covered, ...left], none);
  if (key) set.found.set(key, answer);
  return answer;
}

const both = ({ applies }: Rule, bound: Rule | null): Rule['applies'] =>
  bound === null
    ? applies
    : {
        can: true,
        withMfa: applies.withMfa || bound.applies.withMfa,
        takenAsMet: [...new Set([...applies.takenAsMet, ...bound.applies.takenAsMet])],
      };

/** Whether one can be chosen of each list so that all have a text in common that none of `none` matches. */
function someChoice(
  choices: readonly (readonly Wildcard[])[],
  none: readonly Wildcard[],
  chosen: readonly Wildcard[] = [],
): boolean {
  const [first, ...rest] = choices;
  if (first === undefined) return haveCommonText(chosen, none);
  if (rest.length === 0) return first.some((one) => haveCommonText([...chosen, one], none));
  return first.some(
    (one) => (chosen.length === 0 || haveCommonText([...chosen, one], [])) && someChoice(rest, none, [...chosen, one]),
  );
}

function rulesOf(policy: HeldPolicy, effect: PolicyStatement['effect'], subject: PolicySubject, id: string): Rule[] {
  const { document } = policy;
  if (document === null) return [];
  return document.statements.flatMap((statement, n) => {
    if (statement.effect !== effect || !isRelevant(statement)) return [];
    // An explicit Deny is taken off when it always holds, and only then.
    if (effect === 'Deny' && statement.conditions.length > 0) return [];
    const applies = canApply(statement.conditions, subject, document.hasVariables);
    if (!applies.can) return [];
    const resources = resourcesFor(statement, subject, document.hasVariables);
    return resources === null
      ? []
      : [{ id: `${id}.${n}`, policy, statement, actions: actionTest(statement), applies, resources }];
  });
}

type Resources = ReturnType<typeof resourcesOf>;
const withoutVariables = new WeakMap<PolicyStatement, Resources>();

/** The same for everyone unless it has variables. */
function resourcesFor(statement: PolicyStatement, subject: PolicySubject, hasVariables: boolean): Resources {
  if (hasVariables && statement.resources?.values.some((value) => value.includes('${'))) {
    return resourcesOf(statement, subject, hasVariables);
  }
  const before = withoutVariables.get(statement);
  if (before !== undefined) return before;
  const resources = resourcesOf(statement, subject, hasVariables);
  withoutVariables.set(statement, resources);
  return resources;
}

/** Where a variable's value is not known, an Allow covers as much as it could and a Deny as little. */
function resourcesOf({ resources, effect }: PolicyStatement, subject: PolicySubject, hasVariables: boolean) {
  if (resources === null) return { in: null, out: [] };
  const covers = effect === 'Allow' ? 'anything' : 'nothing';
  const excludes = effect === 'Allow' ? 'nothing' : 'anything';
  const patterns = resources.values.map((value) =>
    resourcePattern(value, subject, hasVariables, resources.not ? excludes : covers),
  );
  const known = patterns.filter((pattern) => pattern !== null);
  if (!resources.not) return { in: known, out: [] };
  if (effect === 'Deny' && known.length < patterns.length) return null;
  return { in: null, out: known };
}

const relevant = new WeakMap<PolicyStatement, boolean>();

/** Most of what policies say is about other services. */
function isRelevant(statement: PolicyStatement): boolean {
  const before = relevant.get(statement);
  if (before !== undefined) return before;
  const { not, values } = statement.actions;
  const answer =
    not ||
    values.some((value) => {
      const service = value.split(':', 1)[0]?.toLowerCase() ?? '';
      return /[*?]/.test(service) || administrativeServices.has(service);
    });
  relevant.set(statement, answer);
  return answer;
}

type ActionTest = (action: string) => boolean;
const tests = new WeakMap<PolicyStatement, ActionTest>();

/** Action names are not case-sensitive. Remembered with the statement: the same policy is asked for thousands of users. */
function actionTest(statement: PolicyStatement): ActionTest {
  const ready = tests.get(statement);
  if (ready !== undefined) return ready;
  const patterns = statement.actions.values.map((value) => wildcard(value.toLowerCase()));
  const known = new Map<string, boolean>();
  const test: ActionTest = (action) => {
    const before = known.get(action);
    if (before !== undefined) return before;
    const lower = action.toLowerCase();
    const answer = patterns.some((pattern) => matches(pattern, lower)) !== statement.actions.not;
    known.set(action, answer);
    return answer;
  };
  tests.set(statement, test);
  return test;
}

/** Whether an unconditional Deny takes an action on one resource off, whoever allows it. */
export const isDenied = (set: ReadySet, action: string, arn: string): boolean =>
  [...set.denies, ...set.boundaryDenies].some(
    ({ actions, resources }) =>
      actions(action) &&
      (resources.in === null || resources.in.some((pattern) => matches(pattern, arn))) &&
      !resources.out.some((pattern) => matches(pattern, arn)),
  );

export const covers = (statement: PolicyStatement, action: string): boolean => actionTest(statement)(action);

const anyAction: PolicyStatement = {
  sid: null,
  number: 0,
  effect: 'Allow',
  actions: { not: false, values: ['*'] },
  resources: { not: false, values: ['*'] },
  principals: null,
  conditions: [],
};

function withEverything(set: ReadySet): ReadySet {
  const everything = (policy: HeldPolicy): Rule => ({
    id: 'everything',
    policy,
    statement: anyAction,
    actions: () => true,
    applies: { can: true, withMfa: false, takenAsMet: [] },
    resources: { in: null, out: [] },
  });
  const { boundaryUnreadable } = set;
  return {
    ...set,
    allows: [...set.allows, ...set.unreadable.map(everything)],
    boundaryAllows: boundaryUnreadable === null ? set.boundaryAllows : [everything(boundaryUnreadable)],
  };
}
