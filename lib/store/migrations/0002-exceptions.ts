import { type Kysely, type Migration, sql } from 'kysely';
import type { Engine } from '../read-store.ts';

/** Immutable: accepted risks. `recorded_at` and `id` order those of one principal and check: the last one counts. */
const statements = [
  `CREATE TABLE exceptions (id TEXT PRIMARY KEY, account_id TEXT NOT NULL, principal_id TEXT NOT NULL, user_name TEXT NOT NULL, check_id TEXT NOT NULL,
    owner TEXT NOT NULL, reason TEXT NOT NULL, expires_at BIGINT NOT NULL, recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL)`,
  'CREATE INDEX exceptions_principal ON exceptions (principal_id, check_id, recorded_at, id, expires_at)',
  // Who failed a check since an instant: the list an admin works through.
  'CREATE INDEX status_intervals_failed ON status_intervals (principal_id, check_id, status, to_at)',
];

const ddl = (statement: string, engine: Engine) =>
  engine === 'postgresql' ? statement.replaceAll(/ TEXT\b/g, ' TEXT COLLATE "C"') : statement;

export const exceptions = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(ddl(statement, engine)).execute(db);
  },
});
