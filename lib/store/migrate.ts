import { type Kysely, type Migration, Migrator } from 'kysely';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { migrations } from './migrations/index.ts';
import type { Engine } from './read-store.ts';
import type { Schema } from './schema.ts';

type MigrationTable = {
  kysely_migration: { name: string; timestamp: string };
};

/** Names of the migrations a database has had; null for one that Keyholder has never written to. */
export async function migrationsDone(db: Kysely<Schema>): Promise<readonly string[] | null> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return null;
  const rows = await db.withTables<MigrationTable>().selectFrom('kysely_migration').select('name').execute();
  return rows.map((row) => row.name);
}

/**
 * Brings a database to this version's tables, in one transaction. Several processes may do so at once: the others wait.
 * @throws KeyholderError DATA_TOO_NEW when a later Keyholder has changed the tables
 */
export async function migrate(db: Kysely<Schema>, engine: Engine): Promise<void> {
  const done = await migrationsDone(db);
  const known = Object.keys(migrations);
  if (done?.some((name) => !known.includes(name)))
    throw new KeyholderError(
      'DATA_TOO_NEW',
      'The data was written by a newer Keyholder than this one. Start that version again, or point this one at other data.',
    );
  if (done && known.every((name) => done.includes(name))) return;
  const list: Record<string, Migration> = {};
  for (const [name, make] of Object.entries(migrations)) list[name] = make(engine);
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => list } }).migrateToLatest();
  if (error) throw error;
}
