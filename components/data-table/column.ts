import type { ReactNode } from 'react';

/** One column of the one table. Cells are two-line at most: the fact, then `sub`. */
export interface Column<Row> {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  sub?: (row: Row) => ReactNode;
  /** The API's name to sort by; absent where sorting would mean nothing. */
  sort?: string;
  /** 1 stays; 2 drops below 860 px, 3 below 1,080 px of the table's own width. */
  priority?: 1 | 2 | 3;
  /** Utility classes for the column's width, for example `w-44`; one column may go without and takes the rest. */
  width?: string;
  numeric?: boolean;
  /** The cell that names the row: it becomes the link that opens it. Exactly one. */
  lead?: boolean;
  /** At 390 px each row is a card: `lead` at the left, `side` at the right, `full` below; others are left to the drawer. */
  card?: 'side' | 'full';
}

export type SortDirection = 'ascending' | 'descending';

/** `sort=-failingSince` as its field and direction. */
export function readSort(sort: string | null): { field: string; direction: SortDirection } | null {
  if (!sort) return null;
  return sort.startsWith('-')
    ? { field: sort.slice(1), direction: 'descending' }
    : { field: sort, direction: 'ascending' };
}

/** What a press on a head asks for: ascending, then descending, then the table's own order again. */
export function nextSort(field: string, current: string | null): string | null {
  if (current === field) return `-${field}`;
  return current === `-${field}` ? null : field;
}
