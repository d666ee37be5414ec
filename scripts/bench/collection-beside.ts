import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateOrganization } from '#lib/demo/generate';
import { unthrottledLimits } from '#lib/demo/stand-in/limits';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { startMeasured } from './measured-child.ts';

/** Five times Keyholder's default pace: enough writing to be felt, while processor time is left for the pages on a small machine. */
const pace = { KEYHOLDER_IAM_RATE: '50', KEYHOLDER_LOOKUP_RATE: '5' };

/** Collections, one after the other, of an account of their own into a store, until told to stop. */
export async function startWriting(environment: Readonly<Record<string, string>>): Promise<{ stop(): Promise<void> }> {
  const now = Date.now();
  const accountId = '100000000099';
  const size = { users: 2_000, usersToAsk: 1_500, fidoShare: 0.5, signIns: 5_000 };
  const organization = generateOrganization({ ...size, seed: 3, now, accountId });
  const standIn = await startStandIn({ organization, clock: () => Date.now(), limits: unthrottledLimits });
  const empty = mkdtempSync(join(tmpdir(), 'keyholder-bench-aws-'));
  const given = {
    ...environment,
    ...pace,
    AWS_ENDPOINT_URL: standIn.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: standIn.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: standIn.credentials.secretAccessKey,
    AWS_CONFIG_FILE: join(empty, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(empty, 'none'),
  };
  let stopping = false;
  let current = startMeasured(['collect'], given);
  const running = (async () => {
    for (;;) {
      await current.ended;
      if (stopping) return;
      current = startMeasured(['collect'], given);
    }
  })();
  return {
    async stop() {
      stopping = true;
      current.process.kill('SIGTERM');
      await running;
      await standIn.close();
      rmSync(empty, { recursive: true, force: true });
    },
  };
}
