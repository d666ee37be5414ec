import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export type Engine = 'sqlite' | 'postgresql';

/** The store as present/ and export/ get it: a connection that cannot write. Only files of store/ write queries on `db`. */
export interface ReadStore {
  readonly engine: Engine;
  readonly db: Kysely<Schema>;
}
