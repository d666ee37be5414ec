import type { Scope } from '#lib/domain/actor';
import { type Instant, toIso } from '#lib/domain/instant';
import { listAccounts } from '#lib/store/accounts';
import type { ReadStore } from '#lib/store/read-store';
import { countUnreadable, listUnreadable } from '#lib/store/unreadable-records';
import { cursorOf, pageOf } from './page-of.ts';
import { scopeOf } from './scope-of.ts';
import type { UnreadableRecordView } from './views/collections.ts';
import type { ListView } from './views/common.ts';
import type { UnreadableRecordsQuery } from './views/queries.ts';

/** GET /unreadable-records: what AWS sent and nobody could read, newest first; kept as it came (case L14). */
export async function getUnreadableRecords(
  read: ReadStore,
  scope: Scope,
  query: UnreadableRecordsQuery,
  _now: Instant,
): Promise<ListView<UnreadableRecordView>> {
  const page = pageOf(query, 'unreadable-records', 2, true);
  const narrowed = await scopeOf(read, scope, query);
  const [recordedAt, id] = page.after ?? [];
  const found = await listUnreadable(read, narrowed, {
    limit: page.limit + 1,
    ...(typeof recordedAt === 'number' && typeof id === 'string' && { before: { recordedAt, id } }),
  });
  const names = new Map((await listAccounts(read, narrowed)).map((account) => [account.id, account.name]));
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((one) => ({
      id: one.id,
      accountId: one.accountId,
      accountName: names.get(one.accountId) ?? one.accountId,
      source: one.source,
      region: one.region,
      where: one.where,
      reason: one.reason,
      raw: one.raw,
      recordedAt: toIso(one.recordedAt),
    })),
    nextCursor: last && found.length > shown.length ? cursorOf('unreadable-records', [last.recordedAt, last.id]) : null,
    total: await countUnreadable(read, narrowed),
    totalIsLowerBound: false,
  };
}
