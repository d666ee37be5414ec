import type { Selectable } from 'kysely';
import type { ConsoleLogin } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import type { PrincipalId } from '#lib/domain/principal';
import { type EventPage, type Inserted, insertOnce } from './insert-events.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import type { WriteStore } from './write-store.ts';

/** Keeps a page of sign-ins; events already known are left alone, those known otherwise are kept aside. */
export function insertConsoleLogins(
  tx: WriteStore,
  logins: readonly ConsoleLogin[],
  page: EventPage<ConsoleLogin>,
): Promise<Inserted<ConsoleLogin>> {
  return insertOnce(tx, logins, page, {
    columns: 20,
    insert: (batch) =>
      tx.db
        .insertInto('console_logins')
        .values(
          batch.map((e) => ({
            account_id: e.accountId,
            event_id: e.eventId,
            time: e.time,
            region: e.region,
            identity: e.identity,
            principal_id: e.principalId,
            unique_id: e.uniqueId,
            user_name: e.userName,
            arn: e.arn,
            outcome: e.outcome,
            error_message: e.errorMessage,
            mfa_used: e.mfaUsed === null ? null : e.mfaUsed ? 1 : 0,
            mfa_identifier: e.mfaIdentifier,
            source_ip: e.sourceIp,
            user_agent: e.userAgent,
            provider: e.provider,
            evidence_sha256: e.evidenceSha256,
            evidence_index: e.evidenceIndex,
            content_sha256: e.contentSha256,
            recorded_at: page.at,
          })),
        )
        .onConflict((oc) => oc.doNothing())
        .returning(['account_id', 'event_id'])
        .execute(),
    contents: (accountId, eventIds) =>
      tx.db
        .selectFrom('console_logins')
        .select(['account_id', 'event_id', 'content_sha256'])
        .where('account_id', '=', accountId)
        .where('event_id', 'in', eventIds)
        .execute(),
  });
}

/** Whose logins: one principal's, or those of an account that belong to nobody Keyholder knows (federated, unknown names). */
export type LoginsOf =
  | { readonly principalId: PrincipalId }
  | { readonly accountId: string; readonly withoutPrincipal: true }
  | { readonly accountId: string };

export interface LoginPage {
  /** `]after, …`: the last login of the page before. */
  readonly after?: { readonly time: Instant; readonly eventId: string };
  /** At or after. */
  readonly from?: Instant;
  readonly limit: number;
}

/** Oldest first. */
export async function listConsoleLogins(read: ReadStore, of: LoginsOf, page: LoginPage): Promise<ConsoleLogin[]> {
  let query = read.db.selectFrom('console_logins').selectAll().orderBy('time').orderBy('event_id').limit(page.limit);
  if ('principalId' in of) query = query.where('principal_id', '=', of.principalId);
  else query = query.where('account_id', '=', of.accountId);
  if ('withoutPrincipal' in of) query = query.where('principal_id', 'is', null);
  const { after, from } = page;
  if (after) query = query.where((eb) => eb(eb.refTuple('time', 'event_id'), '>', eb.tuple(after.time, after.eventId)));
  if (from !== undefined) query = query.where('time', '>=', from);
  return (await query.execute()).map(toLogin);
}

/** All of them, page by page, oldest first: memory does not grow with their number. */
export async function* consoleLoginPages(
  read: ReadStore,
  of: LoginsOf,
  { from, limit = 500 }: { from?: Instant; limit?: number } = {},
): AsyncGenerator<ConsoleLogin[]> {
  let after: LoginPage['after'];
  for (;;) {
    const page = await listConsoleLogins(read, of, {
      limit,
      ...(from !== undefined && { from }),
      ...(after && { after }),
    });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < limit) return;
    after = { time: last.time, eventId: last.eventId };
  }
}

/** Principals of an account that have signed in, or tried to. */
export async function principalsWithLogins(read: ReadStore, accountId: string): Promise<PrincipalId[]> {
  // A principal's id begins with its account's: one stretch of the index, from `:` up to the next character, `;`.
  const rows = await read.db
    .selectFrom('console_logins')
    .select('principal_id')
    .distinct()
    .where('principal_id', '>=', `${accountId}:`)
    .where('principal_id', '<', `${accountId};`)
    .orderBy('principal_id')
    .execute();
  return rows.map((row) => row.principal_id).filter((id) => id !== null);
}

export async function countConsoleLogins(read: ReadStore, principalId: PrincipalId): Promise<number> {
  const row = await read.db
    .selectFrom('console_logins')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('principal_id', '=', principalId)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Identifiers in a principal's successful logins, oldest first: they tighten the bounds of its device instances. */
export async function listLoginIdentifiers(
  read: ReadStore,
  principalId: PrincipalId,
): Promise<{ mfaIdentifier: string; time: Instant }[]> {
  const rows = await read.db
    .selectFrom('console_logins')
    .select(['mfa_identifier', 'time'])
    .where('principal_id', '=', principalId)
    .where('outcome', '=', 'success')
    .where('mfa_identifier', 'is not', null)
    .orderBy('time')
    .orderBy('event_id')
    .execute();
  return rows.flatMap(({ mfa_identifier, time }) =>
    mfa_identifier === null ? [] : [{ mfaIdentifier: mfa_identifier, time }],
  );
}

/** Logins committed by a run that died before it attributed them; oldest first. */
export async function listUnattributedLogins(
  read: ReadStore,
  accountId: string,
  limit: number,
): Promise<ConsoleLogin[]> {
  const rows = await read.db
    .selectFrom('console_logins as l')
    .leftJoin('login_attributions as a', (join) =>
      join.onRef('a.account_id', '=', 'l.account_id').onRef('a.event_id', '=', 'l.event_id'),
    )
    .selectAll('l')
    .where('l.account_id', '=', accountId)
    .where('a.event_id', 'is', null)
    .orderBy('l.time')
    .orderBy('l.event_id')
    .limit(limit)
    .execute();
  return rows.map(toLogin);
}

export function toLogin(row: Selectable<Schema['console_logins']>): ConsoleLogin {
  return {
    accountId: row.account_id,
    eventId: row.event_id,
    time: row.time,
    region: row.region,
    identity: row.identity,
    principalId: row.principal_id,
    uniqueId: row.unique_id,
    userName: row.user_name,
    arn: row.arn,
    outcome: row.outcome,
    errorMessage: row.error_message,
    mfaUsed: row.mfa_used === null ? null : row.mfa_used === 1,
    mfaIdentifier: row.mfa_identifier,
    sourceIp: row.source_ip,
    userAgent: row.user_agent,
    provider: row.provider,
    evidenceSha256: row.evidence_sha256,
    evidenceIndex: row.evidence_index,
  };
}
