import type { ImportPreviewView } from '#lib/present/views/settings';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** An import's answer, or the errors by line inside a refusal; null for anything else. */
export function importAnswer(value: unknown): ImportPreviewView | null {
  if (!isRecord(value)) return null;
  const { rows, valid, errors, changes } = value;
  if (!Array.isArray(errors)) return null;
  return {
    rows: typeof rows === 'number' ? rows : 0,
    valid: typeof valid === 'number' ? valid : 0,
    errors: errors.filter(isRecord).map((error) => ({
      line: Number(error.line),
      column: typeof error.column === 'string' ? error.column : null,
      message: String(error.message),
    })),
    changes: Array.isArray(changes) ? changes.map(String) : [],
  };
}
