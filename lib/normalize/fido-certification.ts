import { z } from 'zod';
import type { FidoCertificationFacts } from '#lib/domain/facts';
import { answerNotUnderstood, readAt, readEach } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({ devices: z.array(z.unknown()) });

const deviceSchema = z.object({
  serialNumber: z.string().min(1),
  enabledAt: z.number().int().nullable(),
  certifications: z.record(z.string(), z.string()),
  readAt,
});

/** GetMFADevice of FIDO devices: levels as captured when the device was registered. */
export function normalizeFidoCertification(answer: unknown): Normalized<FidoCertificationFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('GetMFADevice', parsed.error, answer);
  const { read, unreadable } = readEach('GetMFADevice', parsed.data.devices, deviceSchema);
  const devices = read.map(({ certifications, readAt: capturedAt, ...device }) => ({
    ...device,
    levels: certifications,
    capturedAt,
  }));
  return { facts: { devices }, unreadable };
}

export const mergeFidoCertification = (chunks: readonly FidoCertificationFacts[]): FidoCertificationFacts => ({
  devices: chunks.flatMap((chunk) => chunk.devices),
});
