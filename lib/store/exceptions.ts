import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor, Scope } from '#lib/domain/actor';
import type { Exception } from '#lib/domain/exception';
import type { Instant } from '#lib/domain/instant';
import { accountOfPrincipal } from '#lib/domain/principal';
import { appendAudit } from './audit-log.ts';
import { anyOf } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';
import { transact, type WriteStore } from './write-store.ts';

export type NewException = Omit<Exception, 'accountId' | 'recordedAt' | 'recordedBy' | 'replaced'>;

/** Writes down that a risk is accepted. Exceptions are appended, never edited: a later one takes the place of an earlier one. */
export async function addException(
  write: WriteStore,
  exception: NewException,
  actor: Actor,
  at: Instant,
): Promise<void> {
  await transact(write, async (tx) => {
    await tx.db
      .insertInto('exceptions')
      .values({
        id: exception.id,
        account_id: accountOfPrincipal(exception.principalId),
        principal_id: exception.principalId,
        user_name: exception.userName,
        check_id: exception.checkId,
        owner: exception.owner,
        reason: exception.reason,
        expires_at: exception.expiresAt,
        recorded_at: at,
        recorded_by: actor.id,
      })
      .execute();
    await appendAudit(tx, { actor, at, action: 'exception.add', subject: exception.id, detail: { ...exception } });
  });
}

/** A later one for the same principal and check. */
const replacedBy = sql<SqlBool>`exists (select 1 from exceptions n where n.principal_id = e.principal_id and n.check_id = e.check_id
  and (n.recorded_at > e.recorded_at or (n.recorded_at = e.recorded_at and n.id > e.id)))`;

/** Newest first. @param of the given principals, or what a reader may see */
export async function listExceptions(
  read: ReadStore,
  of: { principalIds: readonly string[] } | { scope: Scope },
): Promise<Exception[]> {
  if ('principalIds' in of && of.principalIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('exceptions as e')
    .where('principalIds' in of ? anyOf('e.principal_id', of.principalIds) : whereScope(of.scope, 'e.account_id'))
    .selectAll('e')
    .select(sql<number>`case when ${replacedBy} then 1 else 0 end`.as('replaced'))
    .orderBy('e.recorded_at', 'desc')
    .orderBy('e.id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    principalId: row.principal_id,
    userName: row.user_name,
    checkId: row.check_id,
    owner: row.owner,
    reason: row.reason,
    expiresAt: row.expires_at,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    replaced: row.replaced === 1,
  }));
}

/** What a list of principals is asked about exceptions: of the check whose answer is the principal's status. */
export type ExceptionFilter = 'accepted' | 'ends-soon' | 'expired' | 'none';

/** A condition on `principals as p`. @param soon from here on an exception ends soon */
export function whereException(wanted: ExceptionFilter, now: Instant, soon: Instant): RawBuilder<SqlBool> {
  const counts = (more: RawBuilder<SqlBool>) =>
    sql<SqlBool>`exists (select 1 from exceptions e where e.principal_id = p.id and e.check_id = ${ownCheckOf} and ${more} and not ${replacedBy})`;
  switch (wanted) {
    case 'accepted':
      return counts(sql<SqlBool>`e.expires_at > ${now}`);
    case 'ends-soon':
      return counts(sql<SqlBool>`e.expires_at > ${now} and e.expires_at <= ${soon}`);
    case 'expired':
      return counts(sql<SqlBool>`e.expires_at <= ${now}`);
    case 'none':
      return sql<SqlBool>`not ${counts(sql<SqlBool>`1 = 1`)}`;
  }
}

/** The check whose answer is the status of a row of `principals as p`. */
export const ownCheckOf = sql<string>`case p.kind when 'RootUser' then 'root-account-mfa-enabled' else 'mfa-enabled-for-iam-console-access' end`;
