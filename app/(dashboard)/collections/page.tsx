import type { Metadata } from 'next';
import { CollectionsAnswer } from '#components/collections/collections-answer';
import { CollectionsExplorer } from '#components/collections/collections-explorer';
import { PageFrame } from '#components/shell/frame';
import { withScope } from '#components/shell/pages';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { getCollection } from '#lib/present/collection';
import { getCollections } from '#lib/present/collections';
import { openPage, orRefusal, type SearchParams } from '../open-page.ts';

export const metadata: Metadata = { title: 'Collections' };

const pageSize = 50;

export default async function CollectionsPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    const { read, scope, boundary, now, params } = page;
    const runs = await getCollections(read, scope, { boundary, summary: true, limit: pageSize }, now);
    const id = params.get('row') ?? runs.items[0]?.id ?? null;
    return { ...page, runs, first: id === null ? null : await getCollection(read, scope, { id, boundary }, now) };
  });
  if ('refusal' in asked) return <Refused title="Collections" sentence={asked.refusal} href="/collections" />;
  const { frame, runs, first, boundary, params } = asked.page;
  const query = new URLSearchParams({
    summary: 'true',
    limit: String(pageSize),
    ...(boundary && { boundary }),
  }).toString();
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Collections" asOf={frame.asOf} oldestSourceAt={frame.oldestSourceAt}>
        <CollectionsAnswer sources={frame.sources} running={frame.running !== null} />
      </PageHead>
      <CollectionsExplorer
        newest={runs.items[0]?.id ?? null}
        first={first}
        runs={runs}
        query={query}
        scope={withScope('', params)}
        csvHref={`/api/v1/collections?${query}&format=csv`}
      />
    </>
  );
}
