import type { ConditionTest } from './policy-document.ts';
import { type KeyValue, keyValue, type PolicySubject } from './policy-subject.ts';
import { resourcePattern } from './resource-pattern.ts';
import { matches } from './wildcard.ts';

/**
 * Whether an Allow with these conditions can ever apply to a subject. Conditions on MFA are taken as met, because who has MFA can meet
 * them (case P6); so are those that depend on the request (address, Region, time to come), because whoever makes the request can often
 * choose it: an answer is rather over- than understated, and names what it took for granted.
 */
export type Applies =
  | { readonly can: false }
  | { readonly can: true; readonly withMfa: boolean; readonly takenAsMet: readonly string[] };

const always: Applies = { can: true, withMfa: false, takenAsMet: [] };

/** The three kinds of request: with access keys the key is absent, in sessions it is true or false (IAM User Guide, condition keys). */
type Mfa = 'absent' | 'true' | 'false';
const kinds: readonly Mfa[] = ['absent', 'false', 'true'];

export function canApply(tests: readonly ConditionTest[], subject: PolicySubject, hasVariables: boolean): Applies {
  if (tests.length === 0) return always;
  for (const mfa of kinds) {
    const answers = tests.map((test) => answer(test, subject, hasVariables, mfa));
    if (answers.includes(false)) continue;
    const open = tests.filter((_, i) => answers[i] === null).map((test) => test.key);
    return { can: true, withMfa: mfa === 'true', takenAsMet: [...new Set(open)] };
  }
  return { can: false };
}

/** Null: it depends on the request. */
function answer(test: ConditionTest, subject: PolicySubject, hasVariables: boolean, mfa: Mfa): boolean | null {
  const key = test.key.toLowerCase();
  if (test.qualifier !== null) return null;
  if (key === 'aws:multifactorauthpresent') {
    return compare(test, mfa === 'absent' ? 'absent' : { value: mfa }, subject, hasVariables);
  }
  if (key === 'aws:multifactorauthage') {
    // A fresh session is as young as any condition can ask.
    if (test.operator.toLowerCase() === 'null') return isNull(test, mfa !== 'true');
    return mfa === 'true' ? null : test.ifExists;
  }
  if (key === 'aws:currenttime' || key === 'aws:epochtime') return isStill(test, subject.at);
  return compare(test, keyValue(subject, test.key), subject, hasVariables);
}

function compare(test: ConditionTest, known: KeyValue, subject: PolicySubject, hasVariables: boolean): boolean | null {
  if (known === 'open') return null;
  const operator = test.operator.toLowerCase();
  if (operator === 'null') return isNull(test, known === 'absent');
  const compares = comparisons.get(operator);
  if (compares === undefined) return null;
  if (known === 'absent') return test.ifExists || compares.negated;
  const texts = test.values.map((value) => {
    const pattern = resourcePattern(value, subject, hasVariables, 'nothing');
    return pattern === null ? null : compares.matches(pattern, value, known.value);
  });
  if (texts.includes(true)) return !compares.negated;
  return texts.includes(null) ? null : compares.negated;
}

const isNull = (test: ConditionTest, absent: boolean): boolean =>
  test.values.some((value) => value.toLowerCase() === String(absent));

type Compare = (pattern: Parameters<typeof matches>[0], text: string, value: string) => boolean | null;
const exact: Compare = (pattern, _, value) =>
  // Compared as text; its wildcards, if any, stand for themselves, and a filled-in variable for its value.
  String.fromCharCode(...pattern.tokens.map((token) => (token === -1 ? 42 : token === -2 ? 63 : token))) === value;
const ignoringCase: Compare = (pattern, text, value) =>
  exact(pattern, text, value) || text.toLowerCase() === value.toLowerCase();
const like: Compare = (pattern, _, value) => matches(pattern, value);

const comparisons = new Map<string, { readonly negated: boolean; readonly matches: Compare }>([
  ['stringequals', { negated: false, matches: exact }],
  ['stringnotequals', { negated: true, matches: exact }],
  ['stringequalsignorecase', { negated: false, matches: ignoringCase }],
  ['stringnotequalsignorecase', { negated: true, matches: ignoringCase }],
  ['stringlike', { negated: false, matches: like }],
  ['stringnotlike', { negated: true, matches: like }],
  ['arnequals', { negated: false, matches: like }],
  ['arnlike', { negated: false, matches: like }],
  ['arnnotequals', { negated: true, matches: like }],
  ['arnnotlike', { negated: true, matches: like }],
  ['bool', { negated: false, matches: ignoringCase }],
]);

/** False when the time is over for good; what is yet to come can come. */
function isStill(test: ConditionTest, at: number): boolean | null {
  const ends = /^date(lessthan|lessthanequals|equals)$/i.test(test.operator);
  if (!ends) return null;
  const times = test.values.map((value) => (/^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value)));
  return times.length > 0 && times.every((time) => time < at) ? false : null;
}
