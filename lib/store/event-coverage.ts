import type { Scope } from '#lib/domain/actor';
import type { EventCoverage } from '#lib/domain/console-login';
import { type CoveredSpan, uncoveredSpans } from '#lib/domain/coverage';
import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';
import type { WriteStore } from './write-store.ts';

/** A span, and the run that read it. */
export interface RecordedCoverage extends EventCoverage {
  readonly collectionId: string;
}

/** Claims `]from, to]` as read, in the transaction that keeps its events. An empty span is not recorded. */
export async function recordCoverage(tx: WriteStore, c: RecordedCoverage, at: Instant): Promise<void> {
  if (c.from >= c.to) return;
  await tx.db
    .insertInto('event_coverage')
    .values({
      account_id: c.accountId,
      region: c.region,
      event_name: c.eventName,
      from_at: c.from,
      to_at: c.to,
      collection_id: c.collectionId,
      recorded_at: at,
    })
    .onConflict((oc) =>
      oc
        .columns(['account_id', 'region', 'event_name', 'from_at', 'to_at'])
        .doUpdateSet({ collection_id: c.collectionId, recorded_at: at }),
    )
    .execute();
  await coverSpan(tx, c);
}

/** Keeps `covered_spans` in step: what overlaps or touches the new span becomes one with it. */
async function coverSpan(tx: WriteStore, c: RecordedCoverage): Promise<void> {
  const of = { account_id: c.accountId, region: c.region, event_name: c.eventName };
  const near = await tx.db
    .deleteFrom('covered_spans')
    .where('account_id', '=', c.accountId)
    .where('region', '=', c.region)
    .where('event_name', '=', c.eventName)
    .where('from_at', '<=', c.to)
    .where('to_at', '>=', c.from)
    .returning(['from_at', 'to_at'])
    .execute();
  const from = near.reduce((at, span) => Math.min(at, span.from_at), c.from);
  const to = near.reduce((at, span) => Math.max(at, span.to_at), c.to);
  await tx.db
    .insertInto('covered_spans')
    .values({ ...of, from_at: from, to_at: to })
    .execute();
}

export interface CoverageOf {
  readonly accountId: string;
  readonly region: string;
  readonly eventName: string;
}

/** Every span ever recorded of one account, Region and event name, oldest first, with its run. */
export async function listRecordedCoverage(read: ReadStore, of: CoverageOf): Promise<RecordedCoverage[]> {
  const rows = await read.db
    .selectFrom('event_coverage')
    .selectAll()
    .where('account_id', '=', of.accountId)
    .where('region', '=', of.region)
    .where('event_name', '=', of.eventName)
    .orderBy('from_at')
    .orderBy('to_at')
    .execute();
  return rows.map((row) => ({ ...of, from: row.from_at, to: row.to_at, collectionId: row.collection_id }));
}

/** What of a window has not been read yet, oldest first. */
export async function listUncovered(read: ReadStore, of: CoverageOf, window: CoveredSpan): Promise<CoveredSpan[]> {
  return uncoveredSpans(window, await listRecordedCoverage(read, of));
}

/** Merged spans by account, Region and event name, oldest first within each. */
export async function listCoverage(
  read: ReadStore,
  scope: Scope,
  only: { eventNames?: readonly string[] } = {},
): Promise<EventCoverage[]> {
  let query = read.db
    .selectFrom('covered_spans')
    .selectAll()
    .where(whereScope(scope, 'account_id'))
    .orderBy('account_id')
    .orderBy('region')
    .orderBy('event_name')
    .orderBy('from_at');
  if (only.eventNames) query = query.where('event_name', 'in', only.eventNames);
  return (await query.execute()).map((row) => ({
    accountId: row.account_id,
    region: row.region,
    eventName: row.event_name,
    from: row.from_at,
    to: row.to_at,
  }));
}
