import { z } from 'zod';
import type { VirtualDevice, VirtualDevicesFacts } from '#lib/domain/facts';
import { answerNotUnderstood, instantOrNull, readAt, readEach } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({ VirtualMFADevices: z.array(z.unknown()), readAt });

/** `User` is there only for an assigned device; for root it has an ARN and an id, and neither name nor path. */
const deviceSchema = z
  .object({
    SerialNumber: z.string().min(1),
    EnableDate: instantOrNull.catch(null),
    User: z
      .object({
        Arn: z.string().min(1),
        UserId: z.string().min(1),
        UserName: z.string().min(1).nullable().default(null),
      })
      .nullable()
      .default(null),
  })
  .transform(
    (d): VirtualDevice => ({
      serialNumber: d.SerialNumber,
      enabledAt: d.EnableDate,
      assignedTo: d.User === null ? null : { arn: d.User.Arn, uniqueId: d.User.UserId, userName: d.User.UserName },
    }),
  );

/** One page of ListVirtualMFADevices. */
export function normalizeVirtualDevices(answer: unknown): Normalized<VirtualDevicesFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('ListVirtualMFADevices', parsed.error, answer);
  const { read, unreadable } = readEach('ListVirtualMFADevices', parsed.data.VirtualMFADevices, deviceSchema);
  return { facts: { readAt: parsed.data.readAt, devices: read }, unreadable };
}

export function mergeVirtualDevices(pages: readonly VirtualDevicesFacts[]): VirtualDevicesFacts {
  const devices = new Map(pages.flatMap((page) => page.devices.map((d) => [d.serialNumber, d] as const)));
  return { readAt: Math.max(...pages.map((page) => page.readAt)), devices: [...devices.values()] };
}
