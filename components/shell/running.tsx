'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { getJson } from '#components/ui/api';
import { Meter } from '#components/ui/meter';
import type { CollectionView } from '#lib/present/views/collections';
import { useFrame } from './frame.tsx';

const pollEvery = 2_000;
const refreshEvery = 6_000;

/** While a collection runs: how far it is, on every screen; the screen is rendered anew as it gets on, and once it has ended. */
export function RunningCollection() {
  const { running } = useFrame();
  return running ? <Progress key={running.id} id={running.id} first={running} /> : null;
}

function Progress({ id, first }: { id: string; first: { done: number; of: number; sentence: string } }) {
  const router = useRouter();
  const refreshed = useRef({ at: 0, done: first.done });
  const { data } = useQuery({
    // Not the key of the screen that shows the run: its first answer is a later one than the frame's, and hydration would meet both.
    queryKey: ['collection', id, 'progress'],
    queryFn: ({ signal }) => getJson<CollectionView>(`/api/v1/collections/${id}`, signal),
    enabled: true,
    refetchOnMount: true,
    refetchInterval: (query) => (query.state.data && query.state.data.status !== 'running' ? false : pollEvery),
  });
  const progress = data?.progress ?? first;
  const ended = data !== undefined && data.status !== 'running';
  const done = progress.done;

  useEffect(() => {
    const now = Date.now();
    if (!ended && (done === refreshed.current.done || now - refreshed.current.at < refreshEvery)) return;
    refreshed.current = { at: now, done };
    router.refresh();
  }, [ended, done, router]);

  if (ended) return null;
  return (
    <aside aria-label="Collection in progress">
      <Link className="running" href={`/collections?row=${id}`} prefetch={false}>
        <span className="med">Collecting</span>
        <span className="t2 clip">{progress.sentence}</span>
        <Meter
          label={`${progress.done} of ${progress.of} done`}
          segments={[
            { kind: 'acc', n: progress.done },
            { kind: 'rest', n: Math.max(0, progress.of - progress.done) },
          ]}
        />
        <span className="small t3 nowrap">
          {progress.done} of {progress.of}
        </span>
      </Link>
    </aside>
  );
}
