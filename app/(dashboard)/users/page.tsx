import type { Metadata } from 'next';
import { PageFrame } from '#components/shell/frame';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { UsersAnswer } from '#components/users/users-answer';
import { UsersTable } from '#components/users/users-table';
import { UsersTabs } from '#components/users/users-tabs';
import { principalsQuery } from '#lib/api/schemas/principals';
import { getPrincipal } from '#lib/present/principal';
import { getPrincipals } from '#lib/present/principals';
import { getStatusCounts } from '#lib/present/status-counts';
import type { PrincipalDetailView } from '#lib/present/views/principals';
import { apiQuery, type OpenPage, openPage, orRefusal, readQuery, type SearchParams } from '../open-page.ts';

export const metadata: Metadata = { title: 'Users' };

/** The first page comes with the screen and is small; those fetched while scrolling are larger. */
const firstPage = 50;
const furtherPages = '200';

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    const query = readQuery(principalsQuery, page.params);
    const first = await getPrincipals(page.read, page.scope, { ...query, kind: 'IamUser', limit: firstPage }, page.now);
    const counts = await getStatusCounts(page.read, page.scope, { boundary: page.boundary, kind: 'IamUser' });
    return { ...page, first, counts, opened: await openRow(page) };
  });
  if ('refusal' in asked) return <Refused title="Users" sentence={asked.refusal} href="/users" />;
  const { frame, first, counts, opened, params, nowIso } = asked.page;
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Users" asOf={frame.asOf} oldestSourceAt={frame.oldestSourceAt}>
        <UsersAnswer counts={counts} params={params} collected={frame.asOf !== null} />
      </PageHead>
      <UsersTabs current="/users" params={params} />
      <UsersTable
        first={first}
        query={apiQuery(principalsQuery, params, { kind: 'IamUser', limit: furtherPages })}
        opened={opened}
        collected={frame.asOf !== null}
        now={nowIso}
      />
    </>
  );
}

/** The row the address opens, so that a shared link shows the drawer at once; null where there is no such user any more. */
async function openRow({ read, scope, params, now }: OpenPage): Promise<PrincipalDetailView | null> {
  const id = params.get('row');
  if (id === null) return null;
  const found = await orRefusal(() => getPrincipal(read, scope, { id }, now));
  return 'page' in found ? found.page : null;
}
