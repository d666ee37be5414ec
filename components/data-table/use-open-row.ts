'use client';
import { type RefObject, useEffect, useRef } from 'react';
import type { DrawerPlace } from '#components/ui/drawer';
import { useUrl } from '#components/ui/use-url';

/** The open row is `row=<id>` in the URL. Opening and closing change the address only; closing gives the focus back to the row. */
export function useOpenRow(props: {
  ids: string[];
  total: number;
  loadMore: (() => Promise<string[]>) | null;
  root: RefObject<HTMLDivElement | null>;
}): { id: string | null; place: DrawerPlace } {
  const url = useUrl();
  const { ids, root, loadMore } = props;
  const id = url.params.get('row');
  const at = id === null ? -1 : ids.indexOf(id);
  const open = useRef(url.mark);
  useEffect(() => {
    open.current = url.mark;
  });

  useEffect(() => {
    const node = root.current;
    if (!node) return;
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (!(event.target instanceof Element) || window.getSelection()?.type === 'Range') return;
      const row = event.target.closest('[data-row]');
      const inner = event.target.closest('a, button, input, label, select, summary');
      if (!row?.querySelector('[data-row-link]') || (inner && !inner.hasAttribute('data-row-link'))) return;
      event.preventDefault();
      open.current({ row: row.getAttribute('data-row') });
    };
    node.addEventListener('click', onClick);
    return () => node.removeEventListener('click', onClick);
  }, [root]);

  const step = (to: string | undefined) => {
    if (to === undefined) return;
    url.remark({ row: to });
    rowElement(root.current, to)?.scrollIntoView({ block: 'nearest' });
  };
  // The address is ahead of what is drawn when a key is pressed twice in a row.
  const stepBy = (by: number) => {
    const now = new URLSearchParams(window.location.search).get('row');
    step(ids[(now === null ? at : ids.indexOf(now)) + by]);
  };
  const following = ids[at + 1];
  return {
    id,
    place: {
      at: at + 1,
      of: props.total,
      onPrevious: at > 0 ? () => stepBy(-1) : null,
      onNext:
        at >= 0 && following !== undefined
          ? () => stepBy(1)
          : at >= 0 && loadMore
            ? () => void loadMore().then((more) => step(more[0]))
            : null,
      onClose: () => {
        url.mark({ row: null });
        if (id !== null) rowElement(root.current, id)?.querySelector<HTMLElement>('[data-row-link]')?.focus();
      },
    },
  };
}

function rowElement(root: HTMLElement | null, id: string): Element | null {
  return root?.querySelector(`[data-row="${CSS.escape(id)}"]`) ?? null;
}
