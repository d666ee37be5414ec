import type { Metadata } from 'next';
import { loginKind, statesOfKind } from '#components/logins/login-kinds';
import { LoginsAnswer, LoginTabs } from '#components/logins/logins-answer';
import { LoginsPerDay } from '#components/logins/logins-per-day';
import { LoginsTable } from '#components/logins/logins-table';
import { SetAside } from '#components/logins/set-aside';
import { GapNotice } from '#components/shared/gap-notice';
import { PageFrame } from '#components/shell/frame';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { loginsQuery } from '#lib/api/schemas/logins';
import { getConsoleLogins } from '#lib/present/console-logins';
import { getLoginsSummary } from '#lib/present/logins-summary';
import { getUnreadableRecords } from '#lib/present/unreadable-records';
import { apiQuery, openPage, orRefusal, readQuery, type SearchParams } from '../open-page.ts';

export const metadata: Metadata = { title: 'Logins' };

const pageSize = 50;

export default async function LoginsPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    const { read, scope, boundary, now, params } = page;
    const asked = readQuery(loginsQuery, params);
    const window = { boundary, ...(asked.from && { from: asked.from }), ...(asked.to && { to: asked.to }) };
    const summary = await getLoginsSummary(read, scope, window, now);
    const kind = loginKind(params.getAll('state'));
    const state = asked.state ?? statesOfKind(kind);
    const from = asked.from ?? Date.parse(summary.from);
    const first = await getConsoleLogins(read, scope, { ...asked, boundary, state, from, limit: pageSize }, now);
    const setAside = await getUnreadableRecords(read, scope, { boundary, limit: 50 }, now);
    const query = new URLSearchParams(apiQuery(loginsQuery, params, { limit: String(pageSize) }));
    if (!asked.state) for (const one of state) query.append('state', one);
    if (!asked.from) query.set('from', summary.from);
    return { ...page, summary, kind, first, setAside, query: query.toString() };
  });
  if ('refusal' in asked) return <Refused title="Logins" sentence={asked.refusal} href="/logins" />;
  const { frame, summary, kind, first, setAside, query, params, scope } = asked.page;
  const scoped = new URLSearchParams({ format: 'csv' });
  for (const name of ['boundary', 'accountId']) for (const value of params.getAll(name)) scoped.append(name, value);
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Logins" asOf={summary.readUntil} oldestSourceAt={null}>
        <LoginsAnswer view={summary} params={params} />
      </PageHead>
      <LoginTabs view={summary} kind={kind} params={params} />
      {/* Without anything read and without a gap to hatch, an empty chart would claim days without a sign-in. */}
      {summary.readUntil === null && summary.gaps.length === 0 ? null : <LoginsPerDay days={summary.days} />}
      <div className="logins-gaps">
        <GapNotice gaps={summary.gaps} accountIds={scope.kind === 'accounts' ? [...scope.accountIds] : []} />
      </div>
      <LoginsTable kind={kind} first={first} query={query} read={summary.readUntil !== null} gaps={summary.gaps} />
      {summary.readUntil === null && setAside.total === 0 ? null : (
        <SetAside records={setAside} csvHref={`/api/v1/unreadable-records?${scoped}`} />
      )}
    </>
  );
}
