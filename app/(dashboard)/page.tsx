import type { Metadata } from 'next';
import { LoginsPerDay } from '#components/logins/logins-per-day';
import { CoverageOverTime } from '#components/overview/coverage-over-time';
import { NotRead } from '#components/overview/not-read';
import { OverviewAnswer } from '#components/overview/overview-answer';
import { OverviewFigures } from '#components/overview/overview-figures';
import { RootList } from '#components/overview/root-list';
import { SignIns } from '#components/overview/sign-ins';
import { UsersToFix } from '#components/overview/users-to-fix';
import { PageFrame } from '#components/shell/frame';
import { Empty } from '#components/ui/empty';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { getOverview } from '#lib/present/overview';
import { openPage, orRefusal, type SearchParams } from './open-page.ts';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    return { ...page, view: await getOverview(page.read, page.scope, { boundary: page.boundary }, page.now) };
  });
  if ('refusal' in asked) return <Refused title="Overview" sentence={asked.refusal} href="/" />;
  const { frame, view, params, nowIso } = asked.page;
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Overview" asOf={view.asOf} oldestSourceAt={view.oldestSourceAt}>
        {view.asOf === null ? 'Nothing has been read from AWS yet.' : <OverviewAnswer view={view} params={params} />}
      </PageHead>
      {view.asOf === null && view.accountsNotReadable.length === 0 ? (
        <Empty reason="not-collected">
          {frame.running
            ? 'A collection is running. Users and root users appear account by account, sign-ins after them.'
            : 'Start a collection with Collect now: users and root users appear account by account, sign-ins after them.'}
        </Empty>
      ) : (
        <>
          <OverviewFigures view={view} params={params} />
          <div className="grid">
            <UsersToFix view={view} params={params} now={nowIso} />
            <RootList view={view} params={params} />
            <div className="c8 stack-l">
              <CoverageOverTime days={view.coverageOverTime} />
              <SignIns view={view} params={params}>
                <LoginsPerDay days={view.loginsPerDay} />
              </SignIns>
            </div>
            <NotRead view={view} params={params} />
          </div>
        </>
      )}
    </>
  );
}
