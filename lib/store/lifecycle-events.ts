import type { LifecycleEvent } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import { type EventPage, type Inserted, insertOnce } from './insert-events.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** Keeps a page of changes to devices, users and passwords; events already known are left alone, those known otherwise are kept aside. */
export function insertLifecycleEvents(
  tx: WriteStore,
  events: readonly LifecycleEvent[],
  page: EventPage<LifecycleEvent>,
): Promise<Inserted<LifecycleEvent>> {
  return insertOnce(tx, events, page, {
    columns: 15,
    insert: (batch) =>
      tx.db
        .insertInto('lifecycle_events')
        .values(
          batch.map((e) => ({
            account_id: e.accountId,
            event_id: e.eventId,
            time: e.time,
            region: e.region,
            name: e.name,
            user_name: e.userName,
            new_user_name: e.newUserName,
            unique_id: e.uniqueId,
            serial_number: e.serialNumber,
            actor_arn: e.actorArn,
            error_code: e.errorCode,
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
        .selectFrom('lifecycle_events')
        .select(['account_id', 'event_id', 'content_sha256'])
        .where('account_id', '=', accountId)
        .where('event_id', 'in', eventIds)
        .execute(),
  });
}

/** An account's changes, oldest first. @param since at or after; without it, all that are kept */
export async function listLifecycleEvents(
  read: ReadStore,
  accountId: string,
  since?: Instant,
): Promise<LifecycleEvent[]> {
  let query = read.db
    .selectFrom('lifecycle_events')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('time')
    .orderBy('event_id');
  if (since !== undefined) query = query.where('time', '>=', since);
  return (await query.execute()).map((row) => ({
    accountId: row.account_id,
    eventId: row.event_id,
    time: row.time,
    region: row.region,
    name: row.name,
    userName: row.user_name,
    newUserName: row.new_user_name,
    uniqueId: row.unique_id,
    serialNumber: row.serial_number,
    actorArn: row.actor_arn,
    errorCode: row.error_code,
    evidenceSha256: row.evidence_sha256,
    evidenceIndex: row.evidence_index,
  }));
}
