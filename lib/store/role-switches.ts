import type { RoleSwitch } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import { type EventPage, type Inserted, insertOnce } from './insert-events.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** Keeps a page of console role switches; events already known are left alone, those known otherwise are kept aside. */
export function insertRoleSwitches(
  tx: WriteStore,
  switches: readonly RoleSwitch[],
  page: EventPage<RoleSwitch>,
): Promise<Inserted<RoleSwitch>> {
  return insertOnce(tx, switches, page, {
    columns: 12,
    insert: (batch) =>
      tx.db
        .insertInto('role_switches')
        .values(
          batch.map((e) => ({
            account_id: e.accountId,
            event_id: e.eventId,
            time: e.time,
            region: e.region,
            switched_from: e.switchedFrom,
            role_arn: e.roleArn,
            source_ip: e.sourceIp,
            user_agent: e.userAgent,
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
        .selectFrom('role_switches')
        .select(['account_id', 'event_id', 'content_sha256'])
        .where('account_id', '=', accountId)
        .where('event_id', 'in', eventIds)
        .execute(),
  });
}

/** Switches of one account in `]from, to]`, oldest first. */
export async function listRoleSwitches(
  read: ReadStore,
  accountId: string,
  span: { from: Instant; to: Instant },
): Promise<RoleSwitch[]> {
  const rows = await read.db
    .selectFrom('role_switches')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('time', '>', span.from)
    .where('time', '<=', span.to)
    .orderBy('time')
    .orderBy('event_id')
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    eventId: row.event_id,
    time: row.time,
    region: row.region,
    switchedFrom: row.switched_from,
    roleArn: row.role_arn,
    sourceIp: row.source_ip,
    userAgent: row.user_agent,
    evidenceSha256: row.evidence_sha256,
    evidenceIndex: row.evidence_index,
  }));
}
