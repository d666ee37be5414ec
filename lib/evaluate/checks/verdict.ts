import type { CheckResult } from '#lib/domain/compliance-status';

/** A check's answer before it is put beside a principal and what was known before. */
export type Verdict = Pick<CheckResult, 'status' | 'reason' | 'evidence' | 'missing'>;
