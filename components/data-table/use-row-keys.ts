'use client';
import { type RefObject, useEffect } from 'react';
import { isTyping } from '#components/ui/keys';

/** Rows above this many pixels lie under the top bar and the table's head. */
const underTheHead = 100;

/** `j` and `k` move the focus from row to row, beginning at the open one, else at the first in sight; Enter is the link's own. */
export function useRowKeys(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k') return;
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      const links = [...(root.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
      const focused = links.indexOf(activeElement());
      const open = links.findIndex((link) => link.closest('tr')?.classList.contains('sel'));
      const near = focused >= 0 ? focused : open;
      const from = near >= 0 ? near : links.findIndex((link) => link.getBoundingClientRect().top > underTheHead) - 1;
      const to = links[Math.max(0, Math.min(links.length - 1, from + (event.key === 'j' ? 1 : -1)))];
      if (!to) return;
      to.focus();
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [root]);
}

function activeElement(): HTMLElement {
  return document.activeElement instanceof HTMLElement ? document.activeElement : document.body;
}
