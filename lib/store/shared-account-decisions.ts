import type { Actor, Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import type { SharedAccountDecision } from '#lib/domain/person';
import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import { appendAudit } from './audit-log.ts';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';
import { transact, type WriteStore } from './write-store.ts';

/** Writes down an admin's word on whether several people use a principal; the newest counts. */
export async function addSharedAccountDecision(
  write: WriteStore,
  decision: Omit<SharedAccountDecision, 'recordedAt' | 'recordedBy'>,
  actor: Actor,
  at: Instant,
): Promise<void> {
  await transact(write, async (tx) => {
    await tx.db
      .insertInto('shared_account_decisions')
      .values({
        id: decision.id,
        account_id: accountOfPrincipal(decision.principalId),
        principal_id: decision.principalId,
        decision: decision.decision,
        justification: decision.justification,
        recorded_at: at,
        recorded_by: actor.id,
      })
      .execute();
    const detail = { decision: decision.decision, justification: decision.justification };
    await appendAudit(tx, { actor, at, action: 'shared-account.decide', subject: decision.principalId, detail });
  });
}

/** Oldest first: the last of a principal is the one that counts. */
export async function listSharedAccountDecisions(
  read: ReadStore,
  of: { principalId: PrincipalId } | { scope: Scope },
): Promise<SharedAccountDecision[]> {
  const query = read.db.selectFrom('shared_account_decisions').selectAll().orderBy('recorded_at').orderBy('id');
  const rows = await ('principalId' in of
    ? query.where('principal_id', '=', of.principalId)
    : query.where(whereScope(of.scope, 'account_id'))
  ).execute();
  return rows.map((row) => ({
    id: row.id,
    principalId: row.principal_id,
    decision: row.decision,
    justification: row.justification,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
  }));
}
