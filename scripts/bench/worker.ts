/** The memory of the worker, as `serve` starts it, over a first collection of 5,000 users. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerHeap } from '#lib/cli/child-heaps';
import { benchSize, generateOrganization } from '#lib/demo/generate';
import { unthrottledLimits } from '#lib/demo/stand-in/limits';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { listCollections } from '#lib/store/collections';
import { openStore } from '#lib/store/open-store';
import { startMeasured } from './measured-child.ts';
import { mb, print, seconds, title } from './report.ts';

const goal = 350 * 1_048_576;

export async function benchWorker(): Promise<void> {
  const organization = generateOrganization({ ...benchSize, seed: 1, now: Date.now() });
  const standIn = await startStandIn({ organization, clock: () => Date.now(), limits: unthrottledLimits });
  const dataDir = mkdtempSync(join(tmpdir(), 'keyholder-bench-'));
  title(`Worker: a first collection of ${benchSize.users} users`);
  try {
    const store = await openStore({ databaseUrl: null, dataDir, mode: 'create' });
    const at = performance.now();
    const worker = startMeasured(
      ['worker'],
      {
        AWS_ENDPOINT_URL: standIn.url,
        AWS_REGION: 'us-east-1',
        AWS_ACCESS_KEY_ID: standIn.credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: standIn.credentials.secretAccessKey,
        AWS_CONFIG_FILE: join(dataDir, 'none'),
        AWS_SHARED_CREDENTIALS_FILE: join(dataDir, 'none'),
        KEYHOLDER_DATA_DIR: dataDir,
        KEYHOLDER_IAM_RATE: 'unlimited',
        KEYHOLDER_LOOKUP_RATE: 'unlimited',
      },
      { node: workerHeap },
    );
    let status = 'none';
    while (status === 'none' || status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 500));
      status = (await listCollections(store.read, { limit: 1 }))[0]?.status ?? 'none';
    }
    const took = performance.now() - at;
    await store.close();
    worker.process.kill('SIGTERM');
    const { peakRss } = await worker.ended;
    print([
      { name: 'collection', measured: `${status} in ${seconds(took)}` },
      { name: 'peak memory', measured: mb(peakRss), goal: `<= ${mb(goal)}`, met: peakRss <= goal },
    ]);
  } finally {
    await standIn.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
