import { expect, it } from 'vitest';
import { readUtc, writeUtc } from './utc.tsx';

const cases: [string, string | null][] = [
  ['2026-10-14 09:00', '2026-10-14T09:00:00.000Z'],
  ['2026-10-14 09:00:11', '2026-10-14T09:00:11.000Z'],
  [' 2026-10-14 ', '2026-10-14T00:00:00.000Z'],
  ['2026-10-14T09:00:00Z', '2026-10-14T09:00:00.000Z'],
  ['2026-02-30', null],
  ['2026-10-14 25:00', null],
  ['14 Oct 2026', null],
  ['', null],
];

it.each(cases)('reads %j as %j', (text, expected) => {
  expect(readUtc(text)).toBe(expected);
});

it('writes what it reads', () => {
  for (const iso of ['2026-10-14T09:00:00.000Z', '2026-10-14T09:00:11.000Z']) expect(readUtc(writeUtc(iso))).toBe(iso);
});
