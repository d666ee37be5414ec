import type { AwsCall } from '#lib/aws/aws-call';
import { AwsFailure } from '#lib/aws/aws-failure';
import type { SourceFailure } from '#lib/domain/collection';
import { failureAbout } from './failure-about.ts';
import type { Chunk } from './source.ts';

export interface AskedOne<Result> {
  readonly result: Result;
  readonly calls: readonly AwsCall[];
}

export interface AskEach<Subject, Result> {
  readonly subjects: Iterable<Subject>;
  /** How the subject is named when it fails: user name, serial number. */
  readonly nameOf: (subject: Subject) => string;
  readonly ask: (subject: Subject) => Promise<AskedOne<Result>>;
}

/** Users asked one by one are committed in portions of this size. */
const chunkSize = 200;
/** Enough that a configured rate is kept with slow answers and while a chunk is committed; bounded so that memory is. */
const inFlightLimit = 32;
/** When every one of the first so many failed for the same reason, the question as a whole is refused and nobody else is asked. */
const refusedAfter = 25;

/**
 * Asks about many subjects side by side; in which order they are answered does not matter, so one hanging call holds up nobody.
 * A subject that fails stands in its chunk's failures. When none can be answered, the failures are yielded and then the first
 * AwsFailure is thrown: the source as a whole was denied or failed.
 */
export async function* askEach<Subject, Result>(question: AskEach<Subject, Result>): AsyncGenerator<Chunk<Result[]>> {
  const waiting = question.subjects[Symbol.iterator]();
  const inFlight = new Set<Promise<void>>();
  const failed: AwsFailure[] = [];
  let succeededInAll = 0;
  let asked = 0;
  let exhausted = false;
  /** Whatever makes further asking pointless: the run was stopped, or the credentials expired. */
  const stops: unknown[] = [];
  let results: Result[] = [];
  let calls: AwsCall[] = [];
  let failures: SourceFailure[] = [];

  const askOne = async (subject: Subject) => {
    try {
      const one = await question.ask(subject);
      results.push(one.result);
      calls.push(...one.calls);
      succeededInAll++;
    } catch (error) {
      if (!(error instanceof AwsFailure)) {
        stops.push(error);
        return;
      }
      if (succeededInAll === 0 && failed.length < refusedAfter) failed.push(error);
      failures.push(failureAbout(question.nameOf(subject), error));
      if (error.call) calls.push(error.call);
      // Credentials that expired will not serve the next subject either.
      if (error.kind === 'credentials') stops.push(error);
    }
  };
  const take = (): Chunk<Result[]> => {
    const chunk = {
      answer: results,
      calls,
      attempted: results.length + failures.length,
      succeeded: results.length,
      failures,
    };
    results = [];
    calls = [];
    failures = [];
    return chunk;
  };
  const refused = () =>
    succeededInAll === 0 && failed.length >= refusedAfter && failed.every((f) => f.kind === failed[0]?.kind);
  /** The first so many are waited for, unless one of them is answered: they may show that asking is in vain. */
  const probing = () => succeededInAll === 0 && asked === refusedAfter && failed.length < refusedAfter;
  const mayAsk = () => !exhausted && stops.length === 0 && !refused() && !probing() && inFlight.size < inFlightLimit;

  for (;;) {
    while (mayAsk()) {
      const next = waiting.next();
      if (next.done) {
        exhausted = true;
        break;
      }
      asked++;
      const one: Promise<void> = askOne(next.value).finally(() => inFlight.delete(one));
      inFlight.add(one);
    }
    if (inFlight.size === 0) break;
    await Promise.race(inFlight);
    if (results.length + failures.length >= chunkSize) yield take();
  }
  if (results.length + failures.length > 0) yield take();
  if (stops.length > 0) throw stops[0];
  if (succeededInAll === 0 && failed[0]) throw failed[0];
}
