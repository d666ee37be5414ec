/** The closed set of errors a person can meet. Each has one clear sentence that says what to do; causes go to the log. */

export type ErrorCode =
  | 'AWS_NO_CREDENTIALS'
  | 'AWS_CREDENTIALS_EXPIRED'
  | 'AWS_CREDENTIALS_INVALID'
  | 'AWS_NO_REGION'
  | 'AWS_UNREACHABLE'
  | 'AWS_ROLE_NOT_ASSUMABLE'
  | 'AWS_DENIED'
  | 'AWS_THROTTLED'
  | 'AWS_BAD_ANSWER'
  | 'AWS_FAILED'
  | 'CONFIG_INVALID'
  | 'PORT_IN_USE'
  | 'DATA_NOT_WRITABLE'
  | 'DATA_MISSING'
  | 'DATA_TOO_NEW'
  | 'DATA_UNREACHABLE'
  | 'BUILD_MISSING'
  | 'INPUT_INVALID'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'ORIGIN_REFUSED'
  | 'TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'METHOD_NOT_ALLOWED'
  | 'LEASE_LOST'
  | 'UNEXPECTED';

export class KeyholderError extends Error {
  override readonly name = 'KeyholderError';
  readonly code: ErrorCode;
  /** Facts that explain it and are safe to show: field names, line numbers, an action, candidates. */
  readonly detail: Readonly<Record<string, unknown>>;

  /** @param message one sentence for a person, saying what to do. */
  constructor(code: ErrorCode, message: string, detail: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.detail = detail;
  }
}

export const isKeyholderError = (e: unknown): e is KeyholderError => e instanceof KeyholderError;
