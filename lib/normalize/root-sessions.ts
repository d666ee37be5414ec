import { z } from 'zod';
import type { RootSessionsFacts } from '#lib/domain/facts';
import { answerNotUnderstood, readAt, readEach } from './aws-answer.ts';
import { listedDevice, onceEach } from './mfa-devices.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({ MFADevices: z.array(z.unknown()), readAt });

/** ListMFADevices of a root session. A list with an entry that cannot be read is none: a shorter one would say the device does not exist. */
export function normalizeRootSessions(answer: unknown): Normalized<RootSessionsFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('ListMFADevices of root', parsed.error, answer);
  const { read, unreadable } = readEach('ListMFADevices of root', parsed.data.MFADevices, listedDevice);
  if (unreadable.length > 0) return { facts: null, unreadable };
  return { facts: { readAt: parsed.data.readAt, devices: onceEach(read) }, unreadable: [] };
}
