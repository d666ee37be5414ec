import type { ErrorCode } from '#lib/domain/keyholder-error';
import { isKeyholderError, KeyholderError } from '#lib/domain/keyholder-error';

/** HTTP status of each error code: the one place where errors meet the transport. */
const statusOf: Record<ErrorCode, number> = {
  AWS_NO_CREDENTIALS: 503,
  AWS_CREDENTIALS_EXPIRED: 503,
  AWS_CREDENTIALS_INVALID: 503,
  AWS_NO_REGION: 503,
  AWS_UNREACHABLE: 503,
  AWS_ROLE_NOT_ASSUMABLE: 503,
  AWS_DENIED: 503,
  AWS_THROTTLED: 503,
  AWS_BAD_ANSWER: 503,
  AWS_FAILED: 503,
  CONFIG_INVALID: 500,
  PORT_IN_USE: 500,
  DATA_NOT_WRITABLE: 503,
  DATA_MISSING: 503,
  DATA_TOO_NEW: 503,
  DATA_UNREACHABLE: 503,
  BUILD_MISSING: 500,
  INPUT_INVALID: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  ORIGIN_REFUSED: 403,
  TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  METHOD_NOT_ALLOWED: 405,
  LEASE_LOST: 503,
  UNEXPECTED: 500,
};

const titles: Record<number, string> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  500: 'Internal error',
  503: 'Service unavailable',
};

/** RFC 9457 problem+json. `code` is from a closed set; further members explain it and are safe to show. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  [member: string]: unknown;
}

/** What a caller is told about an error. Anything that is not a KeyholderError says nothing of itself: its stack goes to the log. */
export function problemOf(error: unknown, reference: string): Problem {
  if (!isKeyholderError(error)) {
    const detail = `Something went wrong that should not have. The log has it under reference ${reference}.`;
    return { type: 'about:blank', title: 'Internal error', status: 500, detail, code: 'UNEXPECTED', reference };
  }
  const status = statusOf[error.code];
  const standard = {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail: error.message,
    code: error.code,
  };
  // What explains the error never takes the place of RFC 9457's own members, and stands after them.
  return { ...standard, ...error.detail, ...standard };
}

export function problemResponse(error: unknown, reference: string, headers: Record<string, string> = {}): Response {
  const problem = problemOf(error, reference);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  });
}

export const notFound = (what: string): KeyholderError => new KeyholderError('NOT_FOUND', `There is no ${what}.`);
