'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Icon } from './icon.tsx';

export interface ToastText {
  title: string;
  effect?: string;
  href?: string;
  /** Errors stay until closed. */
  error?: boolean;
}

const said = 'keyholder-toast';

/** Says what happened, bottom right, for 6 s. Never the only place a fact appears. */
export function toast(text: ToastText): void {
  window.dispatchEvent(new CustomEvent<ToastText>(said, { detail: text }));
}

/** Rendered once by the shell. */
export function Toaster() {
  const [text, setText] = useState<ToastText | null>(null);
  useEffect(() => {
    const show = (event: Event) => {
      if (event instanceof CustomEvent) setText(event.detail);
    };
    window.addEventListener(said, show);
    return () => window.removeEventListener(said, show);
  }, []);
  useEffect(() => {
    if (text === null || text.error) return;
    const timer = setTimeout(() => setText(null), 6_000);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div className="toaster" role={text?.error ? 'alert' : 'status'}>
      {text ? (
        <div className="toast">
          <Icon name={text.error ? 'warn' : 'check'} />
          <div>
            <div className="med">{text.title}</div>
            {text.effect ? <div className="sub">{text.effect}</div> : null}
          </div>
          <div className="row">
            {text.href ? (
              <Link className="btn s" href={text.href} onClick={() => setText(null)}>
                Open
              </Link>
            ) : null}
            <button type="button" className="btn s icon" aria-label="Close" onClick={() => setText(null)}>
              <Icon name="x" small />
            </button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
