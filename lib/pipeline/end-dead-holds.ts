import { requeueJobs } from '#lib/store/jobs';
import { endLeasesOfDead } from '#lib/store/leases';
import { forgetWorkers, listWorkers } from '#lib/store/workers';
import type { CollectingContext } from './pipeline-context.ts';

/**
 * Frees what processes held that certainly live no more: their leases, and their jobs, which go back into the queue.
 * @param unseenSince workers not seen since then are taken for dead wherever they ran
 */
export async function endDeadHolds(
  { write, holder }: Pick<CollectingContext, 'write' | 'holder'>,
  isDead: (name: string) => boolean,
  unseenSince = 0,
): Promise<void> {
  await endLeasesOfDead(write, (name) => isDead(name.split('/')[0] ?? name));
  for (const other of await listWorkers(write, 0)) {
    if (other.id === holder || !(isDead(other.id) || other.seenAt < unseenSince)) continue;
    await requeueJobs(write, other.id);
    await forgetWorkers(write, { id: other.id });
  }
}
