import { expect, it } from 'vitest';
import { everything } from '#lib/domain/actor';
import type { AccountSnapshot, FederationFacts, SourceReading, UsersFacts } from '#lib/domain/facts';
import { getAccount, listAccounts, recordAccounts } from './accounts.ts';
import { packJson } from './compressed-json.ts';
import { getConnection, markConnectionFailed, markConnectionReady, putConnection } from './connections.ts';
import { getEvidence, packEvidence, putEvidence } from './evidence.ts';
import type { Store } from './open-store.ts';
import { listOverlays, packOverlay, putOverlay } from './overlays.ts';
import { listSnapshots, loadSnapshot, packSnapshot, sealSnapshot } from './snapshots.ts';
import { clearStagedFacts, listStagedChunks, readStagedFacts, stageFacts } from './staged-facts.ts';
import { describeOnEngines } from './test-store.ts';
import { transact } from './write-store.ts';

const accountId = '100000000001';
const connection = {
  id: 'default',
  partition: 'aws' as const,
  region: 'us-east-1',
  profile: null,
  roleName: 'audit',
  externalId: null,
};
const account = {
  id: accountId,
  connectionId: 'default',
  partition: 'aws' as const,
  name: 'sample-prod',
  organizationStatus: 'ACTIVE' as const,
  isManagement: null,
};

async function withAccount(store: Store): Promise<Store> {
  await putConnection(store.write, connection);
  await recordAccounts(store.write, [account], 1);
  return store;
}

const users = (name: string): UsersFacts => ({
  readAt: 10,
  unreadableEntries: 0,
  users: [
    {
      userName: name,
      uniqueId: 'AIDAEXAMPLE',
      arn: `arn:aws:iam::${accountId}:user/${name}`,
      path: '/',
      createdAt: 1,
      passwordLastUsedAt: null,
    },
  ],
});
const reading = <F>(facts: F | null, from: number): SourceReading<F> => ({
  outcome: facts === null ? 'denied' : 'collected',
  facts,
  from,
  to: from + 1,
  action: facts === null ? 'iam:ListUsers' : null,
  error: null,
  failures: [],
  evidence: ['e1'],
});
const snapshot = (collectionId: string, sealedAt: number, name: string): AccountSnapshot => ({
  accountId,
  collectionId,
  sealedAt,
  role: { outcome: 'collected', action: null, error: null },
  sources: {
    users: reading(users(name), 20),
    'virtual-devices': reading({ readAt: 12, devices: [] }, 12),
    federation: reading<FederationFacts>(null, 3),
  },
});

describeOnEngines('accounts', ({ open }) => {
  it('are known by their connection and keep it; what is found again is brought up to date', async () => {
    const { read, write } = await withAccount(await open());
    await putConnection(write, { ...connection, id: 'second' });
    await recordAccounts(write, [{ ...account, name: 'renamed', isManagement: true }], 2);
    await recordAccounts(write, [{ ...account, connectionId: 'second', name: 'seen otherwise' }], 3);
    expect(await listAccounts(read, everything)).toEqual([
      {
        ...account,
        name: 'renamed',
        isManagement: true,
        firstSeenAt: 1,
        lastSeenAt: 2,
        snapshotId: null,
        sealedAt: null,
        oldestSourceAt: null,
      },
    ]);
    expect(await listAccounts(read, { kind: 'accounts', accountIds: [] })).toEqual([]);
  });

  it('are reached by connections whose state survives a new start', async () => {
    const { read, write } = await withAccount(await open());
    const found = { callerArn: 'arn:x', callerAccountId: accountId, organizationId: 'o-1', at: 5 };
    await markConnectionReady(write, 'default', found);
    await putConnection(write, { ...connection, region: 'eu-north-1' });
    expect(await getConnection(read, 'default')).toMatchObject({
      region: 'eu-north-1',
      state: 'ready',
      organizationId: 'o-1',
    });
    await markConnectionFailed(write, 'default', { error: 'The credentials have expired.', at: 6 });
    expect(await getConnection(read, 'default')).toMatchObject({ state: 'error', checkedAt: 6, callerArn: 'arn:x' });
  });
});

describeOnEngines('evidence', ({ open }) => {
  it('is kept as AWS answered, under its own hash, once', async () => {
    const { read, write } = await open();
    const calls = [
      {
        action: 'iam:ListUsers',
        region: 'us-east-1',
        parameters: { Marker: 'x' },
        requestId: 'r1',
        at: 7,
        answer: { Users: [{ UserName: 'a\0\uD800' }] },
      },
      {
        action: 'iam:ListUsers',
        region: 'us-east-1',
        parameters: {},
        requestId: null,
        at: 3,
        answer: { a: 'x'.repeat(100_000) },
        bytes: 'user,arn\n',
      },
    ];
    const origin = { accountId, source: 'users' as const, region: '', collectionId: 'run' };
    const block = await packEvidence(calls, origin);
    const hash = await putEvidence(write, block);
    await putEvidence(write, block);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(block.body.length).toBeLessThan(2_000);
    expect(await getEvidence(read, hash)).toEqual({ sha256: hash, ...origin, firstAt: 3, lastAt: 7, calls });
    expect(await getEvidence(read, 'none')).toBeNull();
  });
});

