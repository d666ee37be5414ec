import type { AwsCall } from './aws-call.ts';

/**
 * Why a question to AWS stayed without an answer:
 * `denied` the caller lacks the action; `throttled` still throttled after retries; `unreachable` no connection or no answer in time;
 * `bad-answer` status 200 with HTML, an empty or a cut-off body; `credentials` missing, expired or refused; `not-found` NoSuchEntity;
 * `failed` any other error AWS named.
 */
export type AwsFailureKind =
  | 'denied'
  | 'throttled'
  | 'unreachable'
  | 'bad-answer'
  | 'credentials'
  | 'not-found'
  | 'failed';

export class AwsFailure extends Error {
  override readonly name = 'AwsFailure';
  readonly kind: AwsFailureKind;
  /** IAM action: `iam:ListUsers`. */
  readonly action: string;
  /** AWS's error name: `AccessDenied`, `Throttling`, `TimeoutError`. */
  readonly errorName: string;
  readonly requestId: string | null;
  /** The refused call, for evidence; null when nothing was answered. */
  readonly call: AwsCall | null;
  /** Host that was asked, where the sentence about it must name it. */
  readonly host: string | null;

  constructor(
    kind: AwsFailureKind,
    action: string,
    errorName: string,
    message: string,
    call: AwsCall | null,
    host: string | null = null,
  ) {
    super(message);
    this.kind = kind;
    this.action = action;
    this.errorName = errorName;
    this.requestId = call?.requestId ?? null;
    this.call = call;
    this.host = host;
  }
}
