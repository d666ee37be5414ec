import { KeyholderError } from '#lib/domain/keyholder-error';
import type { ImportPreviewView } from '#lib/present/views/settings';
import type { LineError } from './parse-csv.ts';

/** `pending`: sign-ins are still to be attributed by the worker. */
export type ImportResult = ImportPreviewView & { readonly pending: boolean };

const mostChanges = 50;
const mostErrors = 200;

/** What a viewer is told about a file: counts, errors by line in the order of the file, and the first changes in words. */
export function resultOf(
  rows: number,
  valid: number,
  errors: readonly LineError[],
  changes: readonly string[],
  pending = false,
): ImportResult {
  return {
    rows,
    valid,
    errors: errors.toSorted((a, b) => a.line - b.line).slice(0, mostErrors),
    changes: changes.slice(0, mostChanges),
    pending,
  };
}

/** Refuses a file as a whole when a line of it cannot be used. */
export function requireNoErrors(rows: number, errors: readonly LineError[]): void {
  if (errors.length === 0) return;
  const sorted = errors.toSorted((a, b) => a.line - b.line);
  const first = sorted[0];
  const message = `${errors.length} of ${rows} lines cannot be used, so nothing was imported. Line ${first?.line}: ${first?.message}`;
  throw new KeyholderError('INPUT_INVALID', message, { errors: sorted.slice(0, mostErrors) });
}
