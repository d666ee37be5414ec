import 'server-only';
import { processStore } from '#lib/store/process-store';
import type { ReadStore } from '#lib/store/read-store';

/** The screens' door to the store: reading only. */
export async function presentStore(): Promise<ReadStore> {
  return (await processStore()).read;
}
