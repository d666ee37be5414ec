import type { AccountSnapshot, FactSourceId, FactsBySource, SourceReading } from '#lib/domain/facts';
import { getAccount, nameAccount } from '#lib/store/accounts';
import type { Collection } from '#lib/store/collections';
import { commit, type Lease } from '#lib/store/leases';
import { loadSnapshot, packSnapshot, sealSnapshot } from '#lib/store/snapshots';
import { listSourceProgress, type SourceProgress } from '#lib/store/source-outcomes';
import { clearStagedFacts, readStagedFacts } from '#lib/store/staged-facts';
import { capturedLevels, joinLevels } from './captured-levels.ts';
import type { PipelineContext } from './pipeline-context.ts';
import { earlierRootSession } from './root-sessions.ts';
import { evidenceOf, factsOf, stagedOf } from './stage.ts';

export interface Sealing {
  readonly context: PipelineContext;
  readonly collection: Collection;
  readonly accountId: string;
  readonly lease: Lease;
}

/**
 * Seals an account's snapshot from what was staged, whatever the outcomes: until now screens read the one before. A run seals an
 * account once; a second time, after a crash, changes nothing.
 */
export async function sealAccount(sealing: Sealing): Promise<void> {
  const { context, collection, accountId, lease } = sealing;
  const { write, clock, newId } = context;
  if (await loadSnapshot(write, { accountId, collectionId: collection.id }, [])) return;
  const progress = await listSourceProgress(write, collection.id, accountId);
  const role = progress.find((p) => p.source === 'role');
  if (role === undefined || role.state === 'waiting' || role.state === 'running') {
    throw new Error(`account ${accountId} cannot be sealed before it is known whether it could be reached`);
  }
  const sources = await readingsOf(sealing, progress);
  const snapshot: AccountSnapshot = {
    accountId,
    collectionId: collection.id,
    sealedAt: clock(),
    role: { outcome: role.state, action: role.action, error: role.error },
    sources,
  };
  const packed = await packSnapshot(newId(), snapshot);
  const alias = sources.account?.facts?.aliases?.[0];
  await commit(write, lease, async (tx) => {
    await sealSnapshot(tx, packed);
    await clearStagedFacts(tx, { collectionId: collection.id, accountId });
    const account = await getAccount(tx, accountId);
    if (alias !== undefined && account?.name === accountId) await nameAccount(tx, accountId, alias);
  });
}

async function readingsOf(sealing: Sealing, progress: readonly SourceProgress[]): Promise<AccountSnapshot['sources']> {
  const of = <S extends FactSourceId>(source: S) => readingOf(sealing, source, progress);
  const certification = await of('fido-certification');
  const sources: { [S in FactSourceId]: SourceReading<FactsBySource[S]> | undefined } = {
    account: await of('account'),
    regions: await of('regions'),
    'credential-report': await of('credential-report'),
    users: await of('users'),
    'virtual-devices': await of('virtual-devices'),
    'mfa-devices': await of('mfa-devices'),
    'login-profiles': await of('login-profiles'),
    'fido-certification': certification && (await withEarlierLevels(sealing, certification)),
    authorization: await of('authorization'),
    federation: await of('federation'),
    root: await of('root'),
    'root-sessions': (await of('root-sessions')) ?? (await earlierRootSession(sealing.context, sealing.accountId)),
  };
  return Object.fromEntries(Object.entries(sources).filter(([, reading]) => reading !== undefined));
}

async function readingOf<S extends FactSourceId>(
  { context, collection, accountId }: Sealing,
  source: S,
  progress: readonly SourceProgress[],
): Promise<SourceReading<FactsBySource[S]> | undefined> {
  const ended = progress.find((p) => p.source === source);
  if (ended === undefined || ended.state === 'waiting' || ended.state === 'running') return undefined;
  const staged = stagedOf(await readStagedFacts(context.write, { collectionId: collection.id, accountId, source }));
  return {
    outcome: ended.state,
    facts: factsOf(source, staged),
    from: staged.from,
    to: staged.to,
    action: ended.action,
    error: ended.error,
    failures: staged.failures,
    evidence: evidenceOf(staged),
  };
}

/** Levels are asked once per device instance, so each snapshot carries on what the ones before it captured. */
async function withEarlierLevels(
  { context, accountId }: Sealing,
  reading: SourceReading<FactsBySource['fido-certification']>,
): Promise<SourceReading<FactsBySource['fido-certification']>> {
  const earlier = await capturedLevels(context.write, accountId);
  const devices = joinLevels(earlier, reading.facts === null ? [] : reading.facts.devices);
  return devices.length === 0 ? reading : { ...reading, facts: { devices } };
}
