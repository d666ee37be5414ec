import { assumeRole, passRole } from './administrative-actions.ts';
import { type Grant, granted, isDenied, type ReadySet } from './policy-set.ts';
import type { AdministrativeRole } from './roles.ts';
import { sayGrant, sayTerms } from './say-grant.ts';
import { trusts } from './trust.ts';
import { literal } from './wildcard.ts';

export interface Through {
  readonly isCertain: boolean;
  /** Without its end: `inline policy hop of the user allows sts:AssumeRole on role Admin of account 1…, where …`. */
  readonly because: string;
}

/** Whether a principal can assume an administrative role, in any account, or pass it to a service in its own. */
export function reach(set: ReadySet, target: AdministrativeRole): Through | null {
  const { arn, name, accountId } = target.role;
  const isOwn = set.subject.accountId === accountId;
  const role = isOwn ? `role ${name}` : `role ${name} of account ${accountId}`;
  const where = `, where ${target.because}`;
  const assumed = assume(set, target, role);
  if (assumed?.isCertain) return { isCertain: target.isCertain, because: `${assumed.because}${where}` };
  const passed = isOwn ? granted(set, { action: passRole, on: [literal(arn)], except: [] }) : null;
  if (isGrant(passed)) return { isCertain: target.isCertain, because: `${sayGrant(passed, role)}${where}` };
  if (assumed !== null) return { isCertain: false, because: assumed.because };
  return passed === null ? null : { isCertain: false, because: `whether it may pass ${role} is not known` };
}

function assume(set: ReadySet, { role }: AdministrativeRole, words: string): Through | null {
  const { subject } = set;
  const trusted = trusts(role.trust, subject);
  if (trusted.trusts === 'no') return null;
  const isOwn = subject.accountId === role.accountId;
  const allowed = granted(set, { action: assumeRole, on: [literal(role.arn)], except: [] });
  const terms = sayTerms(trusted);
  if (trusted.trusts === 'unknown') {
    // In its own account a role can let somebody in whom no policy of theirs allows it.
    if (allowed === null && (!isOwn || isDenied(set, assumeRole, role.arn))) return null;
    return { isCertain: false, because: `the trust policy of ${words} could not be read (${role.trust.unreadable})` };
  }
  if (isGrant(allowed)) return { isCertain: true, because: `${sayGrant(allowed, words)}${terms}` };
  if (trusted.trusts === 'itself' && isOwn && !isDenied(set, assumeRole, role.arn)) {
    return { isCertain: true, because: `the trust policy of ${words} lets the ${subject.kind} assume it${terms}` };
  }
  return allowed === null ? null : { isCertain: false, because: `whether it may assume ${words} is not known` };
}

const isGrant = (answer: Grant | 'unknown' | null): answer is Grant => answer !== null && answer !== 'unknown';
