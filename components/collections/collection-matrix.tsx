'use client';
import './collections.css';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { Icon, type IconName } from '#components/ui/icon';
import { SkeletonBar } from '#components/ui/skeleton';
import type { CollectionView } from '#lib/present/views/collections';
import { CellReadout } from './cell-readout.tsx';
import {
  type CellState,
  firstTrouble,
  type MatrixCell,
  type MatrixRow,
  matrixOf,
  moved,
  moveForKey,
} from './matrix-cell.ts';
import { sourceWords } from './source-words.ts';

const looks: Record<CellState, { css: string; icon: IconName | null; word: string }> = {
  collected: { css: 'ok', icon: 'check', word: 'Collected' },
  denied: { css: 'den', icon: 'lock', word: 'Denied' },
  failed: { css: 'fail', icon: 'warn', word: 'Failed' },
  partial: { css: 'fail', icon: 'warn', word: 'Partly read' },
  running: { css: '', icon: null, word: 'Reading' },
  waiting: { css: '', icon: null, word: 'Waiting' },
  absent: { css: 'na', icon: 'dash', word: 'Not asked' },
};

/** Columns that never print a number. */
const narrow = new Set(['role', 'account', 'regions', 'users', 'root', 'root-sessions', 'authorization', 'federation']);

/** Accounts by sources, worst first; the chosen cell's full facts stand under it. Arrow keys go from cell to cell: one tab stop. */
export function CollectionMatrix({ collection }: { collection: CollectionView }) {
  const { sources, rows } = useMemo(() => matrixOf(collection), [collection]);
  const [chosen, choose] = useState<{ accountId: string; source: string } | null>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const at = chosen ?? firstTrouble(rows);
  const row = rows.find((one) => one.accountId === at?.accountId);
  const cell = row?.cells.find((one) => one.source === at?.source);

  const onKeyDown = (event: KeyboardEvent) => {
    const move = moveForKey(event.key);
    if (!move || !row || !cell || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const from = { row: rows.indexOf(row), column: row.cells.indexOf(cell) };
    const to = moved(from, move, rows.length, sources.length);
    const next = rows[to.row];
    const source = sources[to.column];
    if (!next || source === undefined) return;
    choose({ accountId: next.accountId, source });
    const button = body.current?.rows[to.row]?.cells[to.column + 1]?.querySelector('button');
    button?.focus();
    button?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };

  return (
    <div className="panel">
      <section className="matrix-scroll" aria-label="Outcome of each source in each account">
        <table className="matrix">
          <caption className="sr">Outcome of each source in each account, accounts with trouble first</caption>
          <thead>
            <tr>
              <th scope="col" className="matrix-account">
                Account
              </th>
              {sources.map((source) => (
                <th key={source} scope="col" className={narrow.has(source) ? 'narrow' : ''}>
                  {sourceWords(source).head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody ref={body} onKeyDown={onKeyDown}>
            {rows.map((one) => (
              <Row
                key={one.accountId}
                row={one}
                chosen={one.accountId === at?.accountId ? at.source : null}
                onChoose={(source) => choose({ accountId: one.accountId, source })}
              />
            ))}
          </tbody>
        </table>
      </section>
      {row && cell ? <CellReadout accountId={row.accountId} accountName={row.name} cell={cell} /> : null}
    </div>
  );
}

function Row(props: { row: MatrixRow; chosen: string | null; onChoose: (source: string) => void }) {
  const { row, chosen, onChoose } = props;
  return (
    <tr>
      <th scope="row" className="matrix-account">
        <span className="clip matrix-name" title={row.name}>
          {row.name}
        </span>
        <small className="id">{row.accountId}</small>
      </th>
      {row.cells.map((cell) => (
        <td key={cell.source}>
          <Cell
            cell={cell}
            name={`${row.name}, ${sourceWords(cell.source).what}`}
            chosen={cell.source === chosen}
            onChoose={() => onChoose(cell.source)}
          />
        </td>
      ))}
    </tr>
  );
}

function Cell(props: { cell: MatrixCell; name: string; chosen: boolean; onChoose: () => void }) {
  const { cell, name, chosen, onChoose } = props;
  const { css, icon, word } = looks[cell.state];
  const said = cell.text === '' || cell.text === word ? word : `${word} ${cell.text}`;
  return (
    <button
      type="button"
      className={`cell ${css}`}
      title={said}
      aria-label={`${said}, ${name}`}
      aria-pressed={chosen}
      tabIndex={chosen ? 0 : -1}
      onClick={onChoose}
    >
      {icon ? <Icon name={icon} /> : null}
      {cell.state === 'running' ? <span className="spin" aria-hidden="true" /> : null}
      {cell.state === 'waiting' ? (
        <SkeletonBar width="s" />
      ) : (
        <span>{cell.state === 'absent' ? 'n/a' : cell.text}</span>
      )}
    </button>
  );
}

export function MatrixLegend() {
  const entries: { icon: IconName; ink: string; words: string }[] = [
    { icon: 'check', ink: 'ink-ok', words: 'Collected, with the count' },
    { icon: 'lock', ink: 'ink-unk', words: 'Denied: an action is missing' },
    { icon: 'warn', ink: 'ink-bad', words: 'Failed or partly read' },
    { icon: 'dash', ink: 't3', words: 'Not asked in this account' },
  ];
  return (
    <ul className="matrix-legend small t2" aria-label="Legend">
      {entries.map(({ icon, ink, words }) => (
        <li key={icon}>
          <Icon name={icon} small className={ink} /> {words}
        </li>
      ))}
    </ul>
  );
}
