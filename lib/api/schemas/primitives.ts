import { z } from 'zod';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { MfaDeviceType, Strength } from '#lib/domain/mfa-device';
import type { CheckView, CountView, DeviceView, PersonRefView } from '#lib/present/views/common';
import type { ExceptionMarkView } from '#lib/present/views/exceptions';

/** An instant in an answer: RFC 3339, UTC. */
export const instant = z.iso.datetime().meta({ id: 'Instant', description: 'RFC 3339, UTC, with milliseconds' });

/**
 * An instant somebody gives: RFC 3339 with a time zone, or a date, which means midnight UTC. Read as milliseconds.
 * Years beyond 9999 and before 1970 are typing errors.
 */
export const givenInstant = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], {
    error: 'must be a time like 2026-09-01T00:00:00Z, or a date like 2026-09-01',
  })
  .transform((text) => Date.parse(text))
  .refine((at) => at >= 0, 'must not be before 1970')
  .meta({ description: 'RFC 3339 with a time zone, or a date, which means midnight UTC', type: 'string' });

export const accountId = z.string().regex(/^\d{12}$/, 'must be an account id of 12 digits');

/** Text a person writes: trimmed, not empty, without control characters, of bounded length. */
export const sentence = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `must not be longer than ${longest} characters`)
    .refine((text) => !hasControlCharacters(text), 'must not contain control characters');

function hasControlCharacters(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 32 && code !== 10 && code !== 13 && code !== 9) || code === 127) return true;
  }
  return /\p{Surrogate}/u.test(text);
}

export const complianceStatus = z
  .enum(['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE', 'INSUFFICIENT_DATA'])
  .meta({ id: 'ComplianceStatus' }) satisfies z.ZodType<ComplianceStatus>;

export const strength = z.enum(['only', 'also-phishable', 'no', 'unknown']).meta({
  id: 'Strength',
  description: "phishing resistance of the principal's valid devices",
}) satisfies z.ZodType<Strength>;

export const deviceType = z
  .enum(['passkey-or-security-key', 'virtual-authenticator', 'hardware-totp', 'sms'])
  .meta({ id: 'MfaDeviceType' }) satisfies z.ZodType<MfaDeviceType>;

export const count = z.object({ n: z.int(), of: z.int(), unknown: z.int() }) satisfies z.ZodType<CountView>;

export const device = z.object({
  serialNumber: z.string(),
  name: z.string(),
  type: deviceType,
  enabledAt: instant.nullable(),
}) satisfies z.ZodType<DeviceView>;

export const personRef = z.object({ id: z.string(), name: z.string() }) satisfies z.ZodType<PersonRefView>;

export const lastKnown = z.object({ status: complianceStatus, at: instant }).nullable();

/** The accepted risk that holds now; it never changes the status beside it. */
export const exceptionMark = z
  .object({
    id: z.string(),
    owner: z.string(),
    reason: z.string(),
    expiresAt: instant,
    endsInDays: z.int().nullable(),
    recordedAt: instant,
    recordedBy: z.string(),
  })
  .meta({ id: 'ExceptionMark' }) satisfies z.ZodType<ExceptionMarkView>;

export const check = z.object({
  checkId: z.string(),
  title: z.string(),
  status: complianceStatus,
  reason: z.string(),
  evidence: z.array(
    z.object({ label: z.string(), source: z.string(), sha256: z.string().nullable(), at: instant.nullable() }),
  ),
  missing: z.array(z.string()),
  exception: exceptionMark.nullable(),
  lastKnown,
}) satisfies z.ZodType<CheckView>;

/** A page of a list. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.int(), totalIsLowerBound: z.boolean() });

/** Repeated parameters: any of these. */
export const anyOf = <Item extends z.ZodType>(item: Item) => z.array(item).max(200);

const flag = z.enum(['true', 'false'], { error: 'must be true or false' }).transform((text) => text === 'true');
export const flagParameter = flag.meta({ type: 'boolean' });

/** Every list and the overview can be narrowed to a boundary. */
export const boundaryQuery = { boundary: z.string().min(1).max(100) };

export const pageQuery = {
  ...boundaryQuery,
  cursor: z.string().min(1).max(2_000),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'must be a number from 1 to 500')
    .transform(Number)
    .refine((n) => n >= 1 && n <= 500, 'must be a number from 1 to 500')
    .meta({ type: 'integer', minimum: 1, maximum: 500 }),
  /** `csv` answers the same rows, all of them, as a table. */
  format: z.enum(['json', 'csv']),
};
