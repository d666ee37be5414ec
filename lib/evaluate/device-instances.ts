import { createHash } from 'node:crypto';
import type { LifecycleEvent } from '#lib/domain/console-login';
import type { DeviceSighting } from '#lib/domain/device-sighting';
import { type Bounds, type Instant, minute, second } from '#lib/domain/instant';
import { type DeviceInstance, deviceType, type InstanceSource } from '#lib/domain/mfa-device';
import type { PrincipalId } from '#lib/domain/principal';
import { identifiesDevice } from './device-identifier.ts';

export interface DeviceTraces {
  readonly accountId: string;
  readonly principalId: PrincipalId;
  readonly sightings: readonly DeviceSighting[];
  /** Those that `lifecycleByPrincipal` gave to this principal; refused ones are ignored. */
  readonly lifecycle: readonly LifecycleEvent[];
  /** Identifiers of this principal's successful logins: they tighten bounds, and create nothing (case L15). */
  readonly logins: readonly { readonly mfaIdentifier: string; readonly time: Instant }[];
}

/** Every enabling of a device for this principal that lists and lifecycle events show, oldest first. */
export function deviceInstances(traces: DeviceTraces): readonly DeviceInstance[] {
  const events = traces.lifecycle.filter((event) => event.errorCode === null && event.serialNumber !== null);
  const serials = new Set([
    ...traces.sightings.map((sighting) => sighting.serialNumber),
    ...events.filter((event) => ownershipEvents.has(event.name)).map((event) => event.serialNumber ?? ''),
  ]);
  return [...serials]
    .flatMap((serialNumber) =>
      instancesOfSerial(
        traces,
        serialNumber,
        traces.sightings.filter((sighting) => sighting.serialNumber === serialNumber),
        events.filter((event) => event.serialNumber === serialNumber),
      ),
    )
    .sort(
      (a, b) =>
        (a.from.latest ?? 0) - (b.from.latest ?? 0) ||
        (a.from.earliest ?? 0) - (b.from.earliest ?? 0) ||
        (a.id < b.id ? -1 : 1),
    );
}

/** Events that show a device to be, or to have been, a principal's. */
const ownershipEvents = new Set(['EnableMFADevice', 'DeactivateMFADevice', 'ResyncMFADevice']);

/** One enabling while its traces are being put together. */
interface Enabling {
  /** Null: not known, only that it was before `latest`. */
  at: Instant | null;
  latest: Instant;
  sightings: DeviceSighting[];
  sources: Set<InstanceSource>;
  deactivated: LifecycleEvent | null;
  deleted: LifecycleEvent | null;
}

function instancesOfSerial(
  traces: DeviceTraces,
  serialNumber: string,
  sightings: readonly DeviceSighting[],
  events: readonly LifecycleEvent[],
): readonly DeviceInstance[] {
  const enablings = enablingsOf(sightings, events);
  const ordered = enablings.map((enabling, i) =>
    instance(traces, serialNumber, enabling, enablings[i - 1], enablings[i + 1]),
  );
  const logins = traces.logins.filter((login) => identifiesDevice(login.mfaIdentifier, serialNumber));
  return ordered.map((one, i) => tightened(one, i, ordered, logins));
}

/** AWS's EnableDate and CloudTrail's eventTime of one enabling differ by a moment at most. */
const sameMoment = minute;

function enablingsOf(sightings: readonly DeviceSighting[], events: readonly LifecycleEvent[]): readonly Enabling[] {
  const dated = new Map<number, Enabling>();
  for (const sighting of sightings) {
    if (sighting.enabledAt === null) continue;
    const key = toSecond(sighting.enabledAt);
    const enabling = dated.get(key) ?? enablingAt(sighting.enabledAt, sighting.enabledAt);
    dated.set(key, enabling);
    see(enabling, sighting);
  }
  const enablings = [...dated.values()];
  addEnableEvents(enablings, events);
  const undated = sightings.filter((sighting) => sighting.enabledAt === null);
  for (const sighting of undated) addUndated(enablings, sighting);
  for (const event of events) if (event.name === 'ResyncMFADevice') addResync(enablings, event);
  return withEnds(enablings, events);
}

