import 'server-only';

import { readConfig } from '#lib/config';
import { openStore } from '#lib/store/open-store';
import type { ReadStore } from '#lib/store/read-store';

/** What screens read through: opened on first use, once per process, whatever reloads its modules. */
interface Door {
  readonly read: ReadStore;
  /** Where the data lies, for a sentence. */
  readonly place: string;
}

const kept: typeof globalThis & { keyholderPresentDoor?: Promise<Door> } = globalThis;

/**
 * The store as the screens may have it: read-only.
 * @throws KeyholderError of config and of openStore; the next call tries again
 */
export function presentStore(): Promise<Door> {
  const door = kept.keyholderPresentDoor ?? open();
  kept.keyholderPresentDoor = door;
  door.catch(() => {
    if (kept.keyholderPresentDoor === door) delete kept.keyholderPresentDoor;
  });
  return door;
}

async function open(): Promise<Door> {
  const config = readConfig(process.env, process.cwd());
  const { read, place } = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, mode: 'create' });
  return { read, place };
}
