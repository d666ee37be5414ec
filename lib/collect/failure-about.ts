import type { AwsFailure } from '#lib/aws/aws-failure';
import type { SourceFailure } from '#lib/domain/collection';

/** One subject of many that stayed without an answer, in words a screen can show. */
export const failureAbout = (subject: string, { action, errorName, message }: AwsFailure): SourceFailure => ({
  subject,
  action,
  error: `${errorName}: ${message}`,
});
