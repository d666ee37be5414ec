import { describe, expect, it } from 'vitest';
import { failureOf } from './failure-of.ts';

/** Errors as the SDK throws them: names and statuses of the facts, C.2; Node's codes. */
const sdkError = (name: string, status?: number, more: object = {}) =>
  Object.assign(new Error('AWS said so'), {
    name,
    ...(status === undefined ? {} : { $metadata: { httpStatusCode: status, requestId: 'r-1' } }),
    ...more,
  });

describe('failureOf', () => {
  const cases: [string, unknown, string, boolean][] = [
    ['IAM denies', sdkError('AccessDenied', 403), 'denied', false],
    ['CloudTrail denies', sdkError('AccessDeniedException', 400), 'denied', false],
    ['EC2 denies', sdkError('UnauthorizedOperation', 403), 'denied', false],
    ['IAM throttles', sdkError('Throttling', 400), 'throttled', false],
    ['CloudTrail throttles', sdkError('ThrottlingException', 400), 'throttled', false],
    ['EC2 throttles', sdkError('RequestLimitExceeded', 503), 'throttled', false],
    ['the report quota', sdkError('LimitExceededException', 409), 'throttled', false],
    ['session ended, IAM', sdkError('ExpiredToken', 403), 'credentials', false],
    ['session ended, CloudTrail', sdkError('ExpiredTokenException', 400), 'credentials', false],
    ['unknown key, IAM', sdkError('InvalidClientTokenId', 403), 'credentials', false],
    ['unknown key, CloudTrail', sdkError('UnrecognizedClientException', 400), 'credentials', false],
    ['wrong secret', sdkError('SignatureDoesNotMatch', 403), 'credentials', false],
    ['no credentials at all', sdkError('CredentialsProviderError'), 'credentials', false],
    ['no such user', sdkError('NoSuchEntityException', 404), 'not-found', false],
    ['not a FIDO key', sdkError('ValidationError', 400), 'failed', false],
    ['AWS is ill', sdkError('ServiceFailureException', 500), 'failed', true],
    ['a proxy is ill', sdkError('SyntaxError', 502), 'failed', true],
    ['a proxy refuses with a page', sdkError('UnknownError', 403), 'bad-answer', true],
    [
      'HTML in place of JSON',
      sdkError('SyntaxError', undefined, { $response: { statusCode: 200 } }),
      'bad-answer',
      true,
    ],
    ['refused', sdkError('Error', undefined, { code: 'ECONNREFUSED' }), 'unreachable', true],
    ['closed', sdkError('TimeoutError', undefined, { code: 'ECONNRESET' }), 'unreachable', true],
    [
      'no such host',
      sdkError('Error', undefined, { code: 'ENOTFOUND', $metadata: { attempts: 1 } }),
      'unreachable',
      true,
    ],
    ['too slow', sdkError('TimeoutError'), 'unreachable', true],
    ['a mistake of ours', new RangeError('x'), 'failed', false],
    ['not even an error', 'x', 'failed', false],
  ];
  for (const [title, error, kind, isTransient] of cases) {
    it(`${title}: ${kind}`, () => expect(failureOf(error)).toMatchObject({ kind, isTransient }));
  }

  it('a closed connection is not called a timeout', () => {
    expect(failureOf(sdkError('TimeoutError', undefined, { code: 'ECONNRESET' })).errorName).toBe('ECONNRESET');
  });
  it('only an answer is evidence', () => {
    expect(failureOf(sdkError('AccessDenied', 403))).toMatchObject({ wasAnswered: true, requestId: 'r-1' });
    expect(failureOf(sdkError('TimeoutError'))).toMatchObject({ wasAnswered: false, requestId: null });
  });
});
