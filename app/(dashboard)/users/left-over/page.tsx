import type { Metadata } from 'next';
import { PageFrame } from '#components/shell/frame';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { LeftOverAnswer, LeftOverFigures, LeftOverNotice } from '#components/users/left-over';
import { LeftOverDevices } from '#components/users/left-over-devices';
import { UsersTable } from '#components/users/users-table';
import { UsersTabs } from '#components/users/users-tabs';
import { devicesQuery } from '#lib/api/schemas/collections';
import { principalsQuery } from '#lib/api/schemas/principals';
import { getDevices } from '#lib/present/devices';
import { countLeftOver, leftOver } from '#lib/present/left-over';
import { getPrincipal } from '#lib/present/principal';
import { getPrincipals } from '#lib/present/principals';
import { apiQuery, type OpenPage, openPage, orRefusal, readQuery, type SearchParams } from '../../open-page.ts';

export const metadata: Metadata = { title: 'Left over' };

const firstPage = 50;

/** Virtual devices that belong to nobody, SMS that AWS no longer accepts, users with keys only: one kind at a time, `show=` in the address. */
export default async function LeftOverPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    const show =
      (['unassigned', 'sms', 'keys'] as const).find((one) => one === page.params.get('show')) ?? 'unassigned';
    const counts = await countLeftOver(page.read, page.scope, { boundary: page.boundary }, page.now);
    return { ...page, show, counts, rows: await rowsOf(page, show) };
  });
  if ('refusal' in asked) return <Refused title="Left over" sentence={asked.refusal} href="/users/left-over" />;
  const { frame, params, show, counts, rows, nowIso } = asked.page;
  const collected = frame.asOf !== null;
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Left over" asOf={frame.asOf} oldestSourceAt={frame.oldestSourceAt}>
        <LeftOverAnswer counts={counts} collected={collected} />
      </PageHead>
      <UsersTabs current="/users/left-over" params={params} />
      <LeftOverFigures counts={counts} params={params} />
      <LeftOverNotice show={show} />
      {rows.kind === 'devices' ? (
        <LeftOverDevices key={show} first={rows.devices} query={rows.query} collected={collected} />
      ) : (
        <UsersTable first={rows.users} query={rows.query} opened={rows.opened} collected={collected} now={nowIso} />
      )}
    </>
  );
}

async function rowsOf({ read, scope, params, now }: OpenPage, show: keyof typeof leftOver) {
  if (show === 'keys') {
    const query = { ...readQuery(principalsQuery, params), ...leftOver.keys };
    const id = params.get('row');
    const opened = id === null ? null : await orRefusal(() => getPrincipal(read, scope, { id }, now));
    return {
      kind: 'users' as const,
      users: await getPrincipals(read, scope, { ...query, limit: firstPage }, now),
      query: apiQuery(principalsQuery, params, { kind: 'IamUser', console: 'false', keys: 'some' }),
      opened: opened && 'page' in opened ? opened.page : null,
    };
  }
  const query = { ...readQuery(devicesQuery, params), ...leftOver[show] };
  return {
    kind: 'devices' as const,
    devices: await getDevices(read, scope, { ...query, limit: firstPage }, now),
    query: apiQuery(devicesQuery, params, show === 'sms' ? { type: 'sms' } : { orphaned: 'true' }),
  };
}
