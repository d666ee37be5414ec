'use client';
import { useState } from 'react';
import { Icon } from './icon.tsx';

/** Copies a text and says so; where the browser forbids it, says that too. */
export function CopyButton({ text, label = 'Copy', small = true }: { text: string; label?: string; small?: boolean }) {
  const [state, setState] = useState<'idle' | 'done' | 'refused'>('idle');
  const words = { idle: label, done: 'Copied', refused: 'Select and copy by hand' };
  return (
    <button
      type="button"
      className={`btn ${small ? 's' : ''}`}
      onClick={() => {
        navigator.clipboard.writeText(text).then(
          () => setState('done'),
          () => setState('refused'),
        );
        setTimeout(() => setState('idle'), 2_000);
      }}
    >
      <Icon name={state === 'done' ? 'check' : 'copy'} small />
      <span aria-live="polite">{words[state]}</span>
    </button>
  );
}
