'use client';
import { useEffect, useRef } from 'react';
import { allPages } from './pages.tsx';

const keys: [keys: string[], does: string][] = [
  [['⌘', 'K'], 'Search or go to'],
  [['/'], 'Search in the table'],
  [['j'], 'Next row'],
  [['k'], 'Previous row'],
  [['↵'], 'Open the row'],
  [['Esc'], 'Close, then clear the search'],
  [['['], 'Previous row in the drawer'],
  [[']'], 'Next row in the drawer'],
  [['c'], 'Check again now'],
  ...allPages.map((page): [string[], string] => [['g', page.key], page.name]),
  [['?'], 'This list'],
];

export function KeyList({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog-box" aria-labelledby="keys-title" onClose={onClose}>
      <div className="dialog">
        <h2 id="keys-title">Keyboard</h2>
        <dl className="kv key-list">
          {keys.map(([pressed, does]) => (
            <div key={does}>
              <dt>
                {pressed.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <div className="actions">
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </div>
      </div>
    </dialog>
  );
}
