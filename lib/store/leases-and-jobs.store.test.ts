import { expect, it } from 'vitest';
import { minute } from '#lib/domain/instant';
import { listAudit } from './audit-log.ts';
import {
  findResumableCollection,
  finishCollection,
  heartbeatCollection,
  listCollections,
  markInterrupted,
  startCollection,
} from './collections.ts';
import { claimJob, enqueueJob, findOpenJob, finishJob, getJob, requeueJobs } from './jobs.ts';
import { commit, leaseLasts, releaseLease, renewLease, takeLease } from './leases.ts';
import { openStore, type Store } from './open-store.ts';
import { listSourceProgress, planSources, putSourceProgress } from './source-outcomes.ts';
import { describeOnEngines } from './test-store.ts';

const accountId = '100000000001';
const now = Date.UTC(2026, 10, 22);
const alice = { accountId, supervisor: 'serve-a', worker: '1', now };
const bob = { accountId, supervisor: 'serve-b', worker: '1', now };

describeOnEngines('a lease', ({ open }) => {
  const work = async (store: Store, lease: Parameters<typeof commit>[1]) =>
    commit(store.write, lease, (tx) =>
      tx.db.insertInto('workers').values({ id: 'w', started_at: 0, seen_at: 0, state: 'idle' }).execute(),
    );

  it('is held by one at a time, and free again when it runs out', async () => {
    const store = await open();
    const first = await takeLease(store.write, alice);
    expect(first).toMatchObject({ number: 1 });
    expect(await takeLease(store.write, bob)).toBeNull();
    expect(await takeLease(store.write, { ...bob, now: now + leaseLasts - 1 })).toBeNull();
    expect(await takeLease(store.write, { ...bob, now: now + leaseLasts })).toMatchObject({ number: 2 });
  });

  it('lasts while it is renewed', async () => {
    const store = await open();
    const lease = await takeLease(store.write, alice);
    if (!lease) throw new Error('not taken');
    expect(await renewLease(store.write, lease, now + leaseLasts - 1)).toBe(true);
    expect(await takeLease(store.write, { ...bob, now: now + leaseLasts })).toBeNull();
    expect(await takeLease(store.write, { ...bob, now: now + 2 * leaseLasts })).not.toBeNull();
    expect(await renewLease(store.write, lease, now + 2 * leaseLasts)).toBe(false);
  });

  it('passes at once to the next worker of the same supervisor', async () => {
    const store = await open();
    await takeLease(store.write, alice);
    expect(await takeLease(store.write, { ...alice, worker: '2' })).toMatchObject({ number: 2, holder: 'serve-a/2' });
  });

  it('is not taken from a supervisor whose name only begins alike', async () => {
    const store = await open();
    await takeLease(store.write, alice);
    expect(await takeLease(store.write, { ...alice, supervisor: 'serve' })).toBeNull();
  });

  it('is free at once when it is given back, and its holder’s late commit is refused', async () => {
    const store = await open();
    const lease = await takeLease(store.write, alice);
    if (!lease) throw new Error('not taken');
    await work(store, lease);
    await releaseLease(store.write, lease);
    await expect(work(store, lease)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await takeLease(store.write, bob)).not.toBeNull();
  });

  it('that was lost lets nothing be written', async () => {
    const store = await open();
    const lease = await takeLease(store.write, alice);
    if (!lease) throw new Error('not taken');
    await takeLease(store.write, { ...bob, now: now + leaseLasts });
    await expect(work(store, lease)).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await store.read.db.selectFrom('workers').selectAll().execute()).toEqual([]);
  });

  it('goes to exactly one of ten who try at the same moment', async () => {
    const store = await open();
    const tries = Array.from({ length: 10 }, (_, i) => takeLease(store.write, { ...alice, supervisor: `serve-${i}` }));
    expect((await Promise.all(tries)).filter((lease) => lease !== null)).toHaveLength(1);
  });
});

