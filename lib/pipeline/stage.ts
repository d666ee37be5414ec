import type { AwsCall } from '#lib/aws/aws-call';
import type { SourceFailure } from '#lib/domain/collection';
import type { FactSourceId, FactsBySource, Unreadable } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { mergeFacts } from '#lib/normalize/normalize-source';
import { packJson } from '#lib/store/compressed-json';
import { packEvidence, putEvidence } from '#lib/store/evidence';
import { commit } from '#lib/store/leases';
import { getSourceProgress, putSourceProgress, type SourceProgress } from '#lib/store/source-outcomes';
import { clearStagedFacts, readStagedFacts, type StagedFacts, stageFacts } from '#lib/store/staged-facts';
import { putUnreadable } from '#lib/store/unreadable-records';
import type { AccountRun } from './account-run.ts';
import type { Ending } from './outcome-of.ts';

/** What a run has committed of one source so far. Everything can be read back from the chunks, so that a crash between two of them loses nothing. */
export interface Staged<S extends FactSourceId> {
  readonly chunks: { readonly staged: StagedFacts<S>; readonly evidenceSha256: string | null }[];
  attempted: number;
  succeeded: number;
  readonly failures: SourceFailure[];
  from: Instant | null;
  to: Instant | null;
  /** Set once the source has ended in this run. */
  ending: Ending | null;
}

export interface ChunkToStage<S extends FactSourceId> {
  readonly facts: FactsBySource[S] | null;
  readonly unreadable: readonly Unreadable[];
  readonly calls: readonly AwsCall[];
  readonly attempted: number;
  readonly succeeded: number;
  readonly failures: readonly SourceFailure[];
  readonly expected: number | null;
}

const keyOf = (run: AccountRun, source: FactSourceId) => ({
  collectionId: run.collection.id,
  accountId: run.account.id,
  source,
  region: '',
});

/**
 * What this run, before a crash, has read of a source.
 * @param keep whether the source can go on from there; else what it had not finished is read again from its beginning
 */
export async function loadStaged<S extends FactSourceId>(
  run: AccountRun,
  source: S,
  keep: boolean,
): Promise<Staged<S>> {
  const { write } = run.context;
  const progress = await getSourceProgress(write, keyOf(run, source));
  const ending = progress === null ? null : endingIn(progress);
  if (ending === null && !keep && progress?.state === 'running') {
    await commit(write, run.lease, (tx) => clearStagedFacts(tx, keyOf(run, source)));
  }
  return { ...stagedOf(await readStagedFacts(write, { ...keyOf(run, source), source })), ending };
}

/** The chunks of one source with their sums. */
export function stagedOf<S extends FactSourceId>(
  chunks: readonly { readonly staged: StagedFacts<S>; readonly evidenceSha256: string | null }[],
): Staged<S> {
  const staged: Staged<S> = {
    chunks: [],
    attempted: 0,
    succeeded: 0,
    failures: [],
    from: null,
    to: null,
    ending: null,
  };
  for (const chunk of chunks) addChunk(staged, chunk.staged, chunk.evidenceSha256);
  return staged;
}

function addChunk<S extends FactSourceId>(staged: Staged<S>, chunk: StagedFacts<S>, evidenceSha256: string | null) {
  staged.chunks.push({ staged: chunk, evidenceSha256 });
  staged.attempted += chunk.attempted;
  staged.succeeded += chunk.succeeded;
  staged.failures.push(...chunk.failures);
  if (chunk.from !== null) staged.from = Math.min(staged.from ?? chunk.from, chunk.from);
  if (chunk.to !== null) staged.to = Math.max(staged.to ?? chunk.to, chunk.to);
}

function endingIn({ state, action, error }: SourceProgress): Ending | null {
  return state === 'waiting' || state === 'running' ? null : { outcome: state, action, error };
}

