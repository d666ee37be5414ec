'use client';
import { startTransition, useOptimistic, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import { Popover } from './popover.tsx';
import { useUrl } from './use-url.tsx';

export interface FilterOption {
  value: string;
  label: string;
  note?: string;
}

/** "+ Account" dashed, "Account x ✕" tinted. Applies at once and lives in the URL under the API's name. */
export function FilterChip(props: { name: string; label: string; options: FilterOption[]; single?: boolean }) {
  const url = useUrl();
  const [find, setFind] = useState('');
  // Ticked at once, also while the server is still asked: a second tick never forgets the first.
  const [chosen, choose] = useOptimistic(url.params.getAll(props.name));
  const labelOf = (value: string) => props.options.find((o) => o.value === value)?.label ?? value;
  const shown = props.options.filter((o) => o.label.toLowerCase().includes(find.toLowerCase()));
  const toggle = (value: string) => {
    const rest = chosen.filter((v) => v !== value);
    const next = rest.length < chosen.length ? rest : props.single ? [value] : [...chosen, value];
    startTransition(() => {
      choose(next);
      url.go({ [props.name]: next.length > 0 ? next : null, row: null });
    });
  };
  const summary = chosen.length > 2 ? `${chosen.length} chosen` : chosen.map(labelOf).join(', ');
  return (
    <span className="chip-group">
      <Popover
        className={chosen.length > 0 ? 'chip on' : 'chip'}
        label={
          chosen.length > 0 ? (
            <>
              {props.label} <b className="clip">{summary}</b>
            </>
          ) : (
            <>
              <Icon name="plus" />
              {props.label}
            </>
          )
        }
      >
        <fieldset className="pop-list">
          <legend className="sr">{props.label}</legend>
          {props.options.length > 12 ? (
            <input
              className="input"
              type="search"
              aria-label={`Find in ${props.label}`}
              placeholder="Find"
              value={find}
              onChange={(e) => setFind(e.target.value)}
              data-autofocus
            />
          ) : null}
          {shown.slice(0, 200).map((option) => (
            <label key={option.value} className="pop-option">
              <input type="checkbox" checked={chosen.includes(option.value)} onChange={() => toggle(option.value)} />
              <span className="clip">{option.label}</span>
              {option.note ? <span className="small t3 push">{option.note}</span> : null}
            </label>
          ))}
          {shown.length === 0 ? <span className="small t3 pop-option">None found</span> : null}
        </fieldset>
      </Popover>
      {chosen.length > 0 ? (
        <button
          type="button"
          className="chip-x"
          aria-label={`Remove filter ${props.label} ${summary}`}
          onClick={() => url.go({ [props.name]: null, row: null })}
        >
          <Icon name="x" />
        </button>
      ) : null}
    </span>
  );
}

/** Free text in the URL as `q`; `/` moves here, Esc clears it. Typing waits 250 ms before it asks. */
export function SearchBox({
  label,
  placeholder = 'Search',
  name = 'q',
}: {
  label: string;
  placeholder?: string;
  name?: string;
}) {
  const url = useUrl();
  const inUrl = url.params.get(name) ?? '';
  const [typed, setTyped] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const apply = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      // What is typed stays in the box until the address has it; what is typed meanwhile stays too.
      startTransition(() => {
        url.replace({ [name]: text.trim() === '' ? null : text.trim(), row: null });
        setTyped(null);
      });
    }, 250);
  };
  return (
    <label className="search">
      <Icon name="search" small />
      <input
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={typed ?? inUrl}
        onChange={(e) => apply(e.target.value)}
        onKeyDown={(e) => {
          if (e.key !== 'Escape') return;
          if (e.currentTarget.value === '') e.currentTarget.blur();
          else apply('');
          e.stopPropagation();
        }}
        data-search
      />
      <kbd>/</kbd>
    </label>
  );
}
