import { setTimeout as sleep } from 'node:timers/promises';

/** Waits; rejects with the signal's reason when that is aborted first. Tests pass one that a virtual clock drives. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export const realWait: Wait = async (ms, signal) => {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    throw signal?.aborted ? signal.reason : error;
  }
};
