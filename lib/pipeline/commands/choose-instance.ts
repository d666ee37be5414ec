import { type Instant, sayInstant, toIsoOrNull } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import type { DeviceInstance } from '#lib/domain/mfa-device';

/** Which enabling of a device a custody is about: the one named, or the only one that fits the serial number and the time. */
export function chooseInstance(
  instances: readonly DeviceInstance[],
  given: {
    serialNumber: string;
    deviceInstanceId?: string | undefined;
    enabledAt?: Instant | null;
    validFrom: Instant;
    validTo: Instant | null;
  },
): DeviceInstance {
  const named = instances.filter((instance) => instance.serialNumber === given.serialNumber);
  if (named.length === 0) {
    throw new KeyholderError('NOT_FOUND', `This principal has and had no device "${given.serialNumber}".`);
  }
  if (given.deviceInstanceId !== undefined) {
    const chosen = named.find((instance) => instance.id === given.deviceInstanceId);
    if (!chosen)
      throw new KeyholderError(
        'NOT_FOUND',
        'This device has no such instance. Read the list of devices again.',
        candidatesOf(named),
      );
    return chosen;
  }
  const enabledAt = given.enabledAt ?? null;
  const fitting = named.filter((instance) =>
    enabledAt === null ? overlaps(instance, given.validFrom, given.validTo) : startedAt(instance, enabledAt),
  );
  if (fitting.length > 1) {
    const message = 'This serial number was used more than once in that time. Name the device instance that is meant.';
    throw new KeyholderError('CONFLICT', message, candidatesOf(fitting));
  }
  const only = fitting[0] ?? (enabledAt === null && named.length === 1 ? named[0] : undefined);
  if (!only) {
    const when =
      enabledAt === null
        ? `between ${sayInstant(given.validFrom)} and ${given.validTo === null ? 'now' : sayInstant(given.validTo)}`
        : `at ${sayInstant(enabledAt)}`;
    throw new KeyholderError('NOT_FOUND', `"${given.serialNumber}" was not enabled ${when}.`, candidatesOf(named));
  }
  return only;
}

function overlaps(instance: DeviceInstance, from: Instant, to: Instant | null): boolean {
  const begins = instance.from.earliest ?? Number.NEGATIVE_INFINITY;
  const ends = instance.until === null ? Number.POSITIVE_INFINITY : (instance.until.latest ?? Number.POSITIVE_INFINITY);
  return begins < (to ?? Number.POSITIVE_INFINITY) && from < ends;
}

/** AWS gives enabling times in seconds. */
function startedAt(instance: DeviceInstance, at: Instant): boolean {
  const { earliest, latest } = instance.from;
  return (earliest ?? Number.NEGATIVE_INFINITY) - 1_000 < at && at < (latest ?? Number.POSITIVE_INFINITY) + 1_000;
}

const candidatesOf = (instances: readonly DeviceInstance[]) => ({
  candidates: instances.map(({ id, serialNumber, from, until }) => ({
    deviceInstanceId: id,
    serialNumber,
    enabledEarliest: toIsoOrNull(from.earliest),
    enabledLatest: toIsoOrNull(from.latest),
    removedEarliest: toIsoOrNull(until?.earliest ?? null),
    removedLatest: toIsoOrNull(until?.latest ?? null),
  })),
});