describeOnEngines('a job', ({ open, engine, emptyPlace }) => {
  const actor = { id: 'local:tester' };
  const recheck = (id: string) => ({ id, kind: 'recheck' as const, subject: `${accountId}:AIDA${id}`, args: {} });

  it('is done once, in the order of asking, and its request is in the audit log', async () => {
    const { read, write } = await open();
    await enqueueJob(write, recheck('b'), actor, now + 1);
    await enqueueJob(write, recheck('a'), actor, now);
    expect(await findOpenJob(read, 'recheck', `${accountId}:AIDAb`)).toMatchObject({ id: 'b' });
    expect(await claimJob(write, { kinds: ['collect'], by: 'w', now })).toBeNull();
    expect(await claimJob(write, { kinds: ['recheck'], by: 'w', now })).toMatchObject({ id: 'a', state: 'running' });
    await finishJob(write, 'a', { result: { status: 'COMPLIANT' } }, now);
    expect(await getJob(read, 'a')).toMatchObject({ state: 'done', result: { status: 'COMPLIANT' } });
    expect(await claimJob(write, { kinds: ['recheck', 'collect'], by: 'w', now })).toMatchObject({ id: 'b' });
    expect(await claimJob(write, { kinds: ['recheck', 'collect'], by: 'w', now })).toBeNull();
    expect(await listAudit(read, { limit: 10 })).toMatchObject([
      { sequence: 2, action: 'recheck.request', actor: 'local:tester' },
      { sequence: 1, action: 'recheck.request' },
    ]);
  });

  it('of a worker that died goes back into the queue', async () => {
    const { write } = await open();
    await enqueueJob(write, recheck('a'), actor, now);
    await claimJob(write, { kinds: ['recheck'], by: 'serve-a/1', now });
    await requeueJobs(write, 'serve-b/*');
    expect(await claimJob(write, { kinds: ['recheck'], by: 'serve-b/1', now })).toBeNull();
    await requeueJobs(write, 'serve-a/*');
    expect(await claimJob(write, { kinds: ['recheck'], by: 'serve-b/1', now })).toMatchObject({ id: 'a' });
  });

  it('is claimed exactly once by two claimers at work', async () => {
    // Two connections in one process: on SQLite a claim is one statement and never waits for the other in mid-air.
    const place = await emptyPlace();
    const stores = [await openStore(place), await openStore(place)];
    const [one] = stores;
    if (!one) throw new Error('no store');
    const ids = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'));
    for (const id of ids) await enqueueJob(one.write, recheck(id), actor, now);
    const claimed: string[] = [];
    await Promise.all(
      stores.flatMap(({ write }, i) =>
        (engine === 'sqlite' ? [0] : [0, 1, 2]).map(async () => {
          for (;;) {
            const job = await claimJob(write, { kinds: ['recheck'], by: `w${i}`, now });
            if (!job) return;
            claimed.push(job.id);
          }
        }),
      ),
    );
    for (const store of stores) await store.close();
    expect(claimed.sort()).toEqual(ids);
  });
});

describeOnEngines('a run', ({ open }) => {
  const start = (id: string, at: number) => ({
    id,
    trigger: 'request' as const,
    accountIds: null,
    requestedBy: 'x',
    at,
  });

  it('is the only one; whoever asks again gets the one that is running', async () => {
    const { write } = await open();
    expect(await startCollection(write, start('one', now))).toMatchObject({ isNew: true, collection: { id: 'one' } });
    expect(await startCollection(write, start('two', now))).toMatchObject({ isNew: false, collection: { id: 'one' } });
    await finishCollection(write, 'one', { status: 'partial', error: null, at: now + 1 });
    expect(await startCollection(write, start('two', now + 2))).toMatchObject({ isNew: true });
  });

  it('that died is gone on with for 30 minutes, and then marked interrupted', async () => {
    const { read, write } = await open();
    await startCollection(write, start('one', now));
    expect(await heartbeatCollection(write, 'one', now + minute)).toBe(true);
    expect(await markInterrupted(write, now + 31 * minute)).toEqual([]);
    expect(await findResumableCollection(read, now + 31 * minute)).toMatchObject({ id: 'one' });
    expect(await findResumableCollection(read, now + 32 * minute)).toBeNull();
    expect(await markInterrupted(write, now + 32 * minute)).toEqual(['one']);
    expect(await heartbeatCollection(write, 'one', now + 33 * minute)).toBe(false);
  });

  it('lists page by page without losing or repeating one, also among equal times', async () => {
    const { read, write } = await open();
    for (const [i, id] of ['d', 'a', 'c', 'b', 'e'].entries()) {
      await startCollection(write, start(id, now + (i > 2 ? 1 : 0)));
      await finishCollection(write, id, { status: 'succeeded', error: null, at: now });
    }
    const seen: string[] = [];
    let before: { startedAt: number; id: string } | undefined;
    for (;;) {
      const page = await listCollections(read, { limit: 2, ...(before && { before }) });
      seen.push(...page.map((c) => c.id));
      before = page.at(-1);
      if (!before) break;
    }
    expect(seen).toEqual(['e', 'b', 'd', 'c', 'a']);
  });

  it('keeps what came of each source; planning again (resumed) resets nothing', async () => {
    const { read, write } = await open();
    await startCollection(write, start('one', now));
    const key = { collectionId: 'one', accountId, source: 'users' as const, region: '' };
    await planSources(write, [key, { ...key, source: 'console-logins', region: 'us-east-1' }], now);
    const failures = Array.from({ length: 150 }, (_, i) => ({
      subject: `u${i}`,
      action: 'iam:ListUsers',
      error: 'no',
    }));
    const progress = {
      ...key,
      state: 'denied' as const,
      action: 'iam:ListUsers',
      error: 'AccessDenied',
      attempted: 150,
      succeeded: 0,
      failureCount: 150,
      failures,
      expected: null,
      from: now,
      to: now,
    };
    await putSourceProgress(write, progress, now);
    await planSources(write, [key], now + 1);
    const [logins, users] = await listSourceProgress(read, 'one');
    expect(logins).toMatchObject({ source: 'console-logins', region: 'us-east-1', state: 'waiting' });
    expect(users).toEqual({ ...progress, failures: failures.slice(0, 100) });
  });
});
