/** Everything a store holds, without what may differ between two ways to the same end: evidence and the moment of writing. */
import { sql } from 'kysely';
import { projections } from '#lib/store/clear-projections';
import type { ReadStore } from '#lib/store/read-store';

const events = ['console_logins', 'role_switches', 'lifecycle_events'] as const;
const differs = new Set(['evidence_sha256', 'evidence_index', 'recorded_at']);

export async function dump(read: ReadStore, tables: readonly string[] = [...projections, ...events]) {
  const content: Record<string, string[]> = {};
  for (const table of tables) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(read.db);
    content[table] = rows.map(sayRow).sort();
  }
  return content;
}

function sayRow(row: Record<string, unknown>): string {
  const columns = Object.entries(row).filter(([name]) => !differs.has(name));
  return JSON.stringify(columns).replaceAll(/[0-9a-f]{64}/g, '<hash>');
}