/** Chunks that hold facts and evidence come first, in the order read, so that a fact's `block` is the place of its evidence. */
function inOrder<S extends FactSourceId>({ chunks }: Staged<S>) {
  const holds = (chunk: Staged<S>['chunks'][number]) =>
    chunk.staged.facts === null ? 2 : chunk.evidenceSha256 === null ? 1 : 0;
  return [...chunks].sort((a, b) => holds(a) - holds(b));
}

/** The facts of a source's chunks as one; null when nothing was read. */
export function factsOf<S extends FactSourceId>(source: S, staged: Staged<S>): FactsBySource[S] | null {
  return mergeFacts(
    source,
    inOrder(staged).flatMap((chunk) => (chunk.staged.facts === null ? [] : [chunk.staged.facts])),
  );
}

export function evidenceOf<S extends FactSourceId>(staged: Staged<S>): string[] {
  return inOrder(staged).flatMap(({ evidenceSha256 }) => (evidenceSha256 === null ? [] : [evidenceSha256]));
}

/** Commits one chunk: its facts, its evidence, what was unreadable in it, and the progress; all or nothing, under the lease. */
export async function stageChunk<S extends FactSourceId>(
  run: AccountRun,
  source: S,
  staged: Staged<S>,
  chunk: ChunkToStage<S>,
): Promise<void> {
  const { write, clock } = run.context;
  const key = keyOf(run, source);
  const times = chunk.calls.map((call) => call.at);
  const facts: StagedFacts<S> = {
    facts: chunk.facts,
    attempted: chunk.attempted,
    succeeded: chunk.succeeded,
    failures: chunk.failures,
    from: times.length > 0 ? Math.min(...times) : null,
    to: times.length > 0 ? Math.max(...times) : null,
  };
  const body = await packJson(facts);
  const evidence = chunk.calls.length > 0 ? await packEvidence(chunk.calls, key) : null;
  const evidenceSha256 = evidence?.sha256 ?? null;
  const chunkNumber = staged.chunks.length;
  addChunk(staged, facts, evidenceSha256);
  const at = clock();
  await commit(write, run.lease, async (tx) => {
    if (evidence) await putEvidence(tx, evidence);
    await stageFacts(tx, { ...key, chunk: chunkNumber, evidenceSha256, committedAt: at }, body);
    await putUnreadable(tx, chunk.unreadable, key, at);
    await putSourceProgress(tx, progressOf(run, source, staged, null, chunk.expected), at);
  });
}

/** Writes that a source has begun, before its first answer. */
export async function putBeginning<S extends FactSourceId>(
  run: AccountRun,
  source: S,
  staged: Staged<S>,
  expected: number | null,
): Promise<void> {
  const { write, clock } = run.context;
  const progress = progressOf(run, source, staged, null, expected);
  await commit(write, run.lease, (tx) => putSourceProgress(tx, progress, clock()));
}

/** Writes how a source ended. */
export async function putEnding<S extends FactSourceId>(
  run: AccountRun,
  source: S,
  staged: Staged<S>,
  ending: Ending,
  expected: number | null,
): Promise<void> {
  const { write, clock } = run.context;
  staged.ending = ending;
  const progress = progressOf(run, source, staged, ending, expected);
  await commit(write, run.lease, (tx) => putSourceProgress(tx, progress, clock()));
}

function progressOf<S extends FactSourceId>(
  run: AccountRun,
  source: S,
  staged: Staged<S>,
  ending: Ending | null,
  expected: number | null,
): SourceProgress {
  const nothingAsked = staged.attempted === 0 && ending !== null && ending.outcome !== 'collected';
  return {
    ...keyOf(run, source),
    state: ending?.outcome ?? 'running',
    action: ending?.action ?? null,
    error: ending?.error ?? null,
    attempted: nothingAsked ? 1 : staged.attempted,
    succeeded: staged.succeeded,
    failureCount: nothingAsked ? 1 : staged.failures.length,
    failures: staged.failures,
    expected,
    from: staged.from,
    to: staged.to,
  };
}
