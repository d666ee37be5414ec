import { type ErrorCode, isKeyholderError } from '#lib/domain/keyholder-error';

/**
 * What `keyholder` exits with. 0 to 2 are `collect`'s answers (all, nothing, partly); the others follow sysexits.h,
 * so that a script can tell a wrong command from an unreachable database. The README repeats this table.
 */
export const exitCodes = {
  done: 0,
  nothing: 1,
  partly: 2,
  usage: 64,
  badInput: 65,
  noData: 66,
  unavailable: 69,
  unexpected: 70,
  cannotCreate: 73,
  badConfig: 78,
} as const;

const byCode: Partial<Record<ErrorCode, number>> = {
  CONFIG_INVALID: exitCodes.badConfig,
  PORT_IN_USE: exitCodes.unavailable,
  BUILD_MISSING: exitCodes.unavailable,
  DATA_UNREACHABLE: exitCodes.unavailable,
  DATA_TOO_NEW: exitCodes.unavailable,
  DATA_NOT_WRITABLE: exitCodes.cannotCreate,
  DATA_MISSING: exitCodes.noData,
  INPUT_INVALID: exitCodes.badInput,
  UNEXPECTED: exitCodes.unexpected,
};

/** Everything AWS refused is `nothing`: the command was right, and no account could be read. */
export function exitCodeOf(error: unknown): number {
  if (!isKeyholderError(error)) return exitCodes.unexpected;
  return byCode[error.code] ?? exitCodes.nothing;
}
