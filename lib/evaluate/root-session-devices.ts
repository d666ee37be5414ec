import type { RootSessionsFacts, SourceReading, VirtualDevicesFacts } from '#lib/domain/facts';
import { day, type Instant } from '#lib/domain/instant';
import { deviceType, isValidFactor } from '#lib/domain/mfa-device';
import type { JudgedDevice } from './judged-principal.ts';
import { evidenceOf, type Known } from './known.ts';
import { sayAt, sayDevices, sayRefusal } from './wording.ts';

/** How long a list read in a root session counts: it is asked no oftener, because each session is root activity in the account. */
export const rootSessionValidity = 7 * day;

/** Never asked: there is nothing to say of it. */
const notAsked: Known<readonly JudgedDevice[]> = { value: null, how: '', at: null, evidence: [], missing: [] };

/** All devices of root as a root session listed them (case R9), while that list counts and nothing read since contradicts it. */
export function rootSessionDevices(
  reading: SourceReading<RootSessionsFacts> | undefined,
  since: {
    readonly mfa: Known<boolean>;
    readonly virtual: SourceReading<VirtualDevicesFacts> | undefined;
    readonly now: Instant;
  },
): Known<readonly JudgedDevice[]> {
  if (reading === undefined) return notAsked;
  const { facts } = reading;
  if (facts === null) return notAnswered(reading);
  const devices = facts.devices.map(({ serialNumber, enabledAt }) => ({
    serialNumber,
    type: deviceType(serialNumber),
    enabledAt,
    source: 'root-sessions' as const,
    levels: null,
    levelsCapturedAt: null,
  }));
  const listed = devices.length === 0 ? 'no device' : sayDevices(devices.map((device) => device.type));
  const how = `A root session listed ${listed} at ${sayAt(facts.readAt)}.`;
  if (since.now - facts.readAt > rootSessionValidity) {
    return { ...notAsked, how: `${how} That is more than seven days ago, and does not count any more.` };
  }
  if (contradicted(facts, since)) {
    return { ...notAsked, how: `${how} What was read since says otherwise; "Check again now" lists them again.` };
  }
  const evidence = [evidenceOf('AssumeRoot and ListMFADevices', 'root-sessions', reading, facts.readAt)];
  return { value: devices, how, at: facts.readAt, evidence, missing: [] };
}

/** The session itself was refused, or what was asked in it: the latter mostly by a service control policy about root. */
function notAnswered(reading: SourceReading<RootSessionsFacts>): Known<readonly JudgedDevice[]> {
  const failure = reading.failures[0];
  const action = reading.action ?? failure?.action ?? 'sts:AssumeRoot';
  const refused = sayRefusal({ action, error: reading.error ?? failure?.error ?? '' });
  const where = action === 'sts:AssumeRoot' ? '' : ' in a root session';
  return { ...notAsked, how: `All devices of root could not be listed: ${refused}${where}.`, missing: [action] };
}

function contradicted(
  { readAt, devices }: RootSessionsFacts,
  { mfa, virtual }: Parameters<typeof rootSessionDevices>[1],
): boolean {
  if (mfa.value !== null && mfa.at !== null && mfa.at > readAt && mfa.value !== provesMfa(devices)) return true;
  const newer =
    virtual?.outcome === 'collected' && virtual.facts && virtual.facts.readAt > readAt ? virtual.facts : null;
  if (newer === null) return false;
  const inside = newer.devices.filter((device) => device.assignedTo?.arn.endsWith(':root') === true);
  const inSession = devices.filter((device) => deviceType(device.serialNumber) === 'virtual-authenticator');
  const serials = new Set(inside.map((device) => device.serialNumber));
  return serials.size !== inSession.length || inSession.some((device) => !serials.has(device.serialNumber));
}

const provesMfa = (devices: readonly { readonly serialNumber: string }[]): boolean =>
  devices.some((device) => isValidFactor(deviceType(device.serialNumber)));

/** A list of all devices answers whether there is MFA, where nothing newer does. */
export function mfaWithSession(mfa: Known<boolean>, session: Known<readonly JudgedDevice[]>): Known<boolean> {
  if (session.value === null || session.at === null) return mfa;
  if (mfa.value !== null && (mfa.at === null || mfa.at > session.at)) return mfa;
  const value = provesMfa(session.value);
  if (mfa.value === value) return mfa;
  const otherwise = mfa.value === null ? '' : ` Before that: ${mfa.how}`;
  return { value, how: `${session.how}${otherwise}`, at: session.at, evidence: session.evidence, missing: [] };
}
