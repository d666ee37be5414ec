import type { ConsoleLogin } from '#lib/domain/console-login';
import { sayInstant } from '#lib/domain/instant';
import { isValidFactor } from '#lib/domain/mfa-device';
import { describeDevice } from './attribution-by-identifier.ts';
import { mayServe, surelyServes } from './device-instances.ts';
import { coverageOf, eventDelay, type GapIn } from './event-coverage.ts';
import { type Explained, type LoginContext, nothingMore } from './login-context.ts';

/** CloudTrail names no device. */
export function withoutIdentifier(context: LoginContext): (login: ConsoleLogin) => Explained {
  const gapIn = coverageOf(context.lifecycleCoverage, enablings);
  return (login) => notNamed(login) ?? onlyDeviceThen(login, context, gapIn);
}

function notNamed(login: ConsoleLogin): Explained | null {
  if (login.mfaUsed === false) {
    return { ...nothingMore, state: 'no-mfa', reason: 'CloudTrail recorded MFAUsed: No and names no device.' };
  }
  if (login.mfaUsed === null) {
    const reason = 'CloudTrail did not record whether MFA was used.';
    return { ...nothingMore, state: 'mfa-not-recorded', reason };
  }
  return null;
}

const enablings = ['EnableMFADevice', 'DeactivateMFADevice'];

/** MFA was used, by what is not recorded: the only device enabled then, if it is certain that there was no other (case L3). */
function onlyDeviceThen(login: ConsoleLogin, context: LoginContext, gapIn: GapIn): Explained {
  const notRecorded = (because: string): Explained => ({
    ...nothingMore,
    state: 'device-not-recorded',
    reason: `MFA was used, but CloudTrail names no device; ${because}.`,
  });
  const { deviceListReadAt } = context;
  if (deviceListReadAt === null) {
    return notRecorded(
      login.identity === 'root'
        ? "not all of root's devices are visible from inside the account"
        : 'the list of devices of this user was not read',
    );
  }
  const from = Math.min(login.time, deviceListReadAt);
  const until = Math.max(login.time, deviceListReadAt);
  const gap = gapIn(from, until - eventDelay);
  if (gap !== null) {
    return notRecorded(
      `device changes from ${sayInstant(gap.from)} to ${sayInstant(gap.to)} were not read, so which devices existed then is not certain`,
    );
  }
  const valid = context.instances.filter((instance) => isValidFactor(instance.type));
  const possible = valid.filter((instance) => mayServe(instance, login.time));
  const only = possible[0];
  if (only === undefined) return notRecorded('no device of this user is known to have been enabled then');
  if (possible.length > 1) return notRecorded(`${possible.length} devices of this user may have been enabled then`);
  if (!surelyServes(only, login.time))
    return notRecorded('whether the one device known was already enabled then is not certain');
  const mayArrive =
    gapIn(from, until) === null ? '' : ' Events of the last 20 minutes before that list may still arrive.';
  const reason = `MFA was used, but CloudTrail names no device. Probably this one: the only device of this user that was enabled then, by its device list of ${sayInstant(deviceListReadAt)} and the changes since.${mayArrive}`;
  return { ...nothingMore, state: 'probable-device', device: describeDevice(only), reason };
}
