import { markInterrupted, startCollection } from '#lib/store/collections';
import { enqueueJob } from '#lib/store/jobs';
import { transact } from '#lib/store/write-store';
import type { CommandContext } from './commands/command-context.ts';

/**
 * Asks the worker for a collection, or names the one that is running. The run exists at once, so that its page can be shown.
 * @param accountIds null for every account
 */
export async function requestCollection(
  { write, clock, newId, actor }: CommandContext,
  accountIds: readonly string[] | null,
): Promise<{ readonly id: string; readonly started: boolean }> {
  const at = clock();
  return transact(write, async (tx) => {
    await markInterrupted(tx, at);
    const wanted = { id: newId(), trigger: 'request', accountIds, requestedBy: actor.id, at } as const;
    const { collection, isNew } = await startCollection(tx, wanted);
    if (isNew) {
      const args = { collectionId: collection.id };
      await enqueueJob(tx, { id: newId(), kind: 'collect', subject: collection.id, args }, actor, at);
    }
    return { id: collection.id, started: isNew };
  });
}
