import type { Instant } from '#lib/domain/instant';

/** One answered request to AWS, as it goes into evidence. Session tokens and secrets are replaced by their hash before it is made. */
export interface AwsCall {
  /** IAM action: `iam:ListUsers`. */
  readonly action: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** AWS's request id; null when the answer carried none. */
  readonly requestId: string | null;
  /** When the answer arrived. */
  readonly at: Instant;
  /** The answer as decoded by the SDK, without `$metadata`; the error's name and message for a refused call. */
  readonly answer: unknown;
  /** Byte-exact text, for the credential report and CloudTrail records. */
  readonly bytes?: string;
}
