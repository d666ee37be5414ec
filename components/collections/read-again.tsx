'use client';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { postJson, sayError } from '#components/ui/api';
import { Icon } from '#components/ui/icon';
import { toast } from '#components/ui/toast';

/** Starts a collection of these accounts, or of all when none is named; says so when one is running already. */
export function ReadAgain(props: { accountIds?: string[]; label?: string; primary?: boolean }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const start = async () => {
    if (busy) return;
    setBusy(true);
    try {
      const accounts = props.accountIds?.length ? { accountIds: props.accountIds } : {};
      await postJson('/api/v1/collections', accounts);
      toast({ title: 'Reading from AWS', effect: 'Progress is under Collections', href: '/collections' });
      router.refresh();
    } catch (error) {
      toast({ title: sayError(error), error: true });
    } finally {
      setBusy(false);
    }
  };
  return (
    <button
      type="button"
      className={`btn ${props.primary ? 'primary' : 's'}`}
      onClick={start}
      aria-disabled={busy ? true : undefined}
    >
      {busy ? <span className="spin" aria-hidden="true" /> : <Icon name="collections" small />}
      {props.label ?? 'Read again'}
    </button>
  );
}
