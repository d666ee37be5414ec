import type { AccountAws } from '#lib/aws/account-aws';
import type { AwsCall } from '#lib/aws/aws-call';
import type { Source } from '#lib/collect/source';
import type { FactSourceId, FactsBySource, SourceReading } from '#lib/domain/facts';
import { mergeFacts, normalizeSource } from '#lib/normalize/normalize-source';
import { type PackedEvidence, packEvidence } from '#lib/store/evidence';
import { endingOf, endingOfSubjects, isAwsFailure, partly } from './outcome-of.ts';

export interface ReadAlone<S extends FactSourceId> {
  readonly reading: SourceReading<FactsBySource[S]>;
  /** Null when AWS did not answer at all. */
  readonly evidence: PackedEvidence | null;
}

/** Asks a source outside any run, a handful of calls in one piece: for "check again now". */
export async function readAlone<S extends FactSourceId, Input, Answer>(
  aws: AccountAws,
  id: S,
  source: Source<Input, Answer>,
  input: Input,
): Promise<ReadAlone<S>> {
  const facts: FactsBySource[S][] = [];
  const calls: AwsCall[] = [];
  const failures: SourceReading<unknown>['failures'][number][] = [];
  let succeeded = 0;
  let ending = null;
  try {
    for await (const chunk of source.read(aws, input)) {
      const normalized = normalizeSource(id, chunk.answer, aws);
      if (normalized.facts !== null) facts.push(normalized.facts);
      calls.push(...chunk.calls);
      failures.push(...chunk.failures);
      succeeded += normalized.facts === null ? 0 : chunk.succeeded;
    }
  } catch (error) {
    if (!isAwsFailure(error)) throw error;
    if (error.call && !calls.includes(error.call)) calls.push(error.call);
    ending = succeeded > 0 ? partly(endingOf(error)) : endingOf(error);
  }
  const origin = { accountId: aws.accountId, source: id, region: '', collectionId: null };
  const evidence = calls.length > 0 ? await packEvidence(calls, origin) : null;
  const times = calls.map((call) => call.at);
  return {
    evidence,
    reading: {
      ...(ending ?? endingOfSubjects(succeeded, failures)),
      facts: succeeded > 0 ? mergeFacts(id, facts) : null,
      from: times.length > 0 ? Math.min(...times) : null,
      to: times.length > 0 ? Math.max(...times) : null,
      failures,
      evidence: evidence ? [evidence.sha256] : [],
    },
  };
}
