import type { AwsCall } from '#lib/aws/aws-call';
import type { Chunk, Source } from '#lib/collect/source';
import type { Outcome, SourceFailure } from '#lib/domain/collection';
import type { FactSourceId, FactsBySource } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { isKeyholderError } from '#lib/domain/keyholder-error';
import { normalizeSource } from '#lib/normalize/normalize-source';
import type { AccountRun } from './account-run.ts';
import { collected, type Ending, endingOf, endingOfSubjects, isAwsFailure, partly } from './outcome-of.ts';
import { factsOf, loadStaged, putBeginning, putEnding, type Staged, stageChunk } from './stage.ts';

/** What one source came to in this run: its facts, merged, and its ending. */
export interface Reading<S extends FactSourceId> {
  readonly facts: FactsBySource[S] | null;
  /** When AWS was first asked, as far as it answered. */
  readonly from: Instant | null;
  readonly ending: Ending;
}

export interface HowToRead<S extends FactSourceId, Input> {
  /** From what was staged before a crash to what is left to ask; null when the source must be read from its beginning. */
  readonly resume?: (staged: Staged<S>) => Input;
  /** How many subjects are to be asked, for progress. */
  readonly expected?: number;
  /** What holds when AWS does not answer. */
  readonly instead?: FactsBySource[S];
}

/**
 * Reads one source to its end: every chunk is normalized and committed with its evidence and the progress, and an ending is always
 * written, whatever comes. What was read of a source that broke off stays. A source that had ended before a crash is not read again.
 * @throws only when the run must stop: the lease is lost, or the process is told to stop
 */
export async function readSource<S extends FactSourceId, Input, Answer>(
  run: AccountRun,
  id: S,
  source: Source<Input, Answer>,
  input: Input,
  how: HowToRead<S, Input> = {},
): Promise<Reading<S>> {
  const staged = await loadStaged(run, id, how.resume !== undefined);
  if (staged.ending) return { facts: factsOf(id, staged), from: staged.from, ending: staged.ending };
  const left = how.resume ? how.resume(staged) : input;
  await putBeginning(run, id, staged, how.expected ?? null);
  let failure: Ending | null = null;
  const kept = new WeakSet<AwsCall>();
  try {
    await readChunks(run, id, source.read(run.aws, left), staged, kept, {
      ...how,
      action: source.actions.at(-1) ?? id,
    });
  } catch (error) {
    failure = await endingOfError(run, id, staged, kept, error, how.instead ?? null);
  }
  const ending = failure ?? endingOfSubjects(staged.succeeded, staged.failures);
  await putEnding(run, id, staged, ending, how.expected ?? null);
  return { facts: factsOf(id, staged), from: staged.from, ending };
}

async function readChunks<S extends FactSourceId, Answer>(
  run: AccountRun,
  source: S,
  chunks: AsyncGenerator<Chunk<Answer>>,
  staged: Staged<S>,
  kept: WeakSet<AwsCall>,
  how: Pick<HowToRead<S, unknown>, 'expected'> & { readonly action: string },
): Promise<void> {
  for await (const chunk of chunks) {
    for (const call of chunk.calls) kept.add(call);
    const { facts, unreadable } = normalizeSource(source, chunk.answer, run.aws);
    await stageChunk(run, source, staged, {
      facts,
      unreadable,
      calls: chunk.calls,
      attempted: chunk.attempted,
      // An answer that could not be read as what it should be is no success.
      succeeded: facts === null ? 0 : chunk.succeeded,
      failures: facts === null ? [unreadableFailure(source, how.action, unreadable[0]?.reason)] : chunk.failures,
      expected: how.expected ?? null,
    });
  }
}

async function endingOfError<S extends FactSourceId>(
  run: AccountRun,
  source: S,
  staged: Staged<S>,
  kept: WeakSet<AwsCall>,
  error: unknown,
  instead: FactsBySource[S] | null,
): Promise<Ending> {
  if (run.context.signal.aborted) throw error;
  if (isKeyholderError(error) && error.code === 'LEASE_LOST') throw error;
  if (isAwsFailure(error)) {
    const ending = endingOf(error);
    const calls = error.call && !kept.has(error.call) ? [error.call] : [];
    if (calls.length > 0 || instead !== null) {
      const nothing = { unreadable: [], attempted: 0, succeeded: 0, failures: [], expected: null };
      await stageChunk(run, source, staged, { ...nothing, facts: instead, calls });
    }
    return staged.succeeded > 0 ? partly(ending) : ending;
  }
  run.context.log.error(`${source} of ${run.account.id} ended unexpectedly`, error);
  const outcome: Outcome = staged.succeeded > 0 ? 'partial' : 'failed';
  return { ...collected, outcome, error: 'Keyholder could not process this answer; the cause is in its log.' };
}

const unreadableFailure = (source: string, action: string, reason: string | undefined): SourceFailure => ({
  subject: source,
  action,
  error: `The answer could not be read: ${reason ?? 'unknown form'}`,
});

/** For a source that cannot be asked because the one that names its subjects could not be read. */
export async function endWithout<S extends FactSourceId>(
  run: AccountRun,
  source: S,
  because: Ending,
): Promise<Reading<S>> {
  const staged = await loadStaged(run, source, false);
  if (staged.ending) return { facts: factsOf(source, staged), from: staged.from, ending: staged.ending };
  const ending = { ...because, outcome: because.outcome === 'denied' ? 'denied' : 'failed' } as const;
  await putEnding(run, source, staged, ending, null);
  return { facts: null, from: null, ending };
}
