import 'server-only';
import { processStore } from '#lib/store/process-store';
import type { ReadStore } from '#lib/store/read-store';

/** The screens' door to the store: reading only. @throws KeyholderError of config and of openStore; the next call tries again */
export async function presentStore(): Promise<ReadStore> {
  return (await processStore()).read;
}
