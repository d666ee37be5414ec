import type { RootKnowledge } from '../root-knowledge.ts';
import { isSuspended, whyNotEntered } from '../root-state.ts';
import { organizationsSays } from './root-account-mfa-enabled.ts';
import type { Verdict } from './verdict.ts';

/** Has the root user no access keys? AWS Config's rule of the same name; the state of its MFA does not matter (case R11). */
export function iamRootAccessKeyCheck(root: RootKnowledge): Verdict {
  const { accessKeys } = root;
  if (isSuspended(root.account)) {
    return { status: 'NOT_APPLICABLE', reason: whyNotEntered(root), evidence: [organizationsSays], missing: [] };
  }
  if (root.notEntered !== null) {
    const evidence = [{ label: 'AssumeRole', source: 'role', sha256: null, at: null }];
    return { status: 'INSUFFICIENT_DATA', reason: whyNotEntered(root), evidence, missing: [root.notEntered.action] };
  }
  if (accessKeys.value === null) {
    return { status: 'INSUFFICIENT_DATA', reason: accessKeys.how, evidence: [], missing: accessKeys.missing };
  }
  return accessKeys.value
    ? {
        status: 'NON_COMPLIANT',
        reason: `Root has access keys. ${accessKeys.how}`,
        evidence: accessKeys.evidence,
        missing: [],
      }
    : {
        status: 'COMPLIANT',
        reason: `Root has no access keys. ${accessKeys.how}`,
        evidence: accessKeys.evidence,
        missing: [],
      };
}
