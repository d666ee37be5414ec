/** Pages and cursors: what every list has in common. */
import { KeyholderError } from '#lib/domain/keyholder-error';
import type { KeysetPage, KeyValues } from '#lib/store/keyset';

export const defaultLimit = 50;
export const maxLimit = 500;

/**
 * The page a reader asked for.
 * @param list name of the list and its sort; a cursor of another one is refused
 * @param keys how many values this list's cursors hold
 * @throws KeyholderError INPUT_INVALID for a cursor that this list did not give out, or a limit out of range
 */
export function pageOf(
  query: { cursor?: string | null; limit?: number },
  list: string,
  keys: number,
  descending: boolean,
): KeysetPage {
  const limit = query.limit ?? defaultLimit;
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw new KeyholderError('INPUT_INVALID', `limit must be a whole number from 1 to ${maxLimit}.`, {
      field: 'limit',
    });
  return { after: query.cursor ? decode(query.cursor, list, keys) : null, limit, descending };
}

/** The opaque text from which the next page is asked for. */
export const cursorOf = (list: string, next: KeyValues | null): string | null =>
  next === null ? null : Buffer.from(JSON.stringify([list, ...next]), 'utf8').toString('base64url');

function decode(cursor: string, list: string, keys: number): KeyValues {
  const wrong = new KeyholderError(
    'INPUT_INVALID',
    'This cursor does not belong to this list and order. Start again without it.',
    { field: 'cursor' },
  );
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    throw wrong;
  }
  if (!Array.isArray(parsed) || parsed.length !== keys + 1 || parsed[0] !== list) throw wrong;
  return parsed.slice(1).map((value: unknown) => {
    if (typeof value === 'string' || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
    throw wrong;
  });
}
