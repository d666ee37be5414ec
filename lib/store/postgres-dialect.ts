import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresDialect,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { escapeText, restoreText } from './safe-text.ts';

const oid = { int8: 20, text: 25, varchar: 1043, numeric: 1700 };

/** BIGINT and counts as numbers, as SQLite gives them (milliseconds and counts stay far below 2^53); text restored. */
const types: pg.CustomTypesConfig = {
  getTypeParser(id: number, format?: 'text' | 'binary') {
    if (id === oid.int8 || id === oid.numeric) return Number;
    if (id === oid.text || id === oid.varchar) return restoreText;
    return pg.types.getTypeParser(id, format === 'binary' ? 'binary' : 'text');
  },
};

export interface PostgresOptions {
  readonly url: string;
  readonly readOnly: boolean;
  readonly connections: number;
}

export function openPostgres({ url, readOnly, connections }: PostgresOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    application_name: readOnly ? 'keyholder (read)' : 'keyholder (write)',
    types,
  });
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  if (readOnly) {
    pool.on('connect', (client) => {
      client.query('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY').catch(() => undefined);
    });
  }
  return pool;
}

export function kyselyPostgres(pool: pg.Pool): Dialect {
  const dialect = new PostgresDialect({ pool });
  const createDriver = dialect.createDriver.bind(dialect);
  dialect.createDriver = () => new EscapingDriver(createDriver());
  return dialect;
}

const toPostgres = (value: unknown): unknown => {
  if (typeof value === 'string') return escapeText(value);
  if (typeof value === 'boolean') return value ? 1 : 0; // flags are INTEGER, as on SQLite
  return value;
};

class EscapingConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;

  constructor(inner: DatabaseConnection) {
    this.inner = inner;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return this.inner.executeQuery({ ...query, parameters: query.parameters.map(toPostgres) });
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.inner.streamQuery({ ...query, parameters: query.parameters.map(toPostgres) }, chunkSize);
  }
}

const innerOf = (connection: DatabaseConnection): DatabaseConnection =>
  connection instanceof EscapingConnection ? connection.inner : connection;

/** Kysely's driver, with every parameter escaped on its way. */
class EscapingDriver implements Driver {
  readonly #driver: Driver;

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    return new EscapingConnection(await this.#driver.acquireConnection());
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    return this.#driver.beginTransaction(innerOf(connection), settings);
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.commitTransaction(innerOf(connection));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.rollbackTransaction(innerOf(connection));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#driver.releaseConnection(innerOf(connection));
  }

  destroy(): Promise<void> {
    return this.#driver.destroy();
  }
}
