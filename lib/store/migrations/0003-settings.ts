import { type Kysely, type Migration, sql } from 'kysely';
import type { Engine } from '../read-store.ts';

/** What admins switch on and off, one row per setting; the audit log has its history. */
export const settings = (engine: Engine): Migration => ({
  async up(db: Kysely<unknown>) {
    const text = engine === 'postgresql' ? 'TEXT COLLATE "C"' : 'TEXT';
    const columns = `name ${text} PRIMARY KEY, value ${text} NOT NULL, changed_at BIGINT NOT NULL, changed_by ${text} NOT NULL`;
    await sql.raw(`CREATE TABLE settings (${columns})`).execute(db);
  },
});
