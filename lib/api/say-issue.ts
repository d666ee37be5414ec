import type { z } from 'zod';

/** One shortcoming of a request: which field it is about, and what would be right, in words that a person meets on screen too. */
export function sayIssue(issue: z.core.$ZodIssue): { field: string; message: string } {
  const field = issue.path.filter((step) => typeof step !== 'number').join('.');
  return { field, message: issue.code === 'invalid_value' ? `must be ${anyOf(issue.values)}` : issue.message };
}

function anyOf(values: readonly unknown[]): string {
  const words = values.map(String);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} or ${last}`;
}
