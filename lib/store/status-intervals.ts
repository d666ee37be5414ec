import type { CheckId, CheckResult, ComplianceStatus } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import { batches } from './batches.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** A time during which a check had one answer for one principal: `[from, to[`. */
export interface StatusInterval {
  readonly principalId: PrincipalId;
  readonly checkId: CheckId;
  readonly status: ComplianceStatus;
  readonly from: Instant;
  /** Null while it lasts. */
  readonly to: Instant | null;
}

/**
 * Goes on with the history of statuses: an unchanged answer lengthens its interval, another one ends it at `at` and begins a new one.
 * What is older than the present interval changes nothing.
 * @param complete true when the results are all of the account's: who is missing no longer exists, and the interval ends
 */
export async function recordStatuses(
  tx: WriteStore,
  accountId: string,
  results: readonly Pick<CheckResult, 'principalId' | 'checkId' | 'status'>[],
  { at, complete }: { at: Instant; complete: boolean },
): Promise<void> {
  const open = new Map<string, { status: ComplianceStatus; from: Instant }>();
  const rows = await tx.db
    .selectFrom('status_intervals')
    .select(['principal_id', 'check_id', 'status', 'from_at'])
    .where('account_id', '=', accountId)
    .where('to_at', 'is', null)
    .execute();
  for (const row of rows) open.set(`${row.check_id} ${row.principal_id}`, { status: row.status, from: row.from_at });

  const begun: (typeof results)[number][] = [];
  const ended: { principal_id: string; check_id: CheckId }[] = [];
  for (const result of results) {
    const key = `${result.checkId} ${result.principalId}`;
    const now = open.get(key);
    open.delete(key);
    if (now?.status === result.status || (now && at < now.from)) continue;
    if (now && now.from < at) ended.push({ principal_id: result.principalId, check_id: result.checkId });
    begun.push(result);
  }
  if (complete)
    for (const row of rows) if (open.has(`${row.check_id} ${row.principal_id}`) && row.from_at < at) ended.push(row);

  for (const { principal_id, check_id } of ended)
    await tx.db
      .updateTable('status_intervals')
      .set({ to_at: at })
      .where('principal_id', '=', principal_id)
      .where('check_id', '=', check_id)
      .where('to_at', 'is', null)
      .execute();
  for (const batch of batches(begun, 5))
    await tx.db
      .insertInto('status_intervals')
      .values(
        batch.map((r) => ({
          principal_id: r.principalId,
          check_id: r.checkId,
          account_id: accountOfPrincipal(r.principalId),
          status: r.status,
          from_at: at,
        })),
      )
      .onConflict((oc) =>
        oc
          .columns(['principal_id', 'check_id', 'from_at'])
          .doUpdateSet((eb) => ({ status: eb.ref('excluded.status'), to_at: null })),
      )
      .execute();
}

/** A principal's history, by check and time. */
export async function listStatusIntervals(read: ReadStore, principalId: PrincipalId): Promise<StatusInterval[]> {
  const rows = await read.db
    .selectFrom('status_intervals')
    .selectAll()
    .where('principal_id', '=', principalId)
    .orderBy('check_id')
    .orderBy('from_at')
    .execute();
  return rows.map((row) => ({
    principalId: row.principal_id,
    checkId: row.check_id,
    status: row.status,
    from: row.from_at,
    to: row.to_at,
  }));
}
