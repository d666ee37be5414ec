import type { DeviceSighting } from '#lib/domain/device-sighting';
import type { AccountSnapshot, PrincipalOverlay, SourceReading } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { type PrincipalId, rootPrincipalId, userPrincipalId } from '#lib/domain/principal';

/** One list of one principal's devices as AWS gave it: what is in it is there, and if it is complete what is not in it is gone. */
interface DeviceList {
  readonly principalId: PrincipalId;
  readonly source: DeviceSighting['source'];
  readonly readAt: Instant;
  readonly devices: readonly { readonly serialNumber: string; readonly enabledAt: Instant | null }[];
}

interface Lists {
  readonly lists: readonly DeviceList[];
  /** When a list of all virtual devices of the account was read to its end: a principal without an entry has none then. */
  readonly allVirtualReadAt: Instant | null;
}

function listsOf(accountId: string, sources: AccountSnapshot['sources']): Lists {
  const lists: DeviceList[] = [];
  for (const user of sources['mfa-devices']?.facts?.users ?? []) {
    const principalId = userPrincipalId(accountId, user.uniqueId);
    const devices = user.devices === 'gone' ? [] : user.devices;
    lists.push({ principalId, source: 'mfa-devices', readAt: user.readAt, devices });
  }
  const session = sources['root-sessions']?.facts;
  if (session) {
    const { readAt, devices } = session;
    lists.push({ principalId: rootPrincipalId(accountId), source: 'root-sessions', readAt, devices });
  }
  const virtual = sources['virtual-devices'];
  const byOwner = new Map<PrincipalId, DeviceList['devices'][number][]>();
  for (const device of virtual?.facts?.devices ?? []) {
    if (device.assignedTo === null) continue;
    const isRoot = device.assignedTo.arn.endsWith(':root');
    const owner = isRoot ? rootPrincipalId(accountId) : userPrincipalId(accountId, device.assignedTo.uniqueId);
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), device]);
  }
  const readAt = virtual?.facts?.readAt ?? 0;
  for (const [principalId, devices] of byOwner) lists.push({ principalId, source: 'virtual-devices', readAt, devices });
  return { lists, allVirtualReadAt: isWhole(virtual) ? readAt : null };
}

const isWhole = (reading: SourceReading<unknown> | undefined): boolean => reading?.outcome === 'collected';

const keyOf = (s: Pick<DeviceSighting, 'principalId' | 'serialNumber' | 'enabledAt' | 'source'>) =>
  `${s.principalId} ${s.source} ${s.enabledAt ?? ''} ${s.serialNumber}`;

/**
 * Device sightings after one more reading of AWS's lists: seen again, seen for the first time, or found missing.
 * A list older than what a sighting already rests on changes nothing, so the order of readings does not matter.
 * @param only for an overlay: the one principal it speaks of
 */
export function sightDevices(
  before: readonly DeviceSighting[],
  { accountId, sources }: Pick<AccountSnapshot | PrincipalOverlay, 'accountId' | 'sources'>,
  only: PrincipalId | null = null,
): DeviceSighting[] {
  const { lists, allVirtualReadAt } = listsOf(accountId, sources);
  const known = new Map(before.map((s) => [keyOf(s), s]));
  const listed = new Set<string>();
  const completeAt = new Map<string, Instant>();
  for (const { principalId, source, readAt, devices } of lists) {
    if (only !== null && principalId !== only) continue;
    if (source !== 'virtual-devices') completeAt.set(`${principalId} ${source}`, readAt);
    for (const { serialNumber, enabledAt } of devices) {
      const key = keyOf({ principalId, serialNumber, enabledAt, source });
      listed.add(key);
      known.set(key, seen(known.get(key), { accountId, principalId, serialNumber, enabledAt, source }, readAt));
    }
  }
  return [...known].map(([key, sighting]) => {
    if (listed.has(key) || (only !== null && sighting.principalId !== only)) return sighting;
    const at =
      sighting.source === 'virtual-devices'
        ? allVirtualReadAt
        : (completeAt.get(`${sighting.principalId} ${sighting.source}`) ?? null);
    if (at === null || at <= sighting.lastSeenAt || sighting.absentAt !== null) return sighting;
    return { ...sighting, absentAt: at };
  });
}

function seen(
  before: DeviceSighting | undefined,
  device: Pick<DeviceSighting, 'accountId' | 'principalId' | 'serialNumber' | 'enabledAt' | 'source'>,
  readAt: Instant,
): DeviceSighting {
  if (before === undefined) return { ...device, firstSeenAt: readAt, lastSeenAt: readAt, absentAt: null };
  const lastSeenAt = Math.max(before.lastSeenAt, readAt);
  const absentAt = before.absentAt !== null && before.absentAt > lastSeenAt ? before.absentAt : null;
  return { ...before, firstSeenAt: Math.min(before.firstSeenAt, readAt), lastSeenAt, absentAt };
}
