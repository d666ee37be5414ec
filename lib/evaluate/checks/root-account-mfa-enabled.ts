import type { EvidenceRef } from '#lib/domain/compliance-status';
import type { RootKnowledge } from '../root-knowledge.ts';
import { credentialsOf, rootState, sayCentralManagement, sayKind, whyNotEntered } from '../root-state.ts';
import { sayList } from '../wording.ts';
import type { Verdict } from './verdict.ts';

/** Has the root user an MFA device, or nothing to sign in with? AWS Config's rule of the same name, where root can sign in. */
export function rootAccountMfaEnabled(root: RootKnowledge): Verdict {
  const { mfa, password, accessKeys, certificates } = root;
  const state = rootState(root);
  switch (state) {
    case 'suspended':
      return { status: 'NOT_APPLICABLE', reason: whyNotEntered(root), evidence: [organizationsSays], missing: [] };
    case 'not-in-partition': {
      const reason =
        'The root user of an AWS GovCloud (US) account cannot sign in to the console and cannot have MFA devices: not applicable in this partition.';
      return { status: 'NOT_APPLICABLE', reason, evidence: [], missing: [] };
    }
    case 'covered':
    case 'covered-with-keys': {
      const evidence = [...mfa.evidence, ...root.virtualDevices.evidence, ...root.allDevices.evidence];
      return {
        status: 'COMPLIANT',
        reason: `MFA is enabled. ${sayKind(root)} ${mfa.how}`,
        evidence: once(evidence),
        missing: [],
      };
    }
    case 'uncovered': {
      const managed =
        root.centralManagement?.rootCredentialsManagement === true
          ? ' Central management of root credentials is on, but these are still there.'
          : '';
      const reason = `No MFA, and root has ${sayList(credentialsOf(root))}.${managed} ${mfa.how}`;
      return { status: 'NON_COMPLIANT', reason, evidence: once([...mfa.evidence, ...password.evidence]), missing: [] };
    }
    case 'no-credentials': {
      const reason = `No root credentials: no password, no access keys, no signing certificates, no MFA device. ${sayCentralManagement(root)} ${mfa.how}`;
      const evidence = once([...mfa.evidence, ...password.evidence, ...accessKeys.evidence, ...certificates.evidence]);
      return { status: 'NOT_APPLICABLE', reason, evidence, missing: [] };
    }
    case 'unknown':
      return undecided(root);
  }
}

/** Organizations' list is no source of the account itself. */
export const organizationsSays: EvidenceRef = { label: 'ListAccounts', source: 'organization', sha256: null, at: null };

function undecided(root: RootKnowledge): Verdict {
  if (root.notEntered !== null) {
    return {
      status: 'INSUFFICIENT_DATA',
      reason: whyNotEntered(root),
      evidence: [{ label: 'AssumeRole', source: 'role', sha256: null, at: null }],
      missing: [root.notEntered.action],
    };
  }
  const open =
    root.mfa.value === null
      ? [root.mfa]
      : [root.password, root.accessKeys, root.certificates].filter((k) => k.value === null);
  const known =
    root.mfa.value === false ? 'MFA is not enabled, which matters only if root has something to sign in with. ' : '';
  return {
    status: 'INSUFFICIENT_DATA',
    reason: `${known}${open[0]?.how ?? ''}`,
    evidence: root.mfa.evidence,
    missing: [...new Set(open.flatMap((part) => part.missing))],
  };
}

/** One answer often settles several questions. */
export const once = (evidence: readonly EvidenceRef[]): readonly EvidenceRef[] => [
  ...new Map(evidence.map((ref) => [`${ref.label}\n${ref.at}`, ref])).values(),
];