const enablingAt = (at: Instant | null, latest: Instant): Enabling => ({
  at,
  latest,
  sightings: [],
  sources: new Set(),
  deactivated: null,
  deleted: null,
});

function see(enabling: Enabling, sighting: DeviceSighting): void {
  enabling.sightings.push(sighting);
  enabling.sources.add(sighting.source);
}

/** An event is the enabling that a list dates to the same moment, the nearest pairs first; without one it is an enabling of its own. */
function addEnableEvents(enablings: Enabling[], events: readonly LifecycleEvent[]): void {
  const enableEvents = events.filter((event) => event.name === 'EnableMFADevice');
  const pairs = enableEvents
    .flatMap((event) =>
      enablings.map((enabling) => ({ event, enabling, apart: Math.abs(event.time - enabling.latest) })),
    )
    .filter((pair) => pair.apart <= sameMoment)
    .sort((a, b) => a.apart - b.apart);
  const taken = new Set<unknown>();
  for (const { event, enabling } of pairs) {
    if (taken.has(event) || taken.has(enabling)) continue;
    taken.add(event).add(enabling);
    enabling.sources.add('device-lifecycle');
  }
  for (const event of enableEvents) {
    if (taken.has(event)) continue;
    const enabling = enablingAt(event.time, event.time);
    enabling.sources.add('device-lifecycle');
    enablings.push(enabling);
  }
}

/** A list that gives no time shows the newest enabling known by then, else one that began some time before. */
function addUndated(enablings: Enabling[], sighting: DeviceSighting): void {
  const known = enablings
    .filter((enabling) => enabling.latest <= sighting.lastSeenAt)
    .sort((a, b) => b.latest - a.latest)[0];
  const enabling = known ?? enablingAt(null, sighting.firstSeenAt);
  if (known === undefined) enablings.push(enabling);
  see(enabling, sighting);
}

/** Only an enabled device can be resynchronized: it had been enabled, also when nothing else shows when. */
function addResync(enablings: Enabling[], event: LifecycleEvent): void {
  if (enablings.some((enabling) => enabling.latest <= event.time)) return;
  const enabling = enablingAt(null, event.time);
  enabling.sources.add('device-lifecycle');
  enablings.push(enabling);
}

/**
 * Gives each removal to the enabling that it ended: the first that began by then and has none yet, since in one second AWS may
 * have ended one and begun the next (case L19). A device that was removed had been enabled, also when nothing else shows when.
 */
function withEnds(enablings: readonly Enabling[], events: readonly LifecycleEvent[]): readonly Enabling[] {
  const ordered = [...enablings].sort((a, b) => a.latest - b.latest);
  const byTime = [...events].sort((a, b) => a.time - b.time);
  for (const end of byTime.filter((event) => event.name === 'DeactivateMFADevice')) {
    let ended = openAt(ordered, end.time, (enabling) => enabling.deactivated === null && !outlived(enabling, end));
    if (ended === undefined) {
      ended = enablingAt(null, end.time);
      ordered.unshift(ended);
      ordered.sort((a, b) => a.latest - b.latest);
    }
    ended.deactivated = end;
    ended.sources.add('device-lifecycle');
  }
  for (const end of byTime.filter((event) => event.name === 'DeleteVirtualMFADevice')) {
    const ended = openAt(ordered, end.time, (enabling) => enabling.deleted === null && !outlived(enabling, end));
    if (ended === undefined) continue;
    ended.deleted = end;
    ended.sources.add('device-lifecycle');
  }
  return ordered;
}

/** A list still showed the enabling that began in the second of a removal: what was removed is the one before it (case L19). */
const outlived = (enabling: Enabling, end: LifecycleEvent): boolean =>
  toSecond(enabling.latest) === toSecond(end.time) &&
  enabling.sightings.some((sighting) => sighting.lastSeenAt > end.time + sameMoment);

const openAt = (ordered: readonly Enabling[], at: Instant, free: (enabling: Enabling) => boolean) =>
  ordered.find((enabling, i) => {
    const next = ordered[i + 1];
    return (
      free(enabling) &&
      toSecond(enabling.latest) <= toSecond(at) &&
      (next === undefined || toSecond(at) <= toSecond(next.latest))
    );
  });

