import type { Metadata } from 'next';
import { PageFrame } from '#components/shell/frame';
import { Empty } from '#components/ui/empty';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { FixAnswer } from '#components/users/fix-answer';
import { FixList } from '#components/users/fix-list';
import { UsersTabs } from '#components/users/users-tabs';
import { fixesQuery } from '#lib/api/schemas/principals';
import { day, toIso } from '#lib/domain/instant';
import { fixProgress } from '#lib/present/fix-list';
import { getPrincipal } from '#lib/present/principal';
import { getPrincipals } from '#lib/present/principals';
import { apiQuery, openPage, orRefusal, readQuery, type SearchParams } from '../../open-page.ts';

export const metadata: Metadata = { title: 'Fix users without MFA' };

const pageSize = 200;
const ranges = [1, 7, 30];

/** One user without MFA after the other. Who got MFA meanwhile stays in the list as done, because AWS says so. */
export default async function FixPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    const { read, scope, params, now } = page;
    const days = ranges.find((one) => String(one) === params.get('days')) ?? 7;
    // From a UTC midnight on, so that the address stays the same all day.
    const since = Math.floor(now / day) * day - (days - 1) * day;
    const query = { ...readQuery(fixesQuery, params), kind: 'IamUser', failedSince: since } as const;
    const first = await getPrincipals(read, scope, { ...query, sort: 'accountName', limit: pageSize }, now);
    const progress = await fixProgress(read, scope, query, now);
    const chosen = params.get('row') ?? first.items.find((one) => one.status === 'NON_COMPLIANT')?.id ?? null;
    const opened = chosen === null ? null : await orRefusal(() => getPrincipal(read, scope, { id: chosen }, now));
    return { ...page, days, since, first, progress, opened: opened && 'page' in opened ? opened.page : null };
  });
  if ('refusal' in asked) return <Refused title="Fix users without MFA" sentence={asked.refusal} href="/users/fix" />;
  const { frame, params, days, since, first, progress, opened, nowIso } = asked.page;
  const fixed = { kind: 'IamUser', failedSince: toIso(since), sort: 'accountName' };
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Fix users without MFA" asOf={frame.asOf} oldestSourceAt={frame.oldestSourceAt}>
        <FixAnswer progress={progress} since={toIso(since)} collected={frame.asOf !== null} />
      </PageHead>
      <UsersTabs current="/users/fix" params={params} />
      {frame.asOf === null ? (
        <div className="panel">
          <Empty reason="not-collected">Users appear as soon as the first account has been read.</Empty>
        </div>
      ) : (
        <FixList
          first={first}
          query={apiQuery(fixesQuery, params, { ...fixed, limit: String(pageSize) })}
          exportQuery={apiQuery(fixesQuery, params, { failedSince: fixed.failedSince, sort: fixed.sort })}
          days={days}
          ranges={ranges}
          progress={progress}
          opened={opened}
          now={nowIso}
        />
      )}
    </>
  );
}
