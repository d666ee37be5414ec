/** Fixture of the pipeline's tests: an AWS stand-in over HTTP, a store of its own, and a pipeline between them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { openAws } from '#lib/aws/open-aws';
import type { Wait } from '#lib/aws/wait';
import type { Organization } from '#lib/demo/organization';
import type { Fault } from '#lib/demo/stand-in/faults';
import { type Limits, unthrottledLimits } from '#lib/demo/stand-in/limits';
import { type StandIn, startStandIn } from '#lib/demo/stand-in/stand-in';
import type { Clock } from '#lib/domain/instant';
import { type Collection, getCollection, startCollection } from '#lib/store/collections';
import { openStore, type Store } from '#lib/store/open-store';
import { type Log, silentLog } from './log.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { runCollection } from './run-collection.ts';

export interface TestPipeline {
  readonly standIn: StandIn;
  readonly store: Store;
  readonly context: CollectingContext;
  /** A run from its start to its end, its row as it ended. */
  collect(signal?: AbortSignal): Promise<Collection>;
  begin(): ReturnType<typeof startCollection>;
  /** Of a collection that exists. */
  resume(collection: Collection, signal?: AbortSignal): Promise<Collection>;
}

export interface TestPipelineOptions {
  readonly organization: Organization;
  readonly clock: Clock;
  readonly role?: { readonly name: string; readonly externalId: string | null };
  readonly faults?: readonly Fault[];
  readonly limits?: Partial<Limits>;
  readonly requestTimeout?: number;
  /** In place of real waiting between retries. */
  readonly wait?: Wait;
}

/** Nothing but the invented keys and the endpoint reaches the SDK. */
export async function testPipeline(options: TestPipelineOptions): Promise<TestPipeline> {
  const { organization, clock, role, faults = [], limits = {}, requestTimeout = 10_000, wait } = options;
  const fast: Limits = { ...unthrottledLimits, reportBuildMs: 20, ...limits };
  const standIn = await startStandIn({ organization, clock, faults, limits: fast });
  onTestFinished(() => standIn.close());
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_ENDPOINT_URL', standIn.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', standIn.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', standIn.credentials.secretAccessKey);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });

  const folder = mkdtempSync(join(tmpdir(), 'keyholder-pipeline-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = await openStore({ databaseUrl: null, dataDir: folder, mode: 'create' });
  onTestFinished(() => store.close());
  const unlimited = Number.POSITIVE_INFINITY;
  const aws = openAws({
    clock,
    random: () => 0,
    iamRate: unlimited,
    lookupRate: unlimited,
    requestTimeout,
    ...(wait && { wait }),
  });
  onTestFinished(() => aws.close());

  let ids = 0;
  const base = {
    write: store.write,
    clock,
    newId: () => `id-${String(++ids).padStart(6, '0')}`,
    log: process.env.KEYHOLDER_TEST_LOG ? consoleLog : silentLog,
    aws,
    holder: 'test:1:a',
    roleName: role?.name ?? null,
    externalId: role?.externalId ?? null,
    region: null,
  };
  const never = new AbortController().signal;
  const context: CollectingContext = { ...base, signal: never };
  const resume = async (collection: Collection, signal = never) => {
    await runCollection({ ...base, signal }, collection, { pollEvery: 20 });
    const ended = await getCollection(store.read, collection.id);
    if (ended === null) throw new Error('the collection is gone');
    return ended;
  };
  const begin = () =>
    startCollection(store.write, {
      id: base.newId(),
      trigger: 'request',
      accountIds: null,
      requestedBy: 'test',
      at: clock(),
    });
  return {
    standIn,
    store,
    context,
    begin,
    resume,
    async collect(signal) {
      return resume((await begin()).collection, signal);
    },
  };
}

const consoleLog: Log = {
  info: (message, detail) => console.log(message, detail ?? ''),
  warn: (message, detail) => console.warn(message, detail ?? ''),
  error: (message, cause) => console.error(message, cause),
};
