import 'server-only';

import { processStore } from '#lib/store/process-store';
import type { ReadStore } from '#lib/store/read-store';

/**
 * What screens and the API read through: the web process's store, opened at the first request and kept.
 * @throws KeyholderError of config and of openStore; the next call tries again
 */
export async function presentStore(): Promise<ReadStore> {
  return (await processStore()).read;
}

/** Where the data lies, for a sentence: the absolute path of the file, or the server's address without user and password. */
export async function storePlace(): Promise<string> {
  return (await processStore()).place;
}
