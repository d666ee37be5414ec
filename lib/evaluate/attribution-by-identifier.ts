import type { Attribution, ConsoleLogin } from '#lib/domain/console-login';
import { day, sayDay, sayDuration } from '#lib/domain/instant';
import { type DeviceInstance, deviceType } from '#lib/domain/mfa-device';
import type { Custody } from '#lib/domain/person';
import { bareSerial } from './device-identifier.ts';
import type { DeviceIndex } from './device-index.ts';
import { mayServe, surelyServes } from './device-instances.ts';
import { type Explained, type LoginContext, nothingMore } from './login-context.ts';

/** CloudTrail names the device: which enabling of it, and who held it then. Null when it names none. */
export function byIdentifier(login: ConsoleLogin, context: LoginContext, devices: DeviceIndex): Explained | null {
  const { mfaIdentifier } = login;
  if (mfaIdentifier === null) return null;
  const flags = disagreements(login);
  const named = devices.named(mfaIdentifier);
  if (named.length === 0) return unknownDevice(mfaIdentifier, login, context, flags);
  const instance = enabledThen(named, login.time);
  if (instance === null) {
    const notThen = !named.some((one) => mayServe(one, login.time));
    if (notThen && othersWith(mfaIdentifier, login, context).length > 0)
      return unknownDevice(mfaIdentifier, login, context, flags);
    const device = { serialNumber: mfaIdentifier, type: deviceType(named[0]?.serialNumber ?? mfaIdentifier) };
    const reason = `CloudTrail names this device, but which enabling of it served is not certain: ${whyUncertain(named, login)}. Instance not established, so no person.`;
    return { ...nothingMore, state: 'device', device: { ...device, ...noInstance }, reason, flags };
  }
  return personOf(login, instance, context, devices.custodiesOf(instance), flags);
}

const noInstance = { instanceId: null, enabledAt: null, removedAt: null };

/** The one instance that was enabled at that time. An instance that surely was excludes the others: a device is enabled once at a time. */
function enabledThen(named: readonly DeviceInstance[], at: number): DeviceInstance | null {
  const sure = named.filter((instance) => surelyServes(instance, at));
  if (sure.length === 1) return sure[0] ?? null;
  const possible = named.filter((instance) => mayServe(instance, at));
  return possible.length === 1 ? (possible[0] ?? null) : null;
}

const whyUncertain = (named: readonly DeviceInstance[], login: ConsoleLogin): string =>
  named.some((instance) => mayServe(instance, login.time))
    ? 'one ended and another began about then'
    : 'none is known to have been enabled then';

function personOf(
  login: ConsoleLogin,
  instance: DeviceInstance,
  context: LoginContext,
  custodies: readonly Custody[],
  flags: readonly string[],
): Explained {
  const device = describeDevice(instance);
  const removed = sayRemoved(instance);
  const holding = custodies.filter((c) => c.validFrom <= login.time && (c.validTo === null || login.time < c.validTo));
  const base = { ...nothingMore, device, flags };
  const custody = newest(holding);
  const rival = custody === null ? undefined : holding.find((one) => contradicts(one, custody));
  if (custody !== null && rival !== undefined) {
    const names = [custody, rival].map((one) => context.people.get(one.personId)?.name ?? one.personId).join(' and ');
    const reason = `CloudTrail names this device, which ${names} are recorded as holding from the same moment.${removed}`;
    return { ...base, state: 'device', reason, flags: [...flags, 'Custody of two people contradicts itself.'] };
  }
  if (custody !== null) {
    const others = new Set(holding.filter((one) => one.personId !== custody.personId).map((one) => one.personId));
    const names = [...others].map((id) => context.people.get(id)?.name ?? id).join(' and ');
    const overlap = others.size === 0 ? [] : [`Recorded earlier as held by ${names} then; the later entry counts.`];
    return byCustody(login, custody, context, { ...base, flags: [...flags, ...overlap] }, removed);
  }
  const { principal } = context;
  if (principal !== null && !principal.shared && !principal.suspected && login.identity !== 'root') {
    const reason = `CloudTrail names this device of ${principal.userName}, which is not a shared account: taken to be its holder.${removed}`;
    return { ...base, state: 'person', basis: 'account-holder', personName: principal.userName, reason };
  }
  return {
    ...base,
    state: 'device',
    reason: `CloudTrail names this device; nobody is recorded as holding it then.${removed}`,
  };
}

