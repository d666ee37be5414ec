import type { Actor } from '#lib/domain/actor';
import { second } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { listAccounts } from '#lib/store/accounts';
import { type Collection, getCollection, markInterrupted, startCollection } from '#lib/store/collections';
import { listSourceProgress, type SourceProgress } from '#lib/store/source-outcomes';
import { forgetWorkers, seenWorker } from '#lib/store/workers';
import { pause } from './pause.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { runCollection } from './run-collection.ts';

export type { SourceProgress };

export interface CollectionReport {
  readonly collection: Collection;
  readonly accounts: readonly {
    readonly accountId: string;
    readonly name: string;
    readonly sources: readonly SourceProgress[];
  }[];
}

/**
 * Runs a collection in this process and reports on it as it goes; when a worker is already running one, watches that instead.
 * @throws KeyholderError when told to stop before the end
 */
export async function collectNow(
  context: CollectingContext,
  actor: Actor,
  accountIds: readonly string[] | null,
  onProgress: (report: CollectionReport) => void,
): Promise<CollectionReport> {
  const { write, clock, newId, signal, holder } = context;
  const at = clock();
  await markInterrupted(write, at);
  const wanted = { id: newId(), trigger: 'command-line', accountIds, requestedBy: actor.id, at } as const;
  const { collection } = await startCollection(write, wanted);
  await seenWorker(write, { id: holder, startedAt: at, seenAt: at, state: 'collecting' });
  let ended = false;
  const watch = async () => {
    while (!ended && !signal.aborted) {
      onProgress(await reportOn(context, collection.id));
      await pause(second, signal);
    }
  };
  const watching = watch();
  try {
    for (;;) {
      await runCollection(context, collection);
      const { status } = (await reportOn(context, collection.id)).collection;
      if (status !== 'running') break;
      await pause(2 * second, signal);
      if (signal.aborted) throw stopped();
    }
  } catch (error) {
    throw signal.aborted ? stopped() : error;
  } finally {
    ended = true;
    await watching;
    await forgetWorkers(write, { id: holder });
  }
  return reportOn(context, collection.id);
}

const stopped = () =>
  new KeyholderError(
    'UNEXPECTED',
    'Stopped before the end. What was read is kept; the next collection within 30 minutes goes on from it.',
  );

async function reportOn({ write }: CollectingContext, id: string): Promise<CollectionReport> {
  const collection = await getCollection(write, id);
  if (collection === null) throw new KeyholderError('NOT_FOUND', `There is no collection ${id}.`);
  const names = new Map((await listAccounts(write, { kind: 'all' })).map((account) => [account.id, account.name]));
  const byAccount = new Map<string, SourceProgress[]>();
  for (const source of await listSourceProgress(write, id)) {
    byAccount.set(source.accountId, [...(byAccount.get(source.accountId) ?? []), source]);
  }
  const accounts = [...byAccount].map(([accountId, sources]) => ({
    accountId,
    name: names.get(accountId) ?? accountId,
    sources,
  }));
  return { collection, accounts };
}
