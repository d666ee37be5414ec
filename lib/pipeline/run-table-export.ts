import papa from 'papaparse';
import type { Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { csvTableOf, type TableName, type TableQueries } from '#lib/present/table-csv';
import type { ReadStore } from '#lib/store/read-store';

const newline = '\r\n';

/**
 * A table as CSV text, a page at a time, so that memory does not grow with the number of rows: RFC 4180 (CRLF, quoted where needed), a header
 * line first, times in ISO 8601 UTC. Cells are made harmless to spreadsheets; `restoreCell` of present/csv-cell.ts is the way back.
 * @throws KeyholderError INPUT_INVALID, NOT_FOUND for filters that the list itself refuses, before the first line
 */
export async function* runTableExport<T extends TableName>(
  table: T,
  read: ReadStore,
  scope: Scope,
  query: TableQueries[T],
  now: Instant,
): AsyncGenerator<string> {
  const { columns, pages } = csvTableOf(table);
  let header: readonly (readonly string[])[] = [columns];
  for await (const rows of pages(read, scope, query, now)) {
    const lines = [...header, ...rows];
    header = [];
    if (lines.length > 0)
      yield papa.unparse(
        lines.map((line) => [...line]),
        { newline },
      ) + newline;
  }
}
