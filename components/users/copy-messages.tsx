'use client';
import { useState } from 'react';
import { getJson, sayError } from '#components/ui/api';
import { sayCount } from '#components/ui/count';
import { Icon } from '#components/ui/icon';
import { toast } from '#components/ui/toast';
import type { ListView } from '#lib/present/views/common';
import type { FixRowView } from '#lib/present/views/fixes';

/** The messages to everybody still without MFA, one after the other, each under the name it is for. */
export function CopyMessages({ query }: { query: string }) {
  const [busy, setBusy] = useState(false);
  const copy = async () => {
    setBusy(true);
    try {
      const messages = await allMessages(query);
      await navigator.clipboard.writeText(messages.join('\n\n----------\n\n'));
      toast({ title: `${sayCount(messages.length, 'message')} copied`, effect: 'For users still without MFA' });
    } catch (error) {
      const refused = error instanceof DOMException;
      toast({
        title: refused ? 'The browser did not allow copying: use the CSV instead' : sayError(error),
        error: true,
      });
    }
    setBusy(false);
  };
  return (
    <button
      type="button"
      className="btn s"
      aria-disabled={busy ? true : undefined}
      onClick={() => void (busy || copy())}
    >
      {busy ? <span className="spin" aria-hidden="true" /> : <Icon name="mail" small />}
      Copy all messages
    </button>
  );
}

async function allMessages(query: string): Promise<string[]> {
  const messages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const params = new URLSearchParams(query);
    params.set('limit', '500');
    if (cursor !== '') params.set('cursor', cursor);
    const page: ListView<FixRowView> = await getJson(`/api/v1/fixes?${params}`);
    for (const row of page.items) {
      const message = row.fixes.find((fix) => fix.kind === 'message')?.code;
      if (message) messages.push(`To: ${row.userName} (${row.accountName}, ${row.accountId})\n\n${message}`);
    }
    cursor = page.nextCursor;
  }
  return messages;
}
