import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { type Dialect, SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { escapeText, restoreText } from './safe-text.ts';

const pragmas = [
  'synchronous = NORMAL',
  'busy_timeout = 10000',
  'temp_store = MEMORY',
  'wal_autocheckpoint = 4000',
  'journal_size_limit = 67108864',
  'trusted_schema = OFF',
];

/** Kilobytes of pages a connection keeps. The system keeps the file's pages too, so a reader, of which every process has one, makes do with less. */
const cacheSizeOf = (readOnly: boolean) => (readOnly ? 12_000 : 32_000);

/** One connection. Readers are opened read-only, so that a bug in a screen cannot write. */
export function openSqlite(path: string, readOnly: boolean): DatabaseSyncInstance {
  const db = new DatabaseSync(path, { timeout: 10_000, enableForeignKeyConstraints: true, readOnly });
  try {
    for (const pragma of pragmas) db.exec(`PRAGMA ${pragma}`);
    db.exec(`PRAGMA cache_size = -${cacheSizeOf(readOnly)}`);
    if (!readOnly) {
      const mode: unknown = db.prepare('PRAGMA journal_mode = WAL').get()?.journal_mode;
      if (mode !== 'wal') throw new Error(`no write-ahead log on ${path}: is it on a network file system?`);
    }
    return db;
  } catch (e) {
    db.close();
    throw e;
  }
}

type SqliteValue = string | number | bigint | Uint8Array | null;

/** The driver refuses booleans; text is escaped as safe-text.ts says. */
function toSqlite(value: unknown): SqliteValue {
  switch (typeof value) {
    case 'string':
      return escapeText(value);
    case 'number':
    case 'bigint':
      return value;
    case 'boolean':
      return value ? 1 : 0;
    case 'undefined':
      return null;
    default:
      if (value === null || value instanceof Uint8Array) return value;
      throw new TypeError(`not a value for a database: ${Object.prototype.toString.call(value)}`);
  }
}

/** Rows come without a prototype, which React refuses to pass on; copied, their text restored. */
function fromSqlite(row: Record<string, unknown>): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const key in row) {
    const value = row[key];
    copy[key] = typeof value === 'string' ? restoreText(value) : value;
  }
  return copy;
}

const cacheable = /^\s*(select|insert|update|delete|with|begin|commit|rollback)/i;
const cacheSize = 300;

/** The shape Kysely expects (better-sqlite3's), with a statement cache. */
export function kyselySqlite(db: DatabaseSyncInstance): Dialect {
  const cache = new Map<string, SqliteStatement>();
  const prepare: SqliteDatabase['prepare'] = (sql) => {
    // A plain BEGIN that reads and then writes fails at once when another connection wrote in between; IMMEDIATE waits for it.
    const text = sql === 'begin' ? 'begin immediate' : sql;
    const known = cache.get(text);
    if (known) return known;
    const raw = db.prepare(text);
    const statement: SqliteStatement = {
      reader: raw.columns().length > 0,
      all: (values) => raw.all(...values.map(toSqlite)).map(fromSqlite),
      run: (values) => raw.run(...values.map(toSqlite)),
      *iterate(values) {
        for (const row of raw.iterate(...values.map(toSqlite))) yield fromSqlite(row);
      },
    };
    if (cacheable.test(text)) {
      const oldest = cache.keys().next().value;
      if (cache.size >= cacheSize && oldest !== undefined) cache.delete(oldest);
      cache.set(text, statement);
    } else cache.clear(); // DDL and PRAGMA may change what cached statements mean
    return statement;
  };
  const dialect = new SqliteDialect({ database: { prepare, close: () => db.close() } });
  dialect.createAdapter = () => new TransactionalSqliteAdapter();
  return dialect;
}

/** Kysely thinks SQLite cannot roll DDL back and migrates outside a transaction; it can, and a half-made schema could never be repaired. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}
