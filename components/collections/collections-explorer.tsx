'use client';
import { useQuery } from '@tanstack/react-query';
import { type Column, DataTable } from '#components/data-table/data-table';
import { getJson, sayError } from '#components/ui/api';
import { sayCount } from '#components/ui/count';
import { Empty } from '#components/ui/empty';
import { Icon, type IconName } from '#components/ui/icon';
import { Notice } from '#components/ui/notice';
import { Progress } from '#components/ui/progress';
import { Section } from '#components/ui/section';
import { SkeletonBar } from '#components/ui/skeleton';
import { Time } from '#components/ui/time';
import { useUrl } from '#components/ui/use-url';
import type { CollectionStatus } from '#lib/domain/collection';
import { sayDuration } from '#lib/domain/instant';
import type { CollectionSummaryView, CollectionView } from '#lib/present/views/collections';
import type { ListView } from '#lib/present/views/common';
import { CollectionMatrix, MatrixLegend } from './collection-matrix.tsx';
import { ReadAgain } from './read-again.tsx';

const states: Record<CollectionStatus, { word: string; icon: IconName; ink: string }> = {
  running: { word: 'Running', icon: 'collections', ink: 'ink-na' },
  succeeded: { word: 'Succeeded', icon: 'ok', ink: 'ink-ok' },
  partial: { word: 'Partial', icon: 'unk', ink: 'ink-unk' },
  failed: { word: 'Failed', icon: 'bad', ink: 'ink-bad' },
  interrupted: { word: 'Interrupted', icon: 'unk', ink: 'ink-unk' },
};

function RunStatus({ status }: { status: CollectionStatus }) {
  const { word, icon, ink } = states[status];
  return (
    <span className="row nowrap med run-status">
      {status === 'running' ? <span className="spin" aria-hidden="true" /> : <Icon name={icon} small className={ink} />}
      {word}
    </span>
  );
}

const took = (run: CollectionSummaryView) =>
  run.finishedAt ? sayDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)) : '';

/** `124 of 130 sources of 12 accounts, 5 denied, 1 failed`. */
function whatWasRead({ counts, accountCount, error }: CollectionSummaryView): string {
  const { collected, partial, denied, failed, waiting } = counts;
  const of = collected + partial + denied + failed + waiting;
  const rest = [
    partial > 0 ? `${partial} partly read` : '',
    denied > 0 ? `${denied} denied` : '',
    failed > 0 ? `${failed} failed` : '',
    waiting > 0 ? `${waiting} not ended` : '',
  ].filter(Boolean);
  const read = `${collected} of ${sayCount(of, 'source')} in ${sayCount(accountCount, 'account')}`;
  return [[read, ...rest].join(', '), error].filter(Boolean).join('. ');
}

const columns: Column<CollectionSummaryView>[] = [
  {
    id: 'started',
    header: 'Started, UTC',
    lead: true,
    width: 'w-44',
    cell: (run) => <Time at={run.startedAt} form="row" />,
  },
  { id: 'status', header: 'Result', width: 'w-36', card: 'side', cell: (run) => <RunStatus status={run.status} /> },
  {
    id: 'read',
    header: 'What was read',
    card: 'full',
    cell: (run) => <span className="t2">{whatWasRead(run)}</span>,
  },
  {
    id: 'by',
    header: 'Started by',
    width: 'w-44',
    priority: 2,
    cell: (run) => <span className="t2">{run.requestedBy}</span>,
    sub: (run) => run.trigger,
  },
  { id: 'took', header: 'Took', width: 'w-28', numeric: true, priority: 2, cell: took },
];

/** The run shown (the newest, or `row` in the URL) as a matrix, live while it runs; below it all runs. */
export function CollectionsExplorer(props: {
  /** The newest run, shown when the address names none. */
  newest: string | null;
  /** The run the server rendered. */
  first: CollectionView | null;
  runs: ListView<CollectionSummaryView>;
  query: string;
  /** Boundary and accounts of the address, as query text: the run is asked for again within them. */
  scope: string;
  csvHref: string;
}) {
  const url = useUrl();
  const id = url.params.get('row') ?? props.newest;
  const { data, error } = useQuery({
    queryKey: ['collection', id, props.scope],
    enabled: id !== null,
    initialData: id === props.first?.id ? (props.first ?? undefined) : undefined,
    refetchInterval: (query) => (query.state.data?.status === 'running' ? 1_000 : false),
    queryFn: ({ signal }) =>
      getJson<CollectionView>(`/api/v1/collections/${encodeURIComponent(id ?? '')}${props.scope}`, signal),
  });
  return (
    <div className="stack-l">
      {id === null ? (
        <div className="panel">
          <Empty reason="not-collected" action={<ReadAgain label="Collect now" primary />}>
            No collection has been started yet. One reads who can sign in, with which devices, and every sign-in of the
            last 90 days.
          </Empty>
        </div>
      ) : null}
      {data ? <OneRun run={data} /> : null}
      {error ? (
        <Notice tone="bad" title="This run could not be shown.">
          {sayError(error)}
        </Notice>
      ) : null}
      {id !== null && !data && !error ? (
        <div className="panel panel-pad stack-s">
          <p className="sr" role="status">
            Reading this run
          </p>
          <SkeletonBar width="full" />
          <SkeletonBar width="full" />
          <SkeletonBar width="l" />
        </div>
      ) : null}
      <Section id="runs" title="Runs" note="Newest first; choose one to see what came of it">
        <DataTable
          caption="Collections, newest first"
          noun={['run', 'runs']}
          columns={columns}
          first={props.runs}
          endpoint="/api/v1/collections"
          query={props.query}
          rowId={(run) => run.id}
          rowName={(run) => `Run of ${run.startedAt}`}
          csvHref={props.csvHref}
          empty={<Empty reason="not-collected">No collection has been started yet.</Empty>}
          drawer={() => null}
        />
      </Section>
    </div>
  );
}

function OneRun({ run }: { run: CollectionView }) {
  const withoutData = run.accounts
    .flatMap((account) => account.sources)
    .filter((source) => source.state === 'denied' || source.state === 'failed').length;
  return (
    <section id="matrix" aria-label="The run shown">
      {run.status === 'running' ? (
        <div className="panel panel-pad run-progress">
          <Progress
            sentence={run.progress.sentence}
            done={run.progress.done}
            of={run.progress.of}
            withoutData={withoutData}
          />
        </div>
      ) : null}
      {run.error ? (
        <div className="run-progress">
          <Notice tone="bad" title="This run did not end well.">
            {run.error}
          </Notice>
        </div>
      ) : null}
      {run.accounts.length === 0 ? (
        run.status === 'running' ? null : (
          <div className="panel">
            <Empty reason="not-collected">This run reached no account.</Empty>
          </div>
        )
      ) : (
        <>
          <div className="row row-w between run-title">
            <span className="t2">
              Run of <Time at={run.startedAt} form="page" />
            </span>
            <RunStatus status={run.status} />
          </div>
          <CollectionMatrix collection={run} />
          <MatrixLegend />
        </>
      )}
    </section>
  );
}
