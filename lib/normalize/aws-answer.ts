/** What every answer of AWS's API has in common when it is read. */
import { z } from 'zod';
import type { Unreadable } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { readTime } from './cloudtrail-record.ts';
import type { Normalized } from './normalized.ts';

/** A time as the SDK decodes it (`Date`), or as text where an answer comes back from evidence. */
export const instant = z.union([
  z.date().transform((date): Instant => date.getTime()),
  z.string().transform((value, context): Instant => {
    const at = readTime(value);
    if (at !== null) return at;
    context.addIssue({ code: 'custom', message: 'no point in time' });
    return z.NEVER;
  }),
]);

/** Null where AWS gave no time. */
export const instantOrNull = z.union([instant, z.undefined().transform(() => null), z.null()]).default(null);

/** When Keyholder read an answer, set by collect/. */
export const readAt = z.number().int();

/** An answer that as a whole is not what the operation gives. */
export function answerNotUnderstood<F>(operation: string, error: z.ZodError, answer: unknown): Normalized<F> {
  return { facts: null, unreadable: [unreadable(operation, error, answer)] };
}

export function unreadable(where: string, error: z.ZodError, raw: unknown): Unreadable {
  const fields = [...new Set(error.issues.map((issue) => issue.path.join('.') || 'the answer itself'))];
  return { where, reason: `Missing or malformed: ${fields.join(', ')}.`, raw: asText(raw) };
}

/** Reads the entries of a list one by one: what one malformed entry says is kept aside, and costs no other. */
export function readEach<T>(where: string, entries: readonly unknown[], schema: z.ZodType<T>) {
  const read: T[] = [];
  const aside: Unreadable[] = [];
  entries.forEach((entry, index) => {
    const parsed = schema.safeParse(entry);
    if (parsed.success) read.push(parsed.data);
    else aside.push(unreadable(`${where}, entry ${index + 1}`, parsed.error, entry));
  });
  return { read, unreadable: aside };
}

const longestKept = 20_000;

function asText(raw: unknown): string {
  try {
    return (typeof raw === 'string' ? raw : (JSON.stringify(raw) ?? String(raw))).slice(0, longestKept);
  } catch {
    return String(raw);
  }
}
