import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** The store as present/ and export/ get it: opened read-only on SQLite; on PostgreSQL the pool. Only files of store/ write queries on `db`. */
export interface ReadStore {
  readonly db: Kysely<Schema>;
  readonly engine: 'sqlite' | 'postgresql';
}
