import { expect, it } from 'vitest';
import { restoreCell, safeCell } from './csv-cell.ts';

const cases: [text: string, safe: string][] = [
  ['maria', 'maria'],
  ['a=b', 'a=b'],
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', "'\r=1"],
  ['  =1', "'  =1"],
  ['\n=1', "'\n=1"],
  ['\u00a0=1', "'\u00a0=1"],
  ['＝1', "'＝1"],
  ["'quoted", "''quoted"],
  ["'=1", "''=1"],
  ['', ''],
];

it('lets no cell begin a formula, and the way back gives the very text', () => {
  for (const [text, safe] of cases) {
    expect(safeCell(text), JSON.stringify(text)).toBe(safe);
    expect(restoreCell(String(safeCell(text))), JSON.stringify(text)).toBe(text);
  }
});

it('leaves numbers alone', () => expect(safeCell(-3)).toBe(-3));
