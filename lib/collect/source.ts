import type { AccountAws } from '#lib/aws/account-aws';
import type { AwsCall } from '#lib/aws/aws-call';
import type { SourceFailure, SourceId } from '#lib/domain/collection';

/** A committed portion of one source: never more than one page of AWS's answers, or 200 users asked one by one. */
export interface Chunk<Answer> {
  /** AWS's answers as the SDK decoded them; normalize/ turns them into facts. */
  readonly answer: Answer;
  readonly calls: readonly AwsCall[];
  /** Subjects asked and answered in this chunk; a chunk may hold failures only. */
  readonly attempted: number;
  readonly succeeded: number;
  readonly failures: readonly SourceFailure[];
}

/** What a source is called and which IAM actions it needs; held against iam-policy.json by a test. */
export interface SourceDeclaration {
  readonly id: SourceId;
  readonly actions: readonly string[];
}

/**
 * One question put to AWS about an account. It is dumb: it asks, pages and records; it judges nothing and hides nothing.
 * When the question as a whole is refused or fails, `read` throws the AwsFailure, after the chunks that were read until then;
 * a failure about one subject of many stands in the chunk.
 */
export interface Source<Input, Answer> extends SourceDeclaration {
  read(aws: AccountAws, input: Input): AsyncGenerator<Chunk<Answer>>;
}
