'use client';
import { type ReactNode, useEffect, useRef } from 'react';
import { useChosenLogin } from './chosen-login.tsx';

/** Ties the table's rows to the picture's marks: pointing at or focusing a row chooses its mark, and the chosen mark's row is tinted. */
export function ChosenRow({ accountId, children }: { accountId: string; children: ReactNode }) {
  const { chosen, choose } = useChosenLogin();
  const root = useRef<HTMLDivElement>(null);
  const id = chosen === null ? null : `${accountId}:${chosen}`;

  useEffect(() => {
    const row = id === null ? null : root.current?.querySelector(`[data-row="${CSS.escape(id)}"]`);
    row?.setAttribute('data-chosen', '');
    return () => row?.removeAttribute('data-chosen');
  }, [id]);

  useEffect(() => {
    const node = root.current;
    if (!node) return;
    const onRow = (event: Event) => {
      const row = event.target instanceof Element ? event.target.closest('[data-row]') : null;
      const eventId = row?.getAttribute('data-row')?.split(':')[1];
      if (eventId) choose(eventId);
    };
    node.addEventListener('pointerover', onRow);
    node.addEventListener('focusin', onRow);
    return () => {
      node.removeEventListener('pointerover', onRow);
      node.removeEventListener('focusin', onRow);
    };
  }, [choose]);

  return <div ref={root}>{children}</div>;
}
