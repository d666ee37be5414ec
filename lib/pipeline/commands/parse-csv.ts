import Papa from 'papaparse';
import { KeyholderError } from '#lib/domain/keyholder-error';

export interface CsvRow {
  /** Line of the file on which the row begins, the header being line 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

export interface LineError {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

const mostRows = 50_000;

/**
 * A CSV file with exactly these columns, in any order (RFC 4180; a byte order mark and empty lines are allowed).
 * Cells that our own exports made harmless for spreadsheets (`'=…`) are read back as what they were.
 * @throws KeyholderError INPUT_INVALID when the header is another one or there are more than 50,000 rows
 */
export function parseCsv(text: string, columns: readonly string[]): { rows: CsvRow[]; errors: LineError[] } {
  const clean = text.replace(/^\uFEFF/, '');
  const rows: CsvRow[] = [];
  const errors: LineError[] = [];
  let header: string[] | null = null;
  let start = 0;
  let line = 1;
  Papa.parse<string[]>(clean, {
    skipEmptyLines: false,
    step: ({ data, errors: problems, meta }) => {
      const here = line;
      const end = meta.cursor;
      line += countNewlines(clean, start, end);
      start = end;
      if (data.length === 1 && (data[0] ?? '').trim() === '') return;
      if (header === null) {
        header = checkedHeader(data, columns);
        return;
      }
      if (rows.length >= mostRows)
        throw new KeyholderError('INPUT_INVALID', `The file has more than ${mostRows} rows. Send it in parts.`);
      const problem = problems[0];
      if (problem)
        errors.push({ line: here, column: null, message: `This line is not well-formed CSV: ${problem.message}.` });
      else if (data.length !== header.length)
        errors.push({
          line: here,
          column: null,
          message: `This line has ${data.length} cells, the header ${header.length}.`,
        });
      else
        rows.push({ line: here, cells: Object.fromEntries(header.map((name, i) => [name, restored(data[i] ?? '')])) });
    },
  });
  if (header === null)
    throw new KeyholderError('INPUT_INVALID', `The file is empty. Its first line must be ${columns.join(',')}.`);
  return { rows, errors };
}

function checkedHeader(cells: readonly string[], columns: readonly string[]): string[] {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column));
  const unknown = names.filter((name) => !columns.includes(name));
  if (missing.length > 0 || unknown.length > 0 || new Set(names).size !== names.length) {
    throw new KeyholderError('INPUT_INVALID', `The first line must be ${columns.join(',')}.`, { missing, unknown });
  }
  return names;
}

/** The inverse of what exports do to a cell that a spreadsheet would execute. */
const restored = (cell: string): string => cell.replace(/^'(?=\s*[=+\-@\t\r'])/, '').trim();

function countNewlines(text: string, from: number, to: number): number {
  let n = 0;
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === 10) n++;
  return n;
}

/** A date (midnight UTC) or a time with a zone; null when empty; undefined when it is neither. */
export function parseWhen(text: string): number | null | undefined {
  if (text === '') return null;
  const written = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  const at = written ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  // Date.parse turns 31 February into 3 March; a date that is not in the calendar is an error here.
  return text.includes('T') || new Date(at).toISOString().startsWith(text) ? at : undefined;
}
