import type { AwsFailureKind } from './aws-failure.ts';

/** What an error of the SDK means to us. */
export interface Understood {
  readonly kind: AwsFailureKind;
  readonly errorName: string;
  readonly message: string;
  readonly requestId: string | null;
  /** AWS (or something in its place) answered: the refusal is evidence. */
  readonly wasAnswered: boolean;
  /** Worth another try that is not about pace: network, timeout, 5xx, an answer that is none. */
  readonly isTransient: boolean;
}

const denied =
  /^(AccessDenied\w*|AuthorizationError|AuthorizationErrorException|UnauthorizedOperation|UnauthorizedAccess|NotAuthorized|OptInRequired|AuthFailure)$/;
const throttled =
  /^(Throttling|ThrottlingException|ThrottledException|Throttled|RequestThrottled|RequestThrottledException|TooManyRequests|TooManyRequestsException|RequestLimitExceeded|BandwidthLimitExceeded|SlowDown|LimitExceeded|LimitExceededException|PriorRequestNotComplete|EC2ThrottledException)$/;
const credentials =
  /^(ExpiredToken|ExpiredTokenException|TokenRefreshRequired|InvalidClientTokenId|UnrecognizedClientException|UnrecognizedClient|InvalidAccessKeyId|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|IncompleteSignatureException|MissingAuthenticationToken|MissingAuthenticationTokenException|InvalidToken|CredentialsProviderError|TokenProviderError|NotSignedIn)$/;
const notFound = /^(NoSuchEntity|NoSuchEntityException)$/;
const network =
  /^(E(CONN(RESET|REFUSED|ABORTED)|PIPE|HOSTUNREACH|HOSTDOWN|NETUNREACH|NETDOWN|TIMEDOUT|AI_AGAIN|PROTO)|ENOTFOUND|UND_ERR\w*|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|HPE_\w+)$/;
/** Names the SDK makes up when a body carried no error of AWS's. */
const nameless = /^(Unknown|UnknownError|Error|SyntaxError|TypeError|\d{3})$/;

/** Reads the SDK's error by its name: `instanceof` would fail across bundled copies (facts C.2). */
export function failureOf(error: unknown): Understood {
  const name = text(error, 'name') ?? 'Error';
  const code = text(error, 'code') ?? text(member(error, 'cause'), 'code');
  const metadata = member(error, '$metadata');
  const response = member(error, '$response');
  const status = number(metadata, 'httpStatusCode') ?? number(response, 'statusCode');
  const requestId = text(metadata, 'requestId') ?? null;
  const said = text(error, 'message') ?? text(error, 'Message') ?? '';
  const understood = (kind: AwsFailureKind, isTransient: boolean, errorName = name, message = said): Understood => ({
    kind,
    errorName,
    message: message === '' || message === 'Unknown' || message === 'UnknownError' ? sayKind(kind, errorName) : message,
    requestId,
    wasAnswered: status !== undefined,
    isTransient,
  });

  // Name resolution and refused connections arrive with AWS's retry metadata but without a status.
  if (status === undefined || status < 400) {
    if (credentials.test(name)) return understood('credentials', false);
    // Node says "aborted" when a connection is closed in the middle of a body.
    if (code === 'ECONNRESET' && said === 'aborted') return understood('bad-answer', true, 'CutOffAnswer', cutOff);
    if (code === 'ERR_INVALID_URL') return understood('unreachable', false, code, noAddress);
    // The SDK calls a closed connection a TimeoutError too; Node's code tells them apart.
    if (code && code !== 'ETIMEDOUT' && network.test(code)) return understood('unreachable', true, code, noConnection);
    if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') {
      return understood('unreachable', true, 'TimeoutError', noAnswer);
    }
    if (status !== undefined || name === 'SyntaxError')
      return understood('bad-answer', true, 'UnreadableAnswer', unreadable);
    return understood('failed', false);
  }
  const isNameless = nameless.test(name);
  if (throttled.test(name)) return understood('throttled', false);
  if (status === 429) return understood('throttled', false, isNameless ? 'Http429' : name);
  // After a refusal for the time of a signature the SDK corrects for the difference of the clocks.
  if (credentials.test(name)) return understood('credentials', /signature (expired|not yet current)/i.test(said));
  if (denied.test(name)) return understood('denied', false);
  if (notFound.test(name)) return understood('not-found', false);
  if (/^RequestTimeTooSkewed$|^RequestExpired$/.test(name)) return understood('credentials', true);
  if (status >= 500 && isNameless)
    return understood('failed', true, `Http${status}`, `Status ${status} without a reason.`);
  if (status >= 500) return understood('failed', true);
  // A proxy's page instead of AWS's error: not AWS's denial, whatever its status says.
  if (isNameless) return understood('bad-answer', true, `Http${status}`, unreadable);
  return understood('failed', false);
}

const noConnection = 'the connection failed or was closed before an answer came.';
const noAddress = 'the endpoint that is configured is no address.';
const noAnswer = 'no answer in time.';
const cutOff = 'The answer was cut off before its end.';
const unreadable = 'The answer was not one of AWS (HTML, empty or cut off).';

function sayKind(kind: AwsFailureKind, errorName: string): string {
  switch (kind) {
    case 'throttled':
      return 'AWS asks for fewer requests.';
    case 'not-found':
      return 'AWS knows no such entity.';
    default:
      return `AWS answered ${errorName} without a message.`;
  }
}

function member(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? Reflect.get(of, name) : undefined;
}

function text(of: unknown, name: string): string | undefined {
  const value = member(of, name);
  return typeof value === 'string' ? value : undefined;
}

function number(of: unknown, name: string): number | undefined {
  const value = member(of, name);
  return typeof value === 'number' ? value : undefined;
}
