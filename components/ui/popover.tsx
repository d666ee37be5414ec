'use client';
import { type ReactNode, useEffect, useId, useRef } from 'react';

/** A button and what it opens, by the browser's own popover: light dismiss, Esc, focus return come with it. */
export function Popover(props: {
  label: ReactNode;
  className: string;
  ariaLabel?: string;
  align?: 'start' | 'end';
  children: ReactNode;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const align = props.align ?? 'start';

  useEffect(() => {
    const pop = panel.current;
    if (!pop) return;
    const place = (event: Event) => {
      if (!(event instanceof ToggleEvent) || event.newState !== 'open' || !button.current) return;
      const box = button.current.getBoundingClientRect();
      const left = align === 'end' ? box.right - pop.offsetWidth : box.left;
      const room = window.innerHeight - box.bottom - 16;
      pop.style.left = `${Math.max(8, Math.min(left, window.innerWidth - pop.offsetWidth - 8))}px`;
      pop.style.top = `${room < 160 ? Math.max(8, box.top - pop.offsetHeight - 4) : box.bottom + 4}px`;
      pop.style.maxHeight = `${Math.max(160, room)}px`;
      const first = pop.querySelector<HTMLElement>('[data-autofocus]');
      first?.focus();
    };
    pop.addEventListener('toggle', place);
    return () => pop.removeEventListener('toggle', place);
  }, [align]);

  return (
    <>
      <button
        ref={button}
        type="button"
        className={props.className}
        aria-label={props.ariaLabel}
        popoverTarget={id}
        aria-haspopup="dialog"
      >
        {props.label}
      </button>
      <div ref={panel} id={id} popover="auto" className="pop pop-panel">
        {props.children}
      </div>
    </>
  );
}
