import { isDeadlock } from './database-errors.ts';
import type { ReadStore } from './read-store.ts';

/** Cannot be had from a ReadStore: present and export never hold one. */
export interface WriteStore extends ReadStore {
  readonly writable: true;
}

/**
 * All of `fn` or nothing. Inside, use only the store that is passed in: on SQLite there is one writing connection, and waiting
 * for it from within its own transaction never ends. No network calls inside. A transaction within a transaction joins it.
 *
 * PostgreSQL ends one of two transactions that wait for each other; it is run again, so `fn` changes nothing but the store.
 */
export async function transact<T>(write: WriteStore, fn: (tx: WriteStore) => Promise<T>): Promise<T> {
  if (write.db.isTransaction) return fn(write);
  for (let tries = 1; ; tries++) {
    try {
      return await write.db.transaction().execute((db) => fn({ engine: write.engine, writable: true, db }));
    } catch (error) {
      if (tries === mostTries || !isDeadlock(error)) throw error;
    }
  }
}

const mostTries = 10;
