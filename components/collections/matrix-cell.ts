/** One cell of the matrix: a source of an account over all its Regions, summed up without hiding any of them. */
import { sourceIds } from '#lib/domain/collection';
import type { CollectionSourceView, CollectionView } from '#lib/present/views/collections';

/** Worst first: what a cell says when its Regions do not agree. */
export type CellState = 'denied' | 'failed' | 'partial' | 'running' | 'waiting' | 'collected' | 'absent';

export interface MatrixCell {
  readonly source: string;
  readonly state: CellState;
  /** What is printed: `61`, `60/61`, `Denied`, `1/17`, `17 Reg.`; empty where nothing is countable. */
  readonly text: string;
  /** Regions, or the one answer; the readout lists them. */
  readonly answers: readonly CollectionSourceView[];
}

export interface MatrixRow {
  readonly accountId: string;
  readonly name: string;
  readonly cells: readonly MatrixCell[];
  readonly troubled: boolean;
}

const worstFirst: readonly CellState[] = ['denied', 'failed', 'partial', 'running', 'waiting', 'collected', 'absent'];

/** Sources asked once per subject: their number says how many were asked. The others count questions, which tells nobody anything. */
const counted = new Set(['mfa-devices', 'login-profiles', 'fido-certification']);

function stateOf(answers: readonly CollectionSourceView[]): CellState {
  const states = new Set<CellState>(answers.map((answer) => answer.state));
  if (states.size === 0) return 'absent';
  if (states.has('running') || (states.has('waiting') && states.size > 1)) return 'running';
  return worstFirst.find((state) => states.has(state)) ?? 'absent';
}

function textOf(source: string, state: CellState, answers: readonly CollectionSourceView[]): string {
  const regional = answers.some((answer) => answer.region !== undefined);
  const ended = answers.filter((answer) => answer.outcome !== undefined).length;
  const bad = answers.filter((answer) => answer.state === state).length;
  const [first] = answers;
  if (!first) return '';
  if (state === 'running') {
    if (regional) return `${ended}/${answers.length}`;
    return first.expected === null
      ? first.succeeded > 0
        ? String(first.succeeded)
        : ''
      : `${first.succeeded}/${first.expected}`;
  }
  if (regional) {
    if (state === 'collected') return `${answers.length} Reg.`;
    return state === 'denied' && bad === answers.length ? 'Denied' : `${bad}/${answers.length}`;
  }
  if (state === 'denied') return 'Denied';
  if (state === 'failed') return first.attempted > 1 ? `${first.succeeded}/${first.attempted}` : 'Failed';
  if (state === 'partial') return `${first.succeeded}/${first.attempted}`;
  return state === 'collected' && counted.has(source) ? String(first.succeeded) : '';
}

export function cellOf(source: string, answers: readonly CollectionSourceView[]): MatrixCell {
  const state = stateOf(answers);
  return { source, state, text: textOf(source, state, answers), answers };
}

/** Columns in the order questions are asked, then any this page does not know; rows with trouble first, else as given. */
export function matrixOf(collection: Pick<CollectionView, 'accounts'>): { sources: string[]; rows: MatrixRow[] } {
  const present = new Set(collection.accounts.flatMap((account) => account.sources.map(({ source }) => source)));
  const known: readonly string[] = sourceIds;
  const sources = [
    ...known.filter((source) => present.has(source)),
    ...[...present].filter((source) => !known.includes(source)).sort(),
  ];
  const rows = collection.accounts.map(({ accountId, name, sources: answers }) => {
    const cells = sources.map((source) =>
      cellOf(
        source,
        answers.filter((answer) => answer.source === source),
      ),
    );
    const troubled = cells.some(({ state }) => state === 'denied' || state === 'failed' || state === 'partial');
    return { accountId, name, cells, troubled };
  });
  return { sources, rows: [...rows.filter((row) => row.troubled), ...rows.filter((row) => !row.troubled)] };
}

/** The first cell that needs somebody: what the readout shows before anybody chose. */
export function firstTrouble(rows: readonly MatrixRow[]): { accountId: string; source: string } | null {
  for (const row of rows)
    for (const cell of row.cells)
      if (cell.state === 'denied' || cell.state === 'failed' || cell.state === 'partial')
        return { accountId: row.accountId, source: cell.source };
  const [row] = rows;
  const [cell] = row?.cells ?? [];
  return row && cell ? { accountId: row.accountId, source: cell.source } : null;
}

export type Move = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

const moves: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'first',
  End: 'last',
};

export const moveForKey = (key: string): Move | null => moves[key] ?? null;

/** The cell an arrow key leads to; it stops at the edges. */
export function moved(at: { row: number; column: number }, move: Move, rows: number, columns: number) {
  const within = (n: number, size: number) => Math.max(0, Math.min(size - 1, n));
  switch (move) {
    case 'left':
      return { ...at, column: within(at.column - 1, columns) };
    case 'right':
      return { ...at, column: within(at.column + 1, columns) };
    case 'up':
      return { ...at, row: within(at.row - 1, rows) };
    case 'down':
      return { ...at, row: within(at.row + 1, rows) };
    case 'first':
      return { ...at, column: 0 };
    case 'last':
      return { ...at, column: within(columns - 1, columns) };
  }
}
