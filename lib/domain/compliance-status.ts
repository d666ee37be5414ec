/** AWS Config's four evaluation results, used for every judgement. Missing data is never a pass, a fail or a zero. */
import type { Instant } from './instant.ts';
import type { PrincipalId } from './principal.ts';

export type ComplianceStatus = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE' | 'INSUFFICIENT_DATA';

/** Worst first: the order in which screens list subjects. */
export const complianceStatuses: readonly ComplianceStatus[] = [
  'NON_COMPLIANT',
  'INSUFFICIENT_DATA',
  'COMPLIANT',
  'NOT_APPLICABLE',
];

/** Check ids are AWS Config's rule names where the question is the same. */
export const checkIds = [
  'mfa-enabled-for-iam-console-access',
  'root-account-mfa-enabled',
  'iam-root-access-key-check',
  'iam-user-phishing-resistant-mfa',
] as const;
export type CheckId = (typeof checkIds)[number];

/** The check whose answer is the status of a principal in lists: `root` by the principal's kind. */
export const ownCheck = (root: boolean): CheckId =>
  root ? 'root-account-mfa-enabled' : 'mfa-enabled-for-iam-console-access';

/** A pointer to what AWS answered: which source, and when that was true. */
export interface EvidenceRef {
  /** Name of the API operation or file, as shown to a reader: `ListMFADevices`, `Credential report`. */
  readonly label: string;
  readonly source: string;
  /** Hash of the evidence block that holds the answer; null where only its absence is the evidence. */
  readonly sha256: string | null;
  /** When the answer was true: AWS's own time for a report, else the time of the answer. */
  readonly at: Instant | null;
}

/** One check's answer for one subject. */
export interface CheckResult {
  readonly checkId: CheckId;
  readonly principalId: PrincipalId;
  readonly status: ComplianceStatus;
  /** A sentence or two: what was found and how it is known. */
  readonly reason: string;
  readonly evidence: readonly EvidenceRef[];
  /** IAM actions that would have to be granted, or calls that failed, for INSUFFICIENT_DATA. */
  readonly missing: readonly string[];
  /** The last status that rested on data, for INSUFFICIENT_DATA after a source that used to be readable. */
  readonly lastKnown: { readonly status: ComplianceStatus; readonly at: Instant } | null;
}
