'use client';
import { type ReactNode, useEffect, useId, useRef } from 'react';

/**
 * One decision, 480 px, focus trapped by the browser. Mount it to open it; `onClose` is called on Esc, Cancel and the scrim.
 * `action` names its effect ("Record custody"), never "OK".
 */
export function Dialog(props: {
  title: string;
  children: ReactNode;
  action: string;
  busy?: boolean;
  danger?: boolean;
  error?: string | null;
  onSubmit: () => void;
  onClose: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} className="dialog-box" aria-labelledby={titleId} onClose={props.onClose}>
      <form
        className="dialog"
        method="dialog"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!props.busy) props.onSubmit();
        }}
      >
        <h2 id={titleId}>{props.title}</h2>
        {props.children}
        {props.error ? (
          <p className="field-error" role="alert">
            {props.error}
          </p>
        ) : null}
        <div className="actions">
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
          <button
            type="submit"
            className={`btn ${props.danger ? 'danger' : 'primary'}`}
            aria-disabled={props.busy ? true : undefined}
          >
            {props.busy ? <span className="spin" aria-hidden="true" /> : null}
            {props.action}
          </button>
        </div>
      </form>
    </dialog>
  );
}
