import { describe, expect, it } from 'vitest';
import { generateOrganization } from '#lib/demo/generate';
import type { Organization } from '#lib/demo/organization';
import { everything } from '#lib/domain/actor';
import { hour } from '#lib/domain/instant';
import { listJudgedResults } from '#lib/store/check-results';
import { listCollections } from '#lib/store/collections';
import { listMfaDevices } from '#lib/store/mfa-devices';
import { pause } from './pause.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { recheckPrincipal } from './recheck-principal.ts';
import { requestCollection } from './request-collection.ts';
import { requestRecheck } from './request-recheck.ts';
import { runWorker } from './run-worker.ts';
import { dump } from './test-dump.ts';
import { testPipeline } from './test-pipeline.ts';

const now = Date.UTC(2026, 10, 22, 12);
const accountId = '100000000001';
const generated = generateOrganization({ users: 12, usersToAsk: 10, fidoShare: 0, signIns: 20, seed: 3, now });
const serialNumber = `arn:aws:iam::${accountId}:mfa/sample-user-00001`;

/** The first user's device is removed at `at`. */
function removedAt(at: number): { organization: Organization; principalId: string } {
  const [account] = generated.accounts;
  const user = account?.users.find((one) => one.userName === 'sample-user-00001');
  if (!account || !user) throw new Error('the generated account has no such user');
  const users = account.users.map((one) =>
    one === user ? { ...user, devices: user.devices.map((device) => ({ ...device, removedAt: at })) } : one,
  );
  return {
    organization: { ...generated, accounts: [{ ...account, users }] },
    principalId: `${accountId}:${user.uniqueId}`,
  };
}

describe('check again now', () => {
  it('wins over what was read before it, also in a snapshot sealed later, and is made again by rebuild', async () => {
    let at = now;
    const { organization, principalId } = removedAt(now + hour);
    const { store, context, collect, standIn } = await testPipeline({ organization, clock: () => at });
    const statusNow = async () => {
      const results = await listJudgedResults(store.read, { principalId });
      return results.find((result) => result.checkId === 'mfa-enabled-for-iam-console-access')?.status;
    };
    const devicesNow = async () =>
      (await listMfaDevices(store.read, accountId)).filter((d) => d.principalId === principalId);
    await collect();
    expect(await statusNow()).toBe('COMPLIANT');
    expect(await devicesNow()).toMatchObject([{ serialNumber }]);

    at = now + 2 * hour;
    standIn.log.clear();
    await recheckPrincipal(context, principalId, 'test');
    expect(await statusNow()).toBe('NON_COMPLIANT');
    expect(await devicesNow()).toEqual([]);
    expect(standIn.log.count({ service: 'iam' })).toBeLessThanOrEqual(3);

    const before = await dump(store.read);
    await rebuildProjections(context);
    expect(await dump(store.read)).toEqual(before);
  });
});

describe('the worker', () => {
  it('collects at first, on request, and rechecks beside it, until it is told to stop', async () => {
    const { organization, principalId } = removedAt(now + hour);
    const pipeline = await testPipeline({ organization, clock: Date.now });
    const stop = new AbortController();
    const context = { ...pipeline.context, signal: stop.signal };
    const command = { ...context, actor: { id: 'local:test' }, scope: everything };
    const working = runWorker(context, { collectEvery: null, pollEvery: 20, isDead: () => false });
    const runs = async () =>
      (await listCollections(pipeline.store.read, { limit: 10 })).map((c) => `${c.trigger} ${c.status}`);
    const until = async (wanted: string[]) => {
      while (JSON.stringify(await runs()) !== JSON.stringify(wanted)) await pause(50, stop.signal);
    };
    await until(['first succeeded']);
    const { started } = await requestCollection(command, null);
    expect(started).toBe(true);
    const { finished } = await requestRecheck(command, principalId);
    expect(finished).toBe(true);
    await until(['request succeeded', 'first succeeded']);
    stop.abort();
    await working;
  });
});
