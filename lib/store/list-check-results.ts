import type { CheckId, ComplianceStatus } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import { anyOf } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';

export interface CheckResultRecord {
  readonly principalId: string;
  readonly checkId: CheckId;
  readonly status: ComplianceStatus;
  readonly reason: string;
  /** JSON of EvidenceRef[]. */
  readonly evidence: string;
  /** JSON of string[]. */
  readonly missing: string;
  readonly lastKnown: { readonly status: ComplianceStatus; readonly at: Instant } | null;
}

/** Answers of every check for the given principals, all at once. */
export async function checkResultsOf(
  read: ReadStore,
  principalIds: readonly string[],
): Promise<readonly CheckResultRecord[]> {
  if (principalIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('check_results')
    .selectAll()
    .where(anyOf('principal_id', principalIds))
    .orderBy('principal_id')
    .orderBy('check_id')
    .execute();
  return rows.map((row) => ({
    principalId: row.principal_id,
    checkId: row.check_id,
    status: row.status,
    reason: row.reason,
    evidence: row.evidence,
    missing: row.missing,
    lastKnown:
      row.last_known_status !== null && row.last_known_at !== null
        ? { status: row.last_known_status, at: row.last_known_at }
        : null,
  }));
}
