import { AwsFailure } from '#lib/aws/aws-failure';
import type { Outcome, SourceFailure } from '#lib/domain/collection';

/** How a question ended: what is written into `source_outcomes` and into the snapshot. */
export interface Ending {
  readonly outcome: Outcome;
  /** The IAM action to grant, or that failed. */
  readonly action: string | null;
  readonly error: string | null;
}

export const collected: Ending = { outcome: 'collected', action: null, error: null };

/** A question that AWS refused (`denied`) or that got no answer (`failed`), in words. */
export function endingOf(failure: AwsFailure): Ending {
  return {
    outcome: failure.kind === 'denied' ? 'denied' : 'failed',
    action: failure.action,
    error: `${failure.errorName}: ${failure.message}`,
  };
}

/** When some of it was read all the same. */
export const partly = (ending: Ending): Ending => ({ ...ending, outcome: 'partial' });

/** The ending of a source that asked about many subjects of which some failed. */
export function endingOfSubjects(succeeded: number, failures: readonly SourceFailure[]): Ending {
  const first = failures[0];
  if (first === undefined) return collected;
  return { outcome: succeeded > 0 ? 'partial' : 'failed', action: first.action, error: first.error };
}

export const isAwsFailure = (error: unknown): error is AwsFailure => error instanceof AwsFailure;
