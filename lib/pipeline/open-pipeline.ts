import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { openAws } from '#lib/aws/open-aws';
import type { Config } from '#lib/config';
import { openStore, type Store } from '#lib/store/open-store';
import type { Log } from './log.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { workerName } from './worker-name.ts';

export interface OpenedPipeline {
  readonly context: CollectingContext;
  readonly store: Store;
  close(): Promise<void>;
}

export interface OpenPipelineOptions {
  readonly config: Config;
  readonly log: Log;
  /** Aborted when the process is told to stop. */
  readonly signal: AbortSignal;
  readonly mode: 'create' | 'existing';
}

/**
 * The store and AWS as this process is configured: what the worker and the command line start with.
 * @throws KeyholderError DATA_MISSING, DATA_NOT_WRITABLE, DATA_TOO_NEW, DATA_UNREACHABLE
 */
export async function openPipeline({ config, log, signal, mode }: OpenPipelineOptions): Promise<OpenedPipeline> {
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, mode });
  const clock = Date.now;
  const aws = openAws({ clock, random: Math.random, iamRate: config.iamRate, lookupRate: config.lookupRate });
  const holder = workerName(hostname(), process.pid, randomUUID().slice(0, 8));
  const { roleName, externalId } = config;
  const context = { write: store.write, clock, newId: randomUUID, log, aws, holder, roleName, externalId, signal };
  return {
    // The Region is AWS's own configuration: AWS_REGION or the profile's.
    context: { ...context, region: null },
    store,
    async close() {
      aws.close();
      await store.close();
    },
  };
}

/** Makes the store or brings it to this version, before the processes that use it are started. */
export async function migrateStore(config: Config): Promise<void> {
  const store = await openStore({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, mode: 'create' });
  await store.close();
}
