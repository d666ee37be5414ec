import { type ErrorCode, KeyholderError } from '#lib/domain/keyholder-error';
import type { AwsFailure } from './aws-failure.ts';

/** What a person reads when AWS cannot be reached at all: one sentence, saying what to do. */
export function connectionError(failure: AwsFailure): KeyholderError {
  const [code, sentence] = sayFailure(failure);
  return new KeyholderError(code, sentence, { action: failure.action, error: failure.errorName }, failure);
}

export const noRegion = (cause: unknown): KeyholderError =>
  new KeyholderError(
    'AWS_NO_REGION',
    cause instanceof Error && /not accepted|not a valid/i.test(cause.message)
      ? 'The AWS Region that is set is none: correct AWS_REGION, for example AWS_REGION=us-east-1, or the region in your AWS profile.'
      : 'No AWS Region is set: set AWS_REGION, for example AWS_REGION=us-east-1, or a region in your AWS profile.',
    {},
    cause,
  );

function sayFailure({ kind, errorName, message, action, host }: AwsFailure): [ErrorCode, string] {
  const where = host ?? 'AWS';
  switch (kind) {
    case 'credentials':
      return sayCredentials(errorName, message);
    case 'unreachable':
      if (errorName === 'ERR_INVALID_URL')
        return [
          'AWS_UNREACHABLE',
          'AWS_ENDPOINT_URL is no address: write it like https://aws.example.org, or unset it.',
        ];
      return [
        'AWS_UNREACHABLE',
        `AWS cannot be reached at ${where} (${errorName}): check the network, and AWS_ENDPOINT_URL if it is set.`,
      ];
    case 'bad-answer':
      return [
        'AWS_BAD_ANSWER',
        `${where} answered with something that is not an answer of AWS: check AWS_ENDPOINT_URL and any proxy in between.`,
      ];
    case 'throttled':
      return ['AWS_THROTTLED', `AWS still refuses ${action} because of too many requests: try again in a few minutes.`];
    case 'denied':
      return ['AWS_DENIED', `AWS denies ${action} to these credentials: grant it, or use others.`];
    default:
      return ['AWS_FAILED', `AWS answered ${action} with ${errorName}: try again, and see the log if it stays.`];
  }
}

function sayCredentials(errorName: string, message: string): [ErrorCode, string] {
  if (/^ExpiredToken|^TokenRefreshRequired|^RequestExpired/.test(errorName) || /expired/i.test(message)) {
    return ['AWS_CREDENTIALS_EXPIRED', 'The AWS credentials have expired: sign in to AWS again, then try again.'];
  }
  if (/^(CredentialsProviderError|TokenProviderError)$/.test(errorName)) {
    return [
      'AWS_NO_CREDENTIALS',
      'No AWS credentials were found: set AWS_PROFILE to a profile that has them, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    ];
  }
  if (errorName === 'RequestTimeTooSkewed') {
    return ['AWS_CREDENTIALS_INVALID', "AWS refuses requests because this machine's clock is wrong: set it right."];
  }
  return [
    'AWS_CREDENTIALS_INVALID',
    `AWS does not accept these credentials (${errorName}): check the access key, its secret and the session token.`,
  ];
}
