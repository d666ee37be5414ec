/** What a cell of a table may hold before it becomes text. */
export type CsvCell = string | number;

/**
 * Text that a spreadsheet cannot take for a formula (OWASP, "CSV Injection"; case U12): an apostrophe goes before whatever begins, after blanks if
 * any, with `= + - @`, their full-width forms, a tab or a carriage return. Text that begins with an apostrophe gets another one, so the way
 * back is always the same: `restoreCell` takes one leading apostrophe away.
 */
export function safeCell(cell: CsvCell): CsvCell {
  if (typeof cell === 'number') return cell;
  return /^(?:['\t\r]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/.test(cell) ? `'${cell}` : cell;
}

/** The text that was given to `safeCell`. */
export const restoreCell = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

/** Unknown is written as a word: an empty cell would read as no. */
export const yesNo = (value: boolean | null): string => (value === null ? 'unknown' : value ? 'yes' : 'no');

export const orUnknown = (value: number | null): CsvCell => value ?? 'unknown';

/** A time that does not apply or is not recorded is empty. */
export const orEmpty = (value: string | null): string => value ?? '';