function byCustody(
  login: ConsoleLogin,
  custody: Custody,
  context: LoginContext,
  base: Omit<Explained, 'state' | 'reason'>,
  removed: string,
): Explained {
  const person = context.people.get(custody.personId);
  const name = person === undefined ? 'The person recorded' : person.name;
  const later = recordedLater(custody, login.time);
  const said =
    custody.validTo === null
      ? `${name} has held it since ${sayDay(custody.validFrom)}`
      : `${name} held it from ${sayDay(custody.validFrom)} to ${sayDay(custody.validTo)}`;
  const reason = `CloudTrail names this device; ${said}, by the word of ${custody.recordedBy}${later === null ? '' : `, ${later}`}.${removed}`;
  const left = person?.leftAt != null && person.leftAt <= login.time ? [`${name} had left by then.`] : [];
  return {
    ...base,
    state: 'person',
    basis: 'custody',
    personId: custody.personId,
    custodyId: custody.id,
    reason,
    flags: [...base.flags, ...(later === null ? [] : [later]), ...left],
  };
}

/** Custody written down after the login it explains says so (case L20). */
function recordedLater(custody: Custody, time: number): string | null {
  const later = custody.recordedAt - time;
  if (later <= 0) return null;
  const days = Math.floor(later / day);
  return `recorded ${days >= 1 ? `${days} ${days === 1 ? 'day' : 'days'}` : sayDuration(later)} later`;
}

/** Where custodies overlap, the one recorded later counts: a correction or a handover (docs/decisions/0005-later-custody-counts.md). */
const newest = (custodies: readonly Custody[]): Custody | null =>
  custodies.reduce<Custody | null>((last, one) => (last === null || isLater(one, last) ? one : last), null);

const isLater = (one: Custody, than: Custody): boolean =>
  one.recordedAt > than.recordedAt || (one.recordedAt === than.recordedAt && one.validFrom >= than.validFrom);

/** Neither is the later: nothing says which of the two people it was. */
const contradicts = (one: Custody, other: Custody): boolean =>
  one.personId !== other.personId && one.recordedAt === other.recordedAt && one.validFrom === other.validFrom;

function sayRemoved({ until }: DeviceInstance): string {
  const at = until?.latest ?? until?.earliest ?? null;
  if (until === null || at === null) return '';
  return until.earliest === until.latest
    ? ` It was removed on ${sayDay(at)}.`
    : ` It has been removed since, by ${sayDay(at)} at the latest.`;
}

export function describeDevice(instance: DeviceInstance): NonNullable<Attribution['device']> {
  const { from, until } = instance;
  return {
    serialNumber: instance.serialNumber,
    type: instance.type,
    instanceId: instance.id,
    enabledAt: from.earliest === from.latest ? from.latest : null,
    removedAt: until === null ? null : (until.latest ?? until.earliest),
  };
}

/** A device that this principal was never seen to have: another's is a signal, anything else a gap in what is known (case L15). */
function unknownDevice(
  identifier: string,
  login: ConsoleLogin,
  context: LoginContext,
  flags: readonly string[],
): Explained {
  const device = { serialNumber: identifier, type: deviceType(identifier), ...noInstance };
  const others = othersWith(identifier, login, context);
  if (others.length > 0) {
    const names = others.map((owner) => owner.userName).join(', ');
    const reason = `CloudTrail names a device of another principal: ${names}.`;
    return { ...nothingMore, state: 'unknown-device', device, reason, flags: [...flags, `Device of ${names}.`] };
  }
  if (login.principalId === null) {
    const reason =
      'CloudTrail names a device, and does not say by id who signed in: whose it was then is not established.';
    return { ...nothingMore, state: 'unknown-device', device, reason, flags };
  }
  const invisible =
    login.identity === 'root'
      ? " Root's passkeys, security keys and hardware tokens are not visible from inside the account."
      : context.deviceListReadAt === null
        ? ' Its list of devices was not read.'
        : '';
  const reason = `CloudTrail names a device that no device list and no lifecycle event of this principal shows.${invisible}`;
  return { ...nothingMore, state: 'unknown-device', device, reason, flags };
}

/** Other principals who have, or had, a device of this identifier; none where CloudTrail does not say by id who signed in. */
function othersWith(identifier: string, { principalId }: ConsoleLogin, { ownersBySerial }: LoginContext) {
  const owners = ownersBySerial.get(identifier) ?? ownersBySerial.get(bareSerial(identifier) ?? '') ?? [];
  return principalId === null ? [] : owners.filter((owner) => owner.principalId !== principalId);
}

/** The identifier counts, whatever `MFAUsed` says beside it. */
function disagreements(login: ConsoleLogin): readonly string[] {
  if (login.mfaUsed === true) return [];
  return [
    login.mfaUsed === false
      ? 'CloudTrail names a device, and yet says MFAUsed: No.'
      : 'CloudTrail names a device, but did not record MFAUsed.',
  ];
}
