import { z } from 'zod';
import type { ListedDevice, MfaDevicesFacts, Unreadable } from '#lib/domain/facts';
import { answerNotUnderstood, instantOrNull, readAt, readEach } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({
  users: z.array(
    z.object({
      uniqueId: z.string().min(1),
      userName: z.string().min(1),
      devices: z.union([z.literal('gone'), z.array(z.unknown())]),
      readAt,
    }),
  ),
});

/** An entry of ListMFADevices. */
export const listedDevice = z
  .object({ SerialNumber: z.string().min(1), EnableDate: instantOrNull.catch(null) })
  .transform((d): ListedDevice => ({ serialNumber: d.SerialNumber, enabledAt: d.EnableDate }));

/**
 * ListMFADevices of up to 200 users. A user one of whose devices cannot be read has no list: a shorter one would say
 * that the device does not exist.
 */
export function normalizeMfaDevices(answer: unknown): Normalized<MfaDevicesFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('ListMFADevices', parsed.error, answer);
  const users: MfaDevicesFacts['users'][number][] = [];
  const unreadable: Unreadable[] = [];
  for (const user of parsed.data.users) {
    if (user.devices === 'gone') {
      users.push({ ...user, devices: 'gone' });
      continue;
    }
    const { read, unreadable: aside } = readEach(`ListMFADevices of ${user.userName}`, user.devices, listedDevice);
    unreadable.push(...aside);
    if (aside.length === 0) users.push({ ...user, devices: onceEach(read) });
  }
  return { facts: { users }, unreadable };
}

export function mergeMfaDevices(chunks: readonly MfaDevicesFacts[]): MfaDevicesFacts {
  return { users: chunks.flatMap((chunk, block) => chunk.users.map((user) => ({ ...user, block }))) };
}

export const onceEach = (devices: readonly ListedDevice[]): readonly ListedDevice[] => [
  ...new Map(devices.map((device) => [device.serialNumber, device])).values(),
];
