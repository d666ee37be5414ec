import { describe, expect, it } from 'vitest';
import { sampleOrganization } from '#lib/demo/sample-organization/sample-organization';
import { sampleExternalId, sampleRoleName } from '#lib/demo/sample-organization/sample-plan';
import { listSourceProgress } from '#lib/store/source-outcomes';
import { testPipeline } from './test-pipeline.ts';

const role = { name: sampleRoleName, externalId: sampleExternalId };

describe('a collection of the sample organization', () => {
  it('reads every account', async () => {
    const now = Date.UTC(2026, 10, 22, 12);
    const pipeline = await testPipeline({ organization: sampleOrganization(now), clock: () => now, role });
    const ended = await pipeline.collect();
    const sources = await listSourceProgress(pipeline.store.read, ended.id);
    console.log(ended);
    console.log(
      sources
        .filter((s) => s.state !== 'collected')
        .map(
          (s) =>
            `${s.accountId} ${s.source} ${s.region} ${s.state} ${s.action} ${s.error} ${s.attempted}/${s.succeeded}`,
        )
        .join('\n'),
    );
    console.log(pipeline.standIn.log.countByOperation());
    expect(ended.status).toBe('partial');
  });
});