describeOnEngines('staged facts', ({ open }) => {
  const portion = (name: string) => ({ facts: users(name), attempted: 1, succeeded: 1, failures: [], from: 1, to: 2 });

  it('are read in the order of their chunks; a chunk read again replaces itself', async () => {
    const { read, write } = await open();
    const key = { collectionId: 'run', accountId, source: 'users' as const };
    for (const [chunk, name] of [
      [1, 'late'],
      [0, 'first'],
      [1, 'second'],
    ] as const)
      await stageFacts(
        write,
        { ...key, chunk, evidenceSha256: `e-${name}`, committedAt: 1 },
        await packJson(portion(name)),
      );
    expect(await readStagedFacts(read, key)).toEqual([
      { staged: portion('first'), chunk: 0, evidenceSha256: 'e-first' },
      { staged: portion('second'), chunk: 1, evidenceSha256: 'e-second' },
    ]);
    expect((await listStagedChunks(read, 'run', accountId)).map((c) => [c.source, c.chunk])).toEqual([
      ['users', 0],
      ['users', 1],
    ]);
    await clearStagedFacts(write, { collectionId: 'run', accountId });
    expect(await readStagedFacts(read, key)).toEqual([]);
  });
});

describeOnEngines('snapshots', ({ open }) => {
  it('come back as they were sealed, the last one or the one of an instant', async () => {
    const { read, write } = await withAccount(await open());
    const [first, second] = [snapshot('run1', 100, 'alice'), snapshot('run2', 200, 'bob')];
    for (const [id, s] of [
      ['s1', first],
      ['s2', second],
    ] as const) {
      const packed = await packSnapshot(id, s);
      expect(await transact(write, (tx) => sealSnapshot(tx, packed))).toEqual({ isNew: true });
    }
    expect(await loadSnapshot(read, { accountId })).toEqual(second);
    expect(await loadSnapshot(read, { accountId, asOf: 199 })).toEqual(first);
    expect(await loadSnapshot(read, { accountId, asOf: 99 })).toBeNull();
    expect(await loadSnapshot(read, { accountId, collectionId: 'run1' })).toEqual(first);
    expect(await loadSnapshot(read, { id: 's1' }, ['users', 'root'])).toEqual({
      ...first,
      sources: { users: first.sources.users },
    });
    expect((await listSnapshots(read, accountId)).map((s) => s.id)).toEqual(['s1', 's2']);
    expect(await getAccount(read, accountId)).toMatchObject({ snapshotId: 's2', sealedAt: 200, oldestSourceAt: 12 });
  });

  it('are sealed once per run', async () => {
    const { read, write } = await withAccount(await open());
    await sealSnapshot(write, await packSnapshot('s1', snapshot('run1', 100, 'alice')));
    expect(await sealSnapshot(write, await packSnapshot('s2', snapshot('run1', 150, 'bob')))).toEqual({ isNew: false });
    expect(await loadSnapshot(read, { accountId })).toMatchObject({ sealedAt: 100 });
  });

  it('of an account whose role was denied hold that and nothing else', async () => {
    const { read, write } = await withAccount(await open());
    const denied: AccountSnapshot = {
      accountId,
      collectionId: 'run1',
      sealedAt: 100,
      role: { outcome: 'denied', action: 'sts:AssumeRole', error: 'AccessDenied' },
      sources: {},
    };
    await sealSnapshot(write, await packSnapshot('s1', denied));
    expect(await loadSnapshot(read, { accountId })).toEqual(denied);
    expect(await getAccount(read, accountId)).toMatchObject({ sealedAt: 100, oldestSourceAt: null });
  });
});

describeOnEngines('overlays', ({ open }) => {
  it('come back oldest first, since an instant', async () => {
    const { read, write } = await open();
    const overlay = (id: string, readAt: number) => ({
      id,
      accountId,
      principalId: `${accountId}:AIDAEXAMPLE`,
      readAt,
      requestedBy: 'local:tester',
      evidenceSha256: 'e',
      sources: snapshot('run', 1, 'alice').sources,
    });
    for (const [id, at] of [
      ['b', 2],
      ['a', 1],
      ['c', 3],
    ] as const)
      await putOverlay(write, await packOverlay(overlay(id, at)));
    expect(await listOverlays(read, { accountId }, 2)).toEqual([overlay('b', 2), overlay('c', 3)]);
    expect(await listOverlays(read, { principalId: `${accountId}:AIDAEXAMPLE` })).toHaveLength(3);
  });
});
