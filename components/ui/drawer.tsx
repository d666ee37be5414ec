'use client';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icon.tsx';
import { isTyping } from './keys.tsx';
import { toast } from './toast.tsx';

/** Where the open row stands in its table. */
export interface DrawerPlace {
  /** From 1; 0 when the row is not among those loaded. */
  at: number;
  of: number;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
}

/** The open row beside its table: 600 px, not modal. Esc closes, `[` and `]` step; the table returns the focus to the row. */
export function Drawer(props: { name: string; kind: string; place: DrawerPlace; children: ReactNode }) {
  const { place } = props;
  const body = useRef<HTMLDivElement>(null);
  const headId = useId();

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || event.metaKey || event.ctrlKey || event.altKey) return;
      if (document.querySelector('dialog[open], [popover]:popover-open')) return;
      if (event.key === 'Escape') place.onClose();
      else if (event.key === '[') place.onPrevious?.();
      else if (event.key === ']') place.onNext?.();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [place]);

  useEffect(() => {
    // A new row starts at its top, and a screen reader hears its name.
    const node = body.current;
    if (!node || props.name === '') return;
    node.scrollTop = 0;
    node.focus({ preventScroll: true });
  }, [props.name]);

  return (
    <div className="drawer" role="dialog" aria-modal="false" aria-labelledby={headId}>
      <div className="drawer-bar">
        <span className="small t3">{place.at > 0 ? `${place.at} of ${place.of}` : ''}</span>
        <span className="push" />
        <button
          type="button"
          className="btn icon ghost s"
          aria-label={`Previous ${props.kind}, key [`}
          disabled={!place.onPrevious}
          onClick={() => place.onPrevious?.()}
        >
          <Icon name="up" />
        </button>
        <button
          type="button"
          className="btn icon ghost s"
          aria-label={`Next ${props.kind}, key ]`}
          disabled={!place.onNext}
          onClick={() => place.onNext?.()}
        >
          <Icon name="down" />
        </button>
        <button
          type="button"
          className="btn icon ghost s"
          aria-label={`Copy link to this ${props.kind}`}
          onClick={() => {
            navigator.clipboard.writeText(window.location.href).then(
              () => toast({ title: 'Link copied' }),
              () => toast({ title: 'The browser did not allow copying: take the link from the address bar' }),
            );
          }}
        >
          <Icon name="link" />
        </button>
        <button type="button" className="btn icon ghost s" aria-label="Close, key Escape" onClick={place.onClose}>
          <Icon name="x" />
        </button>
      </div>
      <div ref={body} className="drawer-body" tabIndex={-1}>
        <h2 id={headId}>{props.name}</h2>
        {props.children}
      </div>
    </div>
  );
}
