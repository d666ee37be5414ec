import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { placeOfServer, sayFileError, saySqlServerError } from './database-errors.ts';
import { makeFolder } from './make-folder.ts';
import { migrate, migrationsDone } from './migrate.ts';
import { kyselyPostgres, openPostgres } from './postgres-dialect.ts';
import type { Engine, ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { kyselySqlite, openSqlite } from './sqlite-dialect.ts';
import type { WriteStore } from './write-store.ts';

export interface StoreOptions {
  /** PostgreSQL's address; null for SQLite in `dataDir`. */
  readonly databaseUrl: string | null;
  /** Absolute. */
  readonly dataDir: string;
  /** `create` makes what is missing (serve, worker, demo, collect, import, restore); `existing` refuses. */
  readonly mode: 'create' | 'existing';
}

export interface Store {
  readonly engine: Engine;
  /** Where the data lies, for a sentence: the absolute path of the file, or the server's address without user and password. */
  readonly place: string;
  /** A connection of its own that cannot write: pages stay quick beside a long write. */
  readonly read: ReadStore;
  readonly write: WriteStore;
  close(): Promise<void>;
}

/**
 * Opens the store and brings its tables to this version.
 * @throws KeyholderError DATA_MISSING, DATA_NOT_WRITABLE, DATA_TOO_NEW, DATA_UNREACHABLE
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { databaseUrl, dataDir, mode } = options;
  if (databaseUrl === null) return openFile(dataDir, mode);
  return openServer(databaseUrl, mode);
}

async function openFile(dataDir: string, mode: StoreOptions['mode']): Promise<Store> {
  const file = join(dataDir, 'keyholder.db');
  if (mode === 'existing' && !existsSync(file))
    throw new KeyholderError('DATA_MISSING', `There is no data in ${dataDir}. Start Keyholder or collect first.`);
  try {
    makePrivate(dataDir, file);
    const write = new Kysely<Schema>({ dialect: kyselySqlite(openSqlite(file, false)) });
    try {
      await migrate(write, 'sqlite');
      const read = new Kysely<Schema>({ dialect: kyselySqlite(openSqlite(file, true)) });
      return storeOf('sqlite', file, read, write);
    } catch (e) {
      await write.destroy();
      throw e;
    }
  } catch (e) {
    throw sayFileError(e, file, dataDir);
  }
}

/** The file is its owner's alone from its first byte; SQLite gives the files beside it the same mode. */
function makePrivate(folder: string, file: string): void {
  makeFolder(folder);
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

async function openServer(url: string, mode: StoreOptions['mode']): Promise<Store> {
  const write = new Kysely<Schema>({ dialect: kyselyPostgres(openPostgres({ url, readOnly: false, connections: 6 })) });
  try {
    const place = placeOfServer(url);
    if (mode === 'existing' && (await migrationsDone(write)) === null)
      throw new KeyholderError('DATA_MISSING', `There is no data in ${place}. Start Keyholder or collect first.`);
    await migrate(write, 'postgresql');
    const read = new Kysely<Schema>({ dialect: kyselyPostgres(openPostgres({ url, readOnly: true, connections: 8 })) });
    return storeOf('postgresql', place, read, write);
  } catch (e) {
    await write.destroy();
    throw saySqlServerError(e, url);
  }
}

function storeOf(engine: Engine, place: string, read: Kysely<Schema>, write: Kysely<Schema>): Store {
  return {
    engine,
    place,
    read: { engine, db: read },
    write: { engine, db: write, writable: true },
    async close() {
      await read.destroy();
      await write.destroy();
    },
  };
}
