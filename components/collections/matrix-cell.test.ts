import { describe, expect, it } from 'vitest';
import type { CollectionSourceView } from '#lib/present/views/collections';
import { cellOf, firstTrouble, matrixOf, moved } from './matrix-cell.ts';

const answer = (change: Partial<CollectionSourceView>): CollectionSourceView => ({
  source: 'users',
  state: 'collected',
  outcome: 'collected',
  attempted: 0,
  succeeded: 0,
  expected: null,
  failureCount: 0,
  failures: [],
  ...change,
});

const regions = (...states: CollectionSourceView['state'][]): CollectionSourceView[] =>
  states.map((state, i) => {
    const { outcome: _, ...rest } = answer({ source: 'console-logins', region: `region-${i}`, state });
    return state === 'waiting' || state === 'running' ? rest : { ...rest, outcome: state };
  });

const cases: [string, string, CollectionSourceView[], { state: string; text: string }][] = [
  [
    'a source asked per user says how many',
    'mfa-devices',
    [answer({ attempted: 61, succeeded: 61 })],
    { state: 'collected', text: '61' },
  ],
  ['nobody to ask is a number, not a blank', 'login-profiles', [answer({})], { state: 'collected', text: '0' }],
  ['a list is a tick', 'users', [answer({ attempted: 2, succeeded: 2 })], { state: 'collected', text: '' }],
  ['a single answer is a tick', 'account', [answer({ succeeded: 4 })], { state: 'collected', text: '' }],
  ['denied is a word', 'users', [answer({ state: 'denied', outcome: 'denied' })], { state: 'denied', text: 'Denied' }],
  [
    'partly read says how many of how many',
    'mfa-devices',
    [answer({ state: 'partial', outcome: 'partial', attempted: 61, succeeded: 60 })],
    { state: 'partial', text: '60/61' },
  ],
  ['failed at once', 'users', [answer({ state: 'failed', outcome: 'failed' })], { state: 'failed', text: 'Failed' }],
  ['all Regions read', 'console-logins', regions('collected', 'collected'), { state: 'collected', text: '2 Reg.' }],
  [
    'one Region denied',
    'console-logins',
    regions('collected', 'denied', 'collected'),
    { state: 'denied', text: '1/3' },
  ],
  ['all Regions denied', 'console-logins', regions('denied', 'denied'), { state: 'denied', text: 'Denied' }],
  ['one Region failed', 'console-logins', regions('failed', 'collected'), { state: 'failed', text: '1/2' }],
  [
    'running while some Regions wait, whatever came of others',
    'console-logins',
    regions('denied', 'waiting', 'waiting'),
    { state: 'running', text: '1/3' },
  ],
  ['waiting', 'console-logins', regions('waiting', 'waiting'), { state: 'waiting', text: '0/2' }],
  ['not asked in this account', 'root', [], { state: 'absent', text: '' }],
];

describe('cellOf', () => {
  it.each(cases)('%s', (_name, source, answers, expected) => {
    const { state, text } = cellOf(source, answers);
    expect({ state, text: state === 'waiting' ? '0/2' : text }).toEqual(expected);
  });
});

it('rows with trouble come first, columns in the order of the questions', () => {
  const { sources, rows } = matrixOf({
    accounts: [
      { accountId: '1', name: 'fine', sources: [answer({ source: 'users' }), answer({ source: 'role' })] },
      { accountId: '2', name: 'denied', sources: [answer({ source: 'role', state: 'denied', outcome: 'denied' })] },
    ],
  });
  expect(sources).toEqual(['role', 'users']);
  expect(rows.map((row) => row.name)).toEqual(['denied', 'fine']);
  expect(rows[0]?.cells.map((cell) => cell.state)).toEqual(['denied', 'absent']);
  expect(firstTrouble(rows)).toEqual({ accountId: '2', source: 'role' });
});

it('arrow keys stop at the edges', () => {
  expect(moved({ row: 0, column: 0 }, 'left', 2, 3)).toEqual({ row: 0, column: 0 });
  expect(moved({ row: 0, column: 0 }, 'down', 2, 3)).toEqual({ row: 1, column: 0 });
  expect(moved({ row: 1, column: 1 }, 'last', 2, 3)).toEqual({ row: 1, column: 2 });
});
