'use client';
import './fix-list.css';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';

import { getJson, sayError } from '#components/ui/api';
import { ClearFilters } from '#components/ui/clear-filters';
import { sayNumber } from '#components/ui/count';
import { CsvLink } from '#components/ui/csv-link';
import { Empty } from '#components/ui/empty';
import { isTyping } from '#components/ui/keys';
import { Meter } from '#components/ui/meter';
import { Notice } from '#components/ui/notice';
import { SkeletonBar } from '#components/ui/skeleton';
import { useUrl } from '#components/ui/use-url';
import type { ListView } from '#lib/present/views/common';
import type { PrincipalDetailView, PrincipalView } from '#lib/present/views/principals';
import { usePages } from '../data-table/use-pages.ts';
import { CopyMessages } from './copy-messages.tsx';
import { FixFilters, fixFilterNames } from './fix-filters.tsx';
import { FixQueue } from './fix-queue.tsx';
import { FixUser } from './fix-user.tsx';

/** The list to work through and the user in hand; which one is in the address, `row=<id>`. */
export function FixList(props: {
  first: ListView<PrincipalView>;
  query: string;
  /** The same rows for CSV and messages. */
  exportQuery: string;
  days: number;
  ranges: number[];
  progress: { done: number; of: number; unknown: number };
  opened: PrincipalDetailView | null;
  now: string;
}) {
  const url = useUrl();
  const { list, pages } = usePages('/api/v1/principals', props.query, props.first);
  const users = pages.flatMap((page) => page.items);
  const named = url.params.get('row');
  const chosen =
    users.find((user) => user.id === named) ?? users.find((user) => user.status === 'NON_COMPLIANT') ?? users[0];
  const id = named ?? chosen?.id ?? null;
  const at = users.findIndex((user) => user.id === id);
  const { hasNextPage, fetchNextPage } = list;
  const go = useCallback(
    (step: number) => {
      // The address is ahead of what is drawn when a key is pressed twice in a row.
      const now = new URLSearchParams(window.location.search).get('row');
      const to = users[(now === null ? at : users.findIndex((user) => user.id === now)) + step];
      if (to) url.remark({ row: to.id });
      else if (step > 0 && hasNextPage) void fetchNextPage();
    },
    [users, at, url, hasNextPage, fetchNextPage],
  );
  useStepKeys(go);
  const { done, of, unknown } = props.progress;
  const total = pages.at(-1)?.total ?? 0;
  return (
    <>
      <Meter
        tall
        label={`${sayNumber(done)} of ${sayNumber(of)} done`}
        segments={[
          { kind: 'ok', n: done },
          { kind: 'unk', n: unknown },
          { kind: 'rest', n: Math.max(0, of - done - unknown) },
        ]}
      />
      <div className="tools fix-tools">
        <FixFilters days={props.days} ranges={props.ranges} />
        <span className="row row-w push">
          <CopyMessages query={props.exportQuery} />
          <CsvLink href={`/api/v1/fixes?${props.exportQuery}&format=csv`} rows={total} />
        </span>
      </div>
      {id === null ? (
        <div className="panel">
          <Empty reason="none-found" action={<ClearFilters names={fixFilterNames} />}>
            No user without MFA fits what is asked for.
          </Empty>
        </div>
      ) : (
        <div className="fix">
          <FixQueue
            users={users}
            total={total}
            chosen={id}
            more={hasNextPage ? () => void fetchNextPage() : null}
            busy={list.isFetchingNextPage}
          />
          <One
            id={id}
            first={props.opened?.id === id ? props.opened : null}
            place={{
              at: at + 1,
              of: total,
              onPrevious: at > 0 ? () => go(-1) : null,
              onNext: at + 1 < users.length || hasNextPage ? () => go(1) : null,
            }}
            now={props.now}
            onAnswer={url.refresh}
          />
        </div>
      )}
    </>
  );
}

function One(props: {
  id: string;
  first: PrincipalDetailView | null;
  place: Parameters<typeof FixUser>[0]['place'];
  now: string;
  onAnswer: () => void;
}) {
  const { data, error } = useQuery({
    queryKey: ['principal', props.id],
    queryFn: ({ signal }) => getJson<PrincipalDetailView>(`/api/v1/principals/${encodeURIComponent(props.id)}`, signal),
    ...(props.first ? { initialData: props.first } : {}),
  });
  if (data) return <FixUser key={props.id} user={data} place={props.place} now={props.now} onAnswer={props.onAnswer} />;
  if (error)
    return (
      <Notice tone="bad" title="This user could not be shown">
        {sayError(error)}
      </Notice>
    );
  return (
    <div className="stack">
      <p className="sr" role="status">
        Loading the ways to fix
      </p>
      <SkeletonBar width="m" />
      <SkeletonBar width="full" />
      <SkeletonBar width="l" />
    </div>
  );
}

/** `j` or `]` goes on, `k` or `[` goes back. */
function useStepKeys(go: (step: number) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (document.querySelector('dialog[open], [popover]:popover-open')) return;
      if (event.key === 'j' || event.key === ']') go(1);
      else if (event.key === 'k' || event.key === '[') go(-1);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [go]);
}
