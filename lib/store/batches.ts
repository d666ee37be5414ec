/**
 * Multi-row statements stay below SQLite's 32,766 bound values (PostgreSQL: 65,535), and small enough that their text
 * is reused from the statement cache and no single one holds the writer for long.
 */
const maxRows = 200;
const maxValues = 12_000;

/** @param columns bound values per row */
export function batches<T>(rows: readonly T[], columns: number): T[][] {
  const size = Math.max(1, Math.min(maxRows, Math.floor(maxValues / columns)));
  const result: T[][] = [];
  for (let i = 0; i < rows.length; i += size) result.push(rows.slice(i, i + size));
  return result;
}
