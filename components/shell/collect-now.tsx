'use client';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { postJson, sayError } from '#components/ui/api';
import { Icon } from '#components/ui/icon';
import { toast } from '#components/ui/toast';
import { useFrame } from './frame.tsx';

/** Starts a collection, or leads to the one that runs. */
export function CollectNow() {
  const { running } = useFrame();
  const router = useRouter();
  const collect = useMutation({
    mutationFn: () => postJson<{ id: string }>('/api/v1/collections', {}),
    onSuccess: ({ id }) => {
      toast({ title: 'Collecting', effect: 'Screens fill in as accounts are read.', href: `/collections?row=${id}` });
      router.refresh();
    },
    onError: (error) => toast({ title: 'No collection was started', effect: sayError(error), error: true }),
  });
  const busy = running !== null || collect.isPending;
  return (
    <button
      type="button"
      className="btn"
      aria-label={busy ? 'A collection is running: show it' : 'Collect now'}
      onClick={() => (running ? router.push(`/collections?row=${running.id}`) : collect.mutate())}
    >
      {busy ? <span className="spin" aria-hidden="true" /> : <Icon name="collections" small />}
      <span className="only-wide">{busy ? 'Collecting' : 'Collect now'}</span>
    </button>
  );
}
