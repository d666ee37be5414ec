import { assumeRole } from './administrative-actions.ts';
import { canApply } from './conditions.ts';
import type { Listed, PolicyDocument, PolicyStatement } from './policy-document.ts';
import { covers } from './policy-set.ts';
import type { PolicySubject } from './policy-subject.ts';

/**
 * Whether a role's trust policy lets a principal in.
 * `itself`: the principal is named (or everyone is), which in the role's own account is enough.
 * `account`: its account is, so its own policies must allow it too.
 * `unknown`: the trust policy could not be read.
 */
export type Trusts = 'itself' | 'account' | 'no' | 'unknown';

export interface Trusted {
  readonly trusts: Trusts;
  readonly withMfa: boolean;
  readonly takenAsMet: readonly string[];
}

const no: Trusted = { trusts: 'no', withMfa: false, takenAsMet: [] };

export function trusts(trust: PolicyDocument, subject: PolicySubject): Trusted {
  let best = no;
  for (const statement of trust.statements) {
    if (!covers(statement, assumeRole)) continue;
    const named = names(statement, subject);
    if (named === 'no') continue;
    if (statement.effect === 'Deny') {
      if (statement.conditions.length === 0) return no;
      continue;
    }
    const applies = canApply(statement.conditions, subject, trust.hasVariables);
    if (!applies.can || best.trusts === 'itself') continue;
    if (named === 'account' && best.trusts === 'account') continue;
    best = { trusts: named, withMfa: applies.withMfa, takenAsMet: applies.takenAsMet };
  }
  if (best.trusts === 'no' && trust.unreadable !== null) return { ...no, trusts: 'unknown' };
  return best;
}

function names({ principals }: PolicyStatement, subject: PolicySubject): Exclude<Trusts, 'unknown'> {
  if (principals === null) return 'no';
  const named = namedIn(principals, subject);
  if (!principals.not) return named;
  // Whom NotPrincipal names, also by the account, is left out; the statement means everyone else.
  return named === 'no' ? 'itself' : 'no';
}

function namedIn({ values }: Listed, subject: PolicySubject): Exclude<Trusts, 'unknown'> {
  let account = false;
  for (const value of values) {
    if (value === '*' || value === subject.arn || (subject.uniqueId !== null && value === subject.uniqueId))
      return 'itself';
    if (subject.kind === 'role' && isSessionOf(value, subject)) return 'itself';
    if (accountIn(value) === subject.accountId) account = true;
  }
  return account ? 'account' : 'no';
}

/** `123456789012`, or the ARN of its root: both mean the account. */
const accountIn = (value: string): string | null =>
  /^\d{12}$/.test(value) ? value : (/^arn:[a-z-]+:iam::(\d{12}):root$/.exec(value)?.[1] ?? null);

function isSessionOf(value: string, { accountId, arn }: PolicySubject): boolean {
  const [, account, role] = /^arn:[a-z-]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(value) ?? [];
  return account === accountId && role === arn.slice(arn.lastIndexOf('/') + 1);
}

/** The accounts from which somebody may come in; `*` for any. For finding the few roles that concern an account. */
export function accountsTrusted(trust: PolicyDocument): ReadonlySet<string> {
  const found = new Set<string>();
  if (trust.unreadable !== null) found.add('*');
  for (const { effect, principals } of trust.statements) {
    if (effect === 'Deny' || principals === null) continue;
    if (principals.not) found.add('*');
    for (const value of principals.values) {
      const account = /^\d{12}$/.test(value) ? value : /^arn:[a-z-]+:(?:iam|sts)::(\d{12}):/.exec(value)?.[1];
      // Unique ids (AIDA…) do not show their account.
      found.add(account ?? '*');
    }
  }
  return found;
}

/** Whether it may let somebody of its own account in whom no policy of theirs allows it: by naming more than accounts. */
export const letsInByItself = (trust: PolicyDocument): boolean =>
  trust.unreadable !== null ||
  trust.statements.some(
    ({ effect, principals }) =>
      effect === 'Allow' &&
      principals !== null &&
      (principals.not || principals.values.some((value) => accountIn(value) === null)),
  );
