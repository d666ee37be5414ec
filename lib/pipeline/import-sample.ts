import { randomUUID } from 'node:crypto';
import type { Config } from '#lib/config';
import type { Actor, Scope } from '#lib/domain/actor';
import { second } from '#lib/domain/instant';
import { listCollections } from '#lib/store/collections';
import { openStore } from '#lib/store/open-store';
import type { CommandContext } from './commands/command-context.ts';
import { importCustodies } from './commands/import-custodies.ts';
import { importPeople } from './commands/import-people.ts';
import type { Log } from './log.ts';
import { pause } from './pause.ts';

export interface Sample {
  readonly peopleCsv: string;
  readonly custodyCsv: string;
}

/**
 * The demo's people and custodies, through the same imports a viewer has: people at once, custodies when the first collection has shown
 * the devices they speak of.
 */
export async function importSample(
  config: Config,
  viewer: { readonly actor: Actor; readonly scope: Scope },
  sample: Sample,
  { signal, log }: { readonly signal: AbortSignal; readonly log: Log },
): Promise<void> {
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, mode: 'existing' });
  const { actor, scope } = viewer;
  const context: CommandContext = { write: store.write, actor, scope, clock: Date.now, newId: randomUUID };
  try {
    await importPeople(context, sample.peopleCsv, { preview: false });
    while (!signal.aborted) {
      if ((await importIfReady(context, sample.custodyCsv, log)) === 'done') return;
      await pause(second, signal);
    }
  } catch (error) {
    log.error('the sample people and custodies could not be imported', error);
  } finally {
    await store.close();
  }
}

async function importIfReady(context: CommandContext, csv: string, log: Log): Promise<'done' | 'wait'> {
  const preview = await importCustodies(context, csv, { preview: true });
  if (preview.errors.length === 0) {
    await importCustodies(context, csv, { preview: false });
    return 'done';
  }
  const [last] = await listCollections(context.write, { limit: 1 });
  if (last === undefined || last.status === 'running') return 'wait';
  log.warn('the sample custodies do not fit what was collected', { errors: preview.errors.slice(0, 5) });
  return 'done';
}
