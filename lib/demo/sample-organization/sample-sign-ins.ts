/** Who signs in, how often, from where and with what: 90 days of history, and one more sign-in about every 20 seconds. */
import { day, type Instant, second } from '#lib/domain/instant';
import type { Arrival, OrganizationDevice, OrganizationUser, RecordedEvent } from '../organization.ts';
import { type Random, seededRandom, seedFor } from '../random.ts';
import * as records from '../sign-in-records.ts';
import { devicesAt, hasPasswordAt, nameAt } from '../stand-in/account-state.ts';
import { historyDays, historyStart, type SamplePlan, samplePartition } from './sample-plan.ts';

/** One identity that signs in to one account. */
export interface Habit {
  readonly accountId: string;
  readonly who:
    | { readonly kind: 'user'; readonly user: OrganizationUser; readonly shared: boolean }
    | { readonly kind: 'root'; readonly devices: readonly OrganizationDevice[] }
    | { readonly kind: 'unknown' }
    | { readonly kind: 'federated'; readonly role: records.SigningInRole; readonly samlProviderArn: string | null }
    | { readonly kind: 'switch'; readonly role: records.SigningInRole; readonly from: string };
  /** Sign-ins on a working day; a third of it at weekends. */
  readonly perDay: number;
  /** Where it usually signs in; root always in the first Region of the partition. */
  readonly region: string;
  /** What is rare happens in history at these instants, not by chance. */
  readonly at?: readonly Instant[];
}

const regions = ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2', 'eu-west-1', 'eu-central-1'] as const;
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
] as const;

/** An address and a browser that stay with whoever `key` names; the networks are reserved for documentation (RFC 5737). */
function machineOf(key: string): { readonly sourceIp: string; readonly userAgent: string } {
  const random = seededRandom([...key].reduce((s, c) => seedFor(s, c.charCodeAt(0)), 1));
  const network = random.pick(['192.0.2', '198.51.100', '203.0.113'] as const);
  return { sourceIp: `${network}.${random.between(1, 254)}`, userAgent: random.pick(agents) };
}

/** The device a sign-in at that time would use: mostly the first; each in turn where several people share the user. */
function chooseDevice(
  random: Random,
  devices: readonly OrganizationDevice[],
  shared: boolean,
): OrganizationDevice | null {
  const valid = devices.filter((d) => !d.serialNumber.includes(':sms-mfa/'));
  if (valid.length === 0) return null;
  const n = shared || random.chance(0.15) ? random.between(0, valid.length - 1) : 0;
  return valid[n] ?? null;
}

/** None, one, or a failure followed by a success. */
function signIns(random: Random, habit: Habit, time: Instant): readonly RecordedEvent[] {
  const { accountId, who } = habit;
  const region = random.chance(0.92) ? habit.region : random.pick(regions);
  const moment = (key: string, at = time): records.SignInMoment => ({
    partition: samplePartition,
    accountId,
    eventId: random.uuid(),
    time: at,
    region,
    ...machineOf(key),
  });
  switch (who.kind) {
    case 'unknown':
      return [records.unknownUserSignIn(moment(String(random.between(1, 9))))];
    case 'federated':
      return [records.federatedSignIn(moment(who.role.sessionName), who.role, who.samlProviderArn)];
    case 'switch':
      return [records.roleSwitch(moment(who.from), who.role, who.from)];
    case 'root': {
      const device = chooseDevice(random, devicesAt(who.devices, time), false);
      const mfa = { used: device !== null, identifier: device?.serialNumber ?? null };
      return [records.rootSignIn({ ...moment(`root ${accountId}`), region: 'us-east-1' }, mfa)];
    }
    case 'user': {
      const { user, shared } = who;
      if (!hasPasswordAt(user, time) || (user.deletedAt !== undefined && time >= user.deletedAt)) return [];
      const device = chooseDevice(random, devicesAt(user.devices, time), shared);
      const named = { ...user, userName: nameAt(user, time) };
      // Whoever holds the device sits at their own machine.
      const key = shared ? (device?.serialNumber ?? user.uniqueId) : `${user.uniqueId} ${random.chance(0.85)}`;
      const used = device !== null;
      const failed = random.chance(0.05)
        ? [records.userSignIn(moment(key, time - 45 * second), named, { used, identifier: null }, false)]
        : [];
      const check =
        used && random.chance(0.2) ? [records.mfaCheck(moment(key, time - 6 * second), named, 'Virtual MFA')] : [];
      // AWS does not record the device of every sign-in.
      const identifier = device && !random.chance(0.03) ? device.serialNumber : null;
      return [...failed, ...check, records.userSignIn(moment(key), named, { used, identifier })];
    }
  }
}

/** What one identity did in the 90 days before the start, oldest first. */
export function signInHistory(plan: SamplePlan, habits: readonly Habit[], part: string): readonly RecordedEvent[] {
  const random = plan.random(`history ${part}`);
  const first = historyStart(plan);
  const events: RecordedEvent[] = [];
  for (const habit of habits) {
    for (const time of habit.at ?? []) events.push(...signIns(random, habit, time));
    if (habit.at) continue;
    for (let n = 0; n < historyDays; n += 1) {
      const midnight = first + n * day - ((first + n * day) % day);
      const weekday = new Date(midnight).getUTCDay();
      const perDay = weekday === 0 || weekday === 6 ? habit.perDay / 3 : habit.perDay;
      const count = Math.floor(perDay) + (random.chance(perDay % 1) ? 1 : 0);
      for (let k = 0; k < count; k += 1) {
        const time = midnight + (6 * 3_600 + random.between(0, 13 * 3_600)) * second;
        if (time > first && time <= plan.start) events.push(...signIns(random, habit, time));
      }
    }
  }
  return events.sort((a, b) => a.time - b.time);
}

const every = 20 * second;

/** The sign-ins after the start, each following from the seed and its number alone. */
export function sampleArrivals(plan: SamplePlan, habits: readonly Habit[]) {
  // An identity that signs in more often comes up more often.
  const total = habits.reduce((sum, habit) => sum + habit.perDay, 0);
  const choose = (random: Random): Habit | undefined => {
    let left = random.next() * total;
    return habits.find((habit) => {
      left -= habit.perDay;
      return left < 0;
    });
  };
  return (from: Instant, to: Instant): readonly Arrival[] => {
    const arrivals: Arrival[] = [];
    const firstSlot = Math.max(1, Math.floor((from - plan.start) / every));
    for (let slot = firstSlot; plan.start + slot * every <= to; slot += 1) {
      const time = plan.start + slot * every;
      if (time <= from) continue;
      const random = seededRandom(seedFor(plan.seed, slot));
      const habit = choose(random);
      if (!habit) continue;
      // A refused attempt or prompt lies before the success it leads to, and would be older than what was read already.
      const last = signIns(random, habit, time).at(-1);
      if (last) arrivals.push({ accountId: habit.accountId, event: last });
    }
    return arrivals;
  };
}
