'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useDeferredValue, useEffect, useRef, useState } from 'react';
import { getJson } from '#components/ui/api';
import { Icon, type IconName } from '#components/ui/icon';
import type { ListView } from '#lib/present/views/common';
import type { PrincipalView } from '#lib/present/views/principals';
import { useFrame } from './frame.tsx';
import { allPages, withScope } from './pages.tsx';

interface Entry {
  id: string;
  group: string;
  icon: IconName;
  name: string;
  note: string;
  href: string;
}

/** ⌘K: pages, accounts, users. Enter opens. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const router = useRouter();
  const params = useSearchParams();
  const frame = useFrame();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  // Enter opens what is typed, not what was: only the question to the server may lag behind.
  const wanted = text.trim().toLowerCase();
  const asked = useDeferredValue(wanted);
  useEffect(() => dialog.current?.showModal(), []);

  const users = useQuery({
    queryKey: ['palette', asked],
    enabled: asked.length >= 2,
    queryFn: ({ signal }) =>
      getJson<ListView<PrincipalView>>(
        `/api/v1/principals?${new URLSearchParams({ kind: 'IamUser', q: asked, limit: '8' })}`,
        signal,
      ),
  });
  const matches = (words: string) => words.toLowerCase().includes(wanted);
  const entries: Entry[] = [
    ...allPages
      .filter((page) => matches(page.name))
      .map((page) => ({
        id: page.href,
        group: 'Pages',
        icon: page.icon,
        name: page.name,
        note: `g ${page.key}`,
        href: withScope(page.href, new URLSearchParams(params)),
      })),
    ...(wanted === '' ? [] : frame.accounts.filter((a) => matches(`${a.name} ${a.id}`)).slice(0, 6)).map((account) => ({
      id: account.id,
      group: 'Accounts',
      icon: 'root' as const,
      name: account.name,
      note: account.id,
      href: `/users?accountId=${account.id}`,
    })),
    ...(wanted.length >= 2 && asked === wanted ? (users.data?.items ?? []) : []).map((user) => ({
      id: user.id,
      group: 'Users',
      icon: 'person' as const,
      name: user.userName,
      note: user.accountName,
      href: `/users?${new URLSearchParams({ q: user.userName, row: user.id })}`,
    })),
  ];
  const chosen = entries[Math.min(at, entries.length - 1)];
  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    dialog.current?.close();
    router.push(entry.href);
  };
  return (
    <dialog ref={dialog} className="palette-box" aria-label="Search or go to" onClose={onClose}>
      <div className="palette">
        <div className="q">
          <Icon name="search" />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls="palette-list"
            aria-activedescendant={chosen ? `palette-${chosen.id}` : undefined}
            aria-label="Users, accounts, pages"
            placeholder="Users, accounts, pages"
            value={text}
            onChange={(e) => {
              setText(e.target.value);
              setAt(0);
            }}
            onKeyDown={(e) => {
              if (e.key === 'ArrowDown') setAt(Math.min(at + 1, entries.length - 1));
              else if (e.key === 'ArrowUp') setAt(Math.max(0, at - 1));
              else if (e.key === 'Enter') go(chosen);
              else return;
              e.preventDefault();
            }}
          />
        </div>
        <div id="palette-list" role="listbox" aria-label="Results" className="palette-list">
          {entries.map((entry, i) => (
            <div key={entry.id}>
              {entries[i - 1]?.group === entry.group ? null : <div className="palette-head">{entry.group}</div>}
              <button
                type="button"
                role="option"
                id={`palette-${entry.id}`}
                aria-selected={entry === chosen}
                tabIndex={-1}
                className="palette-option"
                onClick={() => go(entry)}
              >
                <Icon name={entry.icon} />
                <span className="clip">{entry.name}</span>
                <span className="small t3 push">{entry.note}</span>
              </button>
            </div>
          ))}
        </div>
        <p className="palette-foot" role="status">
          {users.isFetching || asked !== wanted
            ? 'Searching users'
            : entries.length === 0
              ? 'None found'
              : 'Enter opens, Esc closes'}
        </p>
      </div>
    </dialog>
  );
}
