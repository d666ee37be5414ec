import type { Metadata } from 'next';
import { DeclareShared } from '#components/shared/declare-shared';
import { accountWord } from '#components/shared/mark-words';
import { byNeed, SharedAnswer, SharedTabs } from '#components/shared/shared-answer';
import { SharedExplorer } from '#components/shared/shared-explorer';
import { PageFrame } from '#components/shell/frame';
import { Empty } from '#components/ui/empty';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { loginsQuery } from '#lib/api/schemas/logins';
import { day, type Instant, toIso } from '#lib/domain/instant';
import { getConsoleLogins } from '#lib/present/console-logins';
import { getSharedAccount } from '#lib/present/shared-account';
import { getSharedAccounts } from '#lib/present/shared-accounts';
import { type OpenPage, openPage, orRefusal, readQuery, type SearchParams } from '../open-page.ts';

export const metadata: Metadata = { title: 'Shared accounts' };

const pageSize = 50;
const ranges = [7, 30, 90];

/** The window begins at a UTC midnight, so that its address stays the same all day. */
const startOf = (days: number, now: Instant): Instant => Math.floor(now / day) * day - (days - 1) * day;

export default async function SharedPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    const days = ranges.find((one) => String(one) === page.params.get('days')) ?? 90;
    const from = startOf(days, page.now);
    const window = { boundary: page.boundary, from };
    const list = await getSharedAccounts(page.read, page.scope, { ...window, limit: 500 }, page.now);
    const accounts = [...list.items].sort(byNeed);
    const principalId = page.params.get('principalId') ?? accounts[0]?.principalId ?? null;
    return { ...page, days, accounts, shown: principalId ? await oneAccount(page, principalId, from) : null };
  });
  if ('refusal' in asked) return <Refused title="Shared accounts" sentence={asked.refusal} href="/shared" />;
  const { frame, params, days, accounts, shown } = asked.page;
  if (!shown)
    return (
      <>
        <PageFrame frame={frame} />
        <PageHead title="Shared accounts" asOf={frame.asOf} oldestSourceAt={frame.oldestSourceAt}>
          {frame.asOf === null ? 'Nothing has been read from AWS yet.' : 'No account is known to be shared.'}
        </PageHead>
        <div className="panel">
          <Empty reason={frame.asOf === null ? 'not-collected' : 'none-found'} action={<DeclareShared />}>
            Root users, users tagged keyholder:shared=true in AWS and users declared here appear, each with its devices
            and who held them.
          </Empty>
        </div>
      </>
    );
  const { account, logins, query } = shown;
  const listed = accounts.some((one) => one.principalId === account.principalId) ? accounts : [account, ...accounts];
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead
        title={`Shared accounts, ${accountWord(account)} in ${account.accountName}`}
        asOf={frame.asOf}
        oldestSourceAt={frame.oldestSourceAt}
      >
        <SharedAnswer account={account} params={params} />
      </PageHead>
      <div className="row row-w between shared-tabs">
        <SharedTabs
          accounts={listed}
          chosen={account.principalId}
          hrefOf={(id) => changed(params, { principalId: id, row: null, person: null, state: null })}
        />
        <DeclareShared />
      </div>
      <SharedExplorer
        key={account.principalId}
        account={account}
        ranges={ranges.map((one) => ({
          days: one,
          href: changed(params, { days: String(one), row: null }),
          chosen: one === days,
        }))}
        logins={logins}
        query={query}
        csvHref={`/api/v1/console-logins?${query}&format=csv`}
      />
    </>
  );
}

/** The picture and the first page of the same logins. */
async function oneAccount({ read, scope, now, params }: OpenPage, principalId: string, from: Instant) {
  const { state, person, sort } = readQuery(loginsQuery, params);
  const filter = { principalId, from, ...(state && { state }), ...(person && { person }), ...(sort && { sort }) };
  const query = new URLSearchParams({ principalId, from: toIso(from), limit: String(pageSize) });
  for (const name of ['state', 'person', 'sort']) for (const value of params.getAll(name)) query.append(name, value);
  return {
    account: await getSharedAccount(read, scope, { principalId, from }, now),
    logins: await getConsoleLogins(read, scope, { ...filter, limit: pageSize }, now),
    query: query.toString(),
  };
}

function changed(params: URLSearchParams, change: Record<string, string | null>): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return `/shared?${next}`;
}
