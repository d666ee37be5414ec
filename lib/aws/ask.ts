import type { Clock } from '#lib/domain/instant';
import type { Answered, WithMembers } from './account-aws.ts';
import { AwsFailure } from './aws-failure.ts';
import { callOf } from './call-of.ts';
import { failureOf, type Understood } from './failure-of.ts';
import type { Pace, Turn } from './pace.ts';
import type { Wait } from './wait.ts';

/** The way to one account's service in one Region. Shared by everything in this process that asks there. */
export interface Line {
  readonly pace: Pace;
  /** The last question was given up and nothing has been answered since: further ones are not tried as long. */
  gaveUp: boolean;
}

export interface Asking {
  readonly clock: Clock;
  readonly random: () => number;
  readonly wait: Wait;
  readonly signal: AbortSignal | undefined;
  readonly urgent: boolean;
  /** Lets the next question go out with new credentials; absent where they are not ours to renew. */
  readonly renewCredentials?: (() => void) | undefined;
  /** Milliseconds for a whole answer, its body included. */
  readonly answerTimeout: number;
}

export interface Question<Out, Member extends keyof Out> {
  readonly action: string;
  readonly region: string;
  readonly parameters: object;
  readonly members: readonly Member[];
  readonly send: (options: { abortSignal: AbortSignal }) => Promise<Out>;
  /** Host that was asked last, for the sentence that names it. */
  readonly host: () => string | null;
}

const throttledTries = 8;
/** A hanging connection costs its whole timeout each time; anything else is worth a longer wait. */
const timeoutTries = 3;
const transientTries = 4;
const longestBackoff = 20_000;
const expired = /^ExpiredToken/;

/**
 * Puts one question, again where that helps: throttled ones slower and up to eight times, unanswered or unreadable ones a few times.
 * @throws AwsFailure, or the signal's reason when the run was stopped
 */
export async function ask<Out extends object, Member extends keyof Out>(
  line: Line,
  asking: Asking,
  question: Question<Out, Member>,
): Promise<Answered<WithMembers<Out, Member>>> {
  let throttles = 0;
  let transients = 0;
  let renewed = false;
  let firstTry: Turn | undefined;
  for (;;) {
    const turn = await line.pace.take(asking);
    firstTry ??= turn;
    const outcome = await attempt(asking, question);
    if ('answer' in outcome) {
      line.pace.answered();
      line.gaveUp = false;
      return outcome;
    }
    const { understood } = outcome;
    if (understood.kind === 'throttled') {
      line.pace.throttled(turn, firstTry);
      if (++throttles >= (line.gaveUp ? 2 : throttledTries)) throw giveUp(line, firstTry, outcome.failure);
      const backoff = Math.min(longestBackoff, 500 * 2 ** (throttles - 1));
      await asking.wait(backoff * (0.5 + asking.random() / 2), asking.signal);
    } else if (understood.isTransient) {
      const tries = understood.errorName === 'TimeoutError' ? timeoutTries : transientTries;
      if (++transients >= (line.gaveUp ? tries - 2 : tries)) throw giveUp(line, firstTry, outcome.failure);
      await asking.wait(300 * 4 ** (transients - 1) * (0.5 + asking.random()), asking.signal);
    } else if (expired.test(understood.errorName) && asking.renewCredentials && !renewed) {
      renewed = true;
      asking.renewCredentials();
    } else {
      if (understood.wasAnswered) {
        line.pace.answered();
        line.gaveUp = false;
      }
      throw outcome.failure;
    }
  }
}

/** One subject that hangs or is throttled while others are answered says nothing about the line. */
function giveUp(line: Line, firstTry: Turn, failure: AwsFailure): AwsFailure {
  line.gaveUp = line.pace.answeredCount === firstTry.answeredBefore;
  return failure;
}

type Attempt<Out> = Answered<Out> | { readonly understood: Understood; readonly failure: AwsFailure };

async function attempt<Out extends object, Member extends keyof Out>(
  asking: Asking,
  question: Question<Out, Member>,
): Promise<Attempt<WithMembers<Out, Member>>> {
  // One signal for "the run was stopped" and "this answer takes too long", also in the middle of a body.
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, asking.answerTimeout);
  asking.signal?.addEventListener('abort', stop, { once: true });
  try {
    const answer = await question.send({ abortSignal: controller.signal });
    const call = callOf({ ...question, answer, requestId: requestIdOf(answer), at: asking.clock() });
    if (hasMembers(answer, question.members)) return { answer, call };
    const missing = question.members.filter((name) => answer[name] === undefined || answer[name] === null).join(', ');
    const message = `The answer to ${question.action} came without ${missing}: HTML, an empty or a cut-off body in place of AWS's answer.`;
    return failed(question, badAnswer(message), call);
  } catch (error) {
    if (asking.signal?.aborted) throw asking.signal.reason;
    if (error instanceof AwsFailure) return { understood: credentialsFailed(error), failure: error };
    const understood = failureOf(error);
    const { errorName, message, requestId } = understood;
    const answer = { Error: { Code: errorName, Message: message } };
    const call = understood.wasAnswered ? callOf({ ...question, answer, requestId, at: asking.clock() }) : null;
    return failed(question, understood, call);
  } finally {
    clearTimeout(timer);
    asking.signal?.removeEventListener('abort', stop);
  }
}

function failed(
  { action, host }: Pick<Question<unknown, never>, 'action' | 'host'>,
  understood: Understood,
  call: AwsFailure['call'],
): { understood: Understood; failure: AwsFailure } {
  const { kind, errorName } = understood;
  const message = kind === 'unreachable' ? `${host() ?? 'AWS'}: ${understood.message}` : understood.message;
  // Never with the SDK's error as its cause: that carries the request's headers, the session token among them, into logs.
  return { understood, failure: new AwsFailure(kind, action, errorName, message, call, host()) };
}

function hasMembers<Out extends object, Member extends keyof Out>(
  answer: Out,
  members: readonly Member[],
): answer is WithMembers<Out, Member> {
  return members.every((name) => answer[name] !== undefined && answer[name] !== null);
}

function requestIdOf(answer: object): string | null {
  const metadata: unknown = '$metadata' in answer ? answer.$metadata : null;
  if (typeof metadata !== 'object' || metadata === null || !('requestId' in metadata)) return null;
  return typeof metadata.requestId === 'string' ? metadata.requestId : null;
}

const badAnswer = (message: string): Understood => ({
  kind: 'bad-answer',
  errorName: 'IncompleteAnswer',
  message,
  requestId: null,
  wasAnswered: true,
  isTransient: true,
});

/** The credentials of the call could not be renewed: its own question has already been retried. */
const credentialsFailed = (failure: AwsFailure): Understood => ({
  kind: failure.kind === 'throttled' ? 'failed' : failure.kind,
  errorName: failure.errorName,
  message: failure.message,
  requestId: failure.requestId,
  wasAnswered: false,
  isTransient: false,
});
