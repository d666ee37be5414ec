import { expect, it } from 'vitest';
import type { MarkView } from '#lib/present/views/logins';
import { type Step, stepForKey, stepFrom } from './lane-steps.ts';

const mark = (id: string, minute: number): MarkView => ({
  eventId: id,
  time: new Date(Date.UTC(2026, 10, 1, 0, minute)).toISOString(),
  laneId: null,
  state: 'device',
  personId: null,
  personColour: null,
});

const lanes = [
  { id: 'one', marks: [mark('a', 0), mark('d', 30)] },
  { id: 'empty', marks: [] },
  { id: 'two', marks: [mark('b', 10), mark('c', 28)] },
];

const cases: [string | null, Step, string][] = [
  [null, 'next', 'd'],
  ['a', 'next', 'b'],
  ['b', 'previous', 'a'],
  ['a', 'previous', 'a'],
  ['d', 'next', 'd'],
  ['d', 'lane-down', 'c'],
  ['c', 'lane-up', 'd'],
  ['b', 'lane-up', 'a'],
  ['a', 'lane-up', 'a'],
  ['c', 'first', 'a'],
  ['c', 'last', 'd'],
];

it.each(cases)('from %s, %s chooses %s', (chosen, step, expected) => {
  expect(stepFrom(lanes, chosen, step)?.eventId).toBe(expected);
});

it('chooses nothing where there are no logins', () => {
  expect(stepFrom([{ id: 'one', marks: [] }], null, 'next')).toBeNull();
});

it('knows the keys of the picture, and leaves others alone', () => {
  expect(stepForKey('ArrowDown')).toBe('lane-down');
  expect(stepForKey('j')).toBeNull();
});
