import type { Metadata } from 'next';
import { RootAnswer } from '#components/root/root-answer';
import { RootCard } from '#components/root/root-card';
import { RootFilter } from '#components/root/root-filter';
import { rootStates } from '#components/root/root-state';
import { PageFrame } from '#components/shell/frame';
import { CsvLink } from '#components/ui/csv-link';
import { Empty } from '#components/ui/empty';
import { PageHead } from '#components/ui/page-head';
import { Refused } from '#components/ui/refused';
import { principalsQuery } from '#lib/api/schemas/principals';
import { getRoot } from '#lib/present/root';
import { apiQuery, openPage, orRefusal, type SearchParams } from '../open-page.ts';

export const metadata: Metadata = { title: 'Root' };

export default async function RootPage({ searchParams }: { searchParams: SearchParams }) {
  const asked = await orRefusal(async () => {
    const page = await openPage(searchParams);
    return { ...page, view: await getRoot(page.read, page.scope, { boundary: page.boundary }, page.now) };
  });
  if ('refusal' in asked) return <Refused title="Root" sentence={asked.refusal} href="/root" />;
  const { frame, view, params } = asked.page;
  const chosen = rootStates.map((one) => one.state).filter((state) => params.getAll('state').includes(state));
  const cards = view.cards.filter((card) => chosen.length === 0 || chosen.includes(card.state));
  return (
    <>
      <PageFrame frame={frame} />
      <PageHead title="Root" asOf={frame.asOf} oldestSourceAt={frame.oldestSourceAt}>
        <RootAnswer counts={view.counts} params={params} />
      </PageHead>
      <div className="tools">
        <RootFilter counts={view.counts} chosen={chosen} params={params} />
        <span className="found push">Worst first</span>
        <CsvLink
          href={`/api/v1/principals?${apiQuery(principalsQuery, params, { kind: 'RootUser', format: 'csv' })}`}
          rows={view.cards.length}
        />
      </div>
      {cards.length === 0 ? (
        <Empty reason={view.cards.length === 0 ? 'not-collected' : 'none-found'}>
          {view.cards.length === 0
            ? 'A card per account appears as soon as the account has been read.'
            : 'No account of this scope has its root user in this state.'}
        </Empty>
      ) : (
        <ul className="roots">
          {cards.map((card) => (
            <RootCard key={card.principal.id} card={card} open={params.get('row') === card.principal.id} />
          ))}
        </ul>
      )}
    </>
  );
}
