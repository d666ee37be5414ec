import type { Scope } from '#lib/domain/actor';
import { type Instant, toIso } from '#lib/domain/instant';
import { listAccounts } from '#lib/store/accounts';
import { listCoverage } from '#lib/store/event-coverage';
import type { ReadStore } from '#lib/store/read-store';
import { groupBy } from './group-by.ts';
import { cursorOf, pageOf } from './page-of.ts';
import { scopeOf } from './scope-of.ts';
import type { EventCoverageView } from './views/collections.ts';
import type { ListView } from './views/common.ts';
import type { EventCoverageQuery } from './views/queries.ts';

/** GET /event-coverage: which stretches `]from, to]` of which account, Region and event have been read. Outside them nothing is claimed. */
export async function getEventCoverage(
  read: ReadStore,
  scope: Scope,
  query: EventCoverageQuery,
  _now: Instant,
): Promise<ListView<EventCoverageView>> {
  const page = pageOf(query, 'event-coverage', 1, false);
  const narrowed = await scopeOf(read, scope, query);
  const names = new Map((await listAccounts(read, narrowed)).map((account) => [account.id, account.name]));
  const coverage = await listCoverage(read, narrowed, query.eventName ? { eventNames: [query.eventName] } : {});
  const all = [...groupBy(coverage, (one) => `${one.accountId} ${one.region} ${one.eventName}`)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const after = page.after?.[0];
  const rest = after === undefined ? all : all.filter(([key]) => key > String(after));
  const shown = rest.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.flatMap(([, spans]) => {
      const first = spans[0];
      if (!first) return [];
      return [
        {
          accountId: first.accountId,
          accountName: names.get(first.accountId) ?? first.accountId,
          region: first.region,
          eventName: first.eventName,
          spans: spans.map((span) => ({ from: toIso(span.from), to: toIso(span.to) })),
        },
      ];
    }),
    nextCursor: last && rest.length > shown.length ? cursorOf('event-coverage', [last[0]]) : null,
    total: all.length,
    totalIsLowerBound: false,
  };
}
