import type { CheckResult } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

export type JudgedResult = CheckResult & { readonly judgedAt: Instant };

/** Makes these the only answers for an account, or for one principal. */
export async function replaceCheckResults(
  tx: WriteStore,
  of: { accountId: string } | { principalId: PrincipalId },
  results: readonly CheckResult[],
  judgedAt: Instant,
): Promise<void> {
  const old = tx.db.deleteFrom('check_results');
  await ('accountId' in of
    ? old.where('account_id', '=', of.accountId)
    : old.where('principal_id', '=', of.principalId)
  ).execute();
  for (const batch of batches(results, 10)) {
    await tx.db
      .insertInto('check_results')
      .values(
        batch.map((r) => ({
          principal_id: r.principalId,
          check_id: r.checkId,
          account_id: accountOfPrincipal(r.principalId),
          status: r.status,
          reason: r.reason,
          evidence: JSON.stringify(r.evidence),
          missing: JSON.stringify(r.missing),
          last_known_status: r.lastKnown?.status ?? null,
          last_known_at: r.lastKnown?.at ?? null,
          judged_at: judgedAt,
        })),
      )
      .execute();
  }
}

/** The answers that stand now, by principal and check. */
export async function listJudgedResults(
  read: ReadStore,
  of: { accountId: string } | { principalId: PrincipalId },
): Promise<JudgedResult[]> {
  const query = read.db.selectFrom('check_results').selectAll().orderBy('principal_id').orderBy('check_id');
  const rows = await ('accountId' in of
    ? query.where('account_id', '=', of.accountId)
    : query.where('principal_id', '=', of.principalId)
  ).execute();
  return rows.map((row) => ({
    checkId: row.check_id,
    principalId: row.principal_id,
    status: row.status,
    reason: row.reason,
    evidence: JSON.parse(row.evidence),
    missing: JSON.parse(row.missing),
    lastKnown:
      row.last_known_status === null || row.last_known_at === null
        ? null
        : { status: row.last_known_status, at: row.last_known_at },
    judgedAt: row.judged_at,
  }));
}
