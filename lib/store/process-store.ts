import { readConfig } from '#lib/config';
import { openStore, type Store } from './open-store.ts';

declare global {
  // Next bundles this module once per route; the process needs one store.
  var keyholderStore: Promise<Store> | undefined;
}

/** The web process's store, opened at the first request and kept. `serve` has made and migrated it before. */
export function processStore(): Promise<Store> {
  globalThis.keyholderStore ??= open();
  return globalThis.keyholderStore;
}

async function open(): Promise<Store> {
  try {
    const { databaseUrl, dataDir } = readConfig(process.env, process.env.KEYHOLDER_ROOT ?? process.cwd());
    return await openStore({ databaseUrl, dataDir, mode: 'existing' });
  } catch (error) {
    // The next request tries again: the database may be back by then.
    globalThis.keyholderStore = undefined;
    throw error;
  }
}
