import { describe, expect, it } from 'vitest';
import { parseCsv, parseWhen } from './parse-csv.ts';

const columns = ['name', 'email', 'left_at'];

describe('people files', () => {
  const cases: [string, string, { rows: [number, string][]; errors: number[] }][] = [
    ['plain', 'name,email,left_at\nAda,ada@example.org,\n', { rows: [[2, 'Ada']], errors: [] }],
    ['no final newline, CRLF', 'name,email,left_at\r\nAda,ada@example.org,', { rows: [[2, 'Ada']], errors: [] }],
    ['byte order mark', '\uFEFFname,email,left_at\nAda,ada@example.org,', { rows: [[2, 'Ada']], errors: [] }],
    ['columns in another order', 'email,left_at,name\nada@example.org,,Ada', { rows: [[2, 'Ada']], errors: [] }],
    ['an empty line between', 'name,email,left_at\n\nAda,ada@example.org,\n\n', { rows: [[3, 'Ada']], errors: [] }],
    [
      'a quoted newline counts its lines',
      'name,email,left_at\n"A\nda",ada@example.org,\nBo,bo@example.org,\n',
      {
        rows: [
          [2, 'A\nda'],
          [4, 'Bo'],
        ],
        errors: [],
      },
    ],
    [
      'a quoted comma',
      'name,email,left_at\n"Lovelace, Ada",ada@example.org,\n',
      { rows: [[2, 'Lovelace, Ada']], errors: [] },
    ],
    [
      'too many cells',
      'name,email,left_at\nAda,ada@example.org,,x\nBo,bo@example.org,\n',
      { rows: [[3, 'Bo']], errors: [2] },
    ],
    ['a quote that never closes', 'name,email,left_at\n"Ada,ada@example.org,\n', { rows: [], errors: [2] }],
    [
      'a cell our export made harmless',
      "name,email,left_at\n'=Ada,ada@example.org,\n",
      { rows: [[2, '=Ada']], errors: [] },
    ],
    [
      'an apostrophe that is part of the name',
      "name,email,left_at\n'Ada,ada@example.org,\n",
      { rows: [[2, "'Ada"]], errors: [] },
    ],
  ];
  it.each(cases)('%s', (_, text, expected) => {
    const { rows, errors } = parseCsv(text, columns);
    expect(rows.map((row) => [row.line, row.cells.name])).toEqual(expected.rows);
    expect(errors.map((error) => error.line)).toEqual(expected.errors);
  });

  it.each([
    ['', 'The file is empty'],
    ['name,email\nAda,a@example.org', 'The first line must be'],
    ['name,email,left_at,extra\n', 'The first line must be'],
    ['name,name,email,left_at\n', 'The first line must be'],
  ])('refuses the header of %j', (text, sentence) => {
    expect(() => parseCsv(text, columns)).toThrow(sentence);
  });
});

it.each([
  ['', null],
  ['2026-09-01', Date.UTC(2026, 8, 1)],
  ['2026-09-01T10:00:00Z', Date.UTC(2026, 8, 1, 10)],
  ['2026-09-01T10:00:00+02:00', Date.UTC(2026, 8, 1, 8)],
  ['2026-02-31', undefined],
  ['2026-13-01', undefined],
  ['01/09/2026', undefined],
  ['yesterday', undefined],
])('reads the time %j', (text, at) => expect(parseWhen(text)).toBe(at));