function instance(
  traces: DeviceTraces,
  serialNumber: string,
  enabling: Enabling,
  before: Enabling | undefined,
  after: Enabling | undefined,
): DeviceInstance {
  const from: Bounds =
    enabling.at === null
      ? { earliest: before?.deactivated?.time ?? before?.latest ?? null, latest: enabling.latest }
      : { earliest: enabling.at, latest: enabling.at };
  return {
    id: instanceId(traces.principalId, serialNumber, enabling),
    accountId: traces.accountId,
    principalId: traces.principalId,
    serialNumber,
    type: deviceType(serialNumber),
    from,
    until: endOf(enabling, after),
    removedBy: (enabling.deactivated ?? enabling.deleted)?.actorArn ?? null,
    sources: [...enabling.sources].sort(),
  };
}

/** When it ended: by event to the second, else between the last list that showed it and whatever proves it gone. */
function endOf(enabling: Enabling, after: Enabling | undefined): Bounds | null {
  if (enabling.deactivated !== null) return exactly(enabling.deactivated.time);
  const seen = Math.max(enabling.latest, ...enabling.sightings.map((sighting) => sighting.lastSeenAt));
  const absences = enabling.sightings.flatMap((s) => (s.absentAt !== null && s.absentAt > seen ? [s.absentAt] : []));
  const never = Number.POSITIVE_INFINITY;
  const latest = Math.min(after?.latest ?? never, enabling.deleted?.time ?? never, ...absences);
  return latest === never ? null : { earliest: Math.min(seen, latest), latest };
}

const exactly = (at: Instant): Bounds => ({ earliest: at, latest: at });

/**
 * AWS's EnableDate, in seconds, is the natural key of an enabling; custody hangs on it. One that no list and no event dates is
 * known by its removal, or by the device alone.
 */
function instanceId(principalId: PrincipalId, serialNumber: string, enabling: Enabling): string {
  const dated = enabling.at === null ? null : `from ${toSecond(enabling.at)}`;
  const removal = enabling.deactivated;
  const undated = enabling.sightings.length > 0 || removal === null ? 'undated' : `until ${toSecond(removal.time)}`;
  return createHash('sha256')
    .update(JSON.stringify([principalId, serialNumber, dated ?? undated]))
    .digest('hex')
    .slice(0, 32);
}

/** A login by a device shows that it was enabled then: it narrows bounds that are open, where only one instance can be meant. */
function tightened(
  one: DeviceInstance,
  index: number,
  all: readonly DeviceInstance[],
  logins: readonly { readonly time: Instant }[],
): DeviceInstance {
  const { from, until } = one;
  const openFrom = from.earliest !== from.latest;
  const openUntil = until !== null && until.earliest !== until.latest;
  if (!openFrom && !openUntil) return one;
  const mine = logins
    .map((login) => login.time)
    .filter((time) => mayServe(one, time) && !all.some((other, i) => i !== index && mayServe(other, time)));
  if (mine.length === 0) return one;
  const first = mine.reduce((a, b) => Math.min(a, b));
  const last = mine.reduce((a, b) => Math.max(a, b));
  return {
    ...one,
    from: openFrom ? { earliest: from.earliest, latest: Math.min(from.latest ?? first, first) } : from,
    until: openUntil ? { earliest: Math.max(until.earliest ?? last, last), latest: until.latest } : until,
    sources: [...new Set([...one.sources, 'console-logins' as const])].sort(),
  };
}

/** Whether an instance may have been enabled at a time, to the second: AWS records nothing finer. */
export function mayServe({ from, until }: DeviceInstance, at: Instant): boolean {
  const time = toSecond(at);
  if (from.earliest !== null && time < toSecond(from.earliest)) return false;
  return until === null || until.latest === null || time <= toSecond(until.latest);
}

/** Whether an instance was enabled at a time beyond doubt: not in the second of its beginning or end, and not within open bounds. */
export function surelyServes({ from, until }: DeviceInstance, at: Instant): boolean {
  const time = toSecond(at);
  if (from.latest === null || time <= toSecond(from.latest)) return false;
  return until === null || (until.earliest !== null && time < toSecond(until.earliest));
}

const toSecond = (at: Instant): number => Math.floor(at / second);
