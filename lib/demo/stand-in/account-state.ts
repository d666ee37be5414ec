/** One account as of an instant: everything an answer needs, looked up in an account's facts. */
import type { Partition } from '#lib/domain/account';
import type { Instant } from '#lib/domain/instant';
import type { OrganizationAccount, OrganizationDevice, OrganizationUser, RecordedEvent } from '../organization.ts';
import { createRecordedEvents, type RecordedEvents } from './recorded-events.ts';

export interface AccountState {
  readonly account: OrganizationAccount;
  readonly partition: Partition;
  readonly events: RecordedEvents;
  /** Ordered by name. */
  usersAt(at: Instant): readonly OrganizationUser[];
  userAt(userName: string, at: Instant): OrganizationUser | null;
  /** The user who has that device. */
  deviceOwnerAt(serialNumber: string, at: Instant): OrganizationUser | null;
  passwordLastUsed(whose: string, before: Instant | null, at: Instant): Instant | null;
  record(event: RecordedEvent): void;
}

export const nameAt = (user: OrganizationUser, at: Instant): string =>
  user.formerName && at < user.formerName.until ? user.formerName.userName : user.userName;

export const userArn = (partition: Partition, accountId: string, user: OrganizationUser, at: Instant): string =>
  `arn:${partition}:iam::${accountId}:user${user.path}${nameAt(user, at)}`;

export const devicesAt = (devices: readonly OrganizationDevice[], at: Instant): readonly OrganizationDevice[] =>
  devices.filter((d) => d.enabledAt <= at && (d.removedAt === undefined || at < d.removedAt));

export const hasPasswordAt = (user: OrganizationUser, at: Instant): boolean =>
  user.password !== null &&
  user.password.createdAt <= at &&
  (user.password.removedAt === undefined || at < user.password.removedAt);

export const isVirtualSerial = (serialNumber: string): boolean => /^arn:[a-z-]+:iam::\d{12}:mfa\//.test(serialNumber);

export function createAccountState(account: OrganizationAccount, partition: Partition): AccountState {
  const byName = new Map<string, OrganizationUser[]>();
  const remember = (name: string, user: OrganizationUser) => {
    const namesakes = byName.get(name);
    if (namesakes) namesakes.push(user);
    else byName.set(name, [user]);
  };
  for (const user of account.users) {
    remember(user.userName, user);
    if (user.formerName) remember(user.formerName.userName, user);
  }
  const bySerial = new Map<string, OrganizationUser[]>();
  for (const user of account.users) {
    for (const { serialNumber } of user.devices) {
      const owners = bySerial.get(serialNumber);
      if (owners) owners.push(user);
      else bySerial.set(serialNumber, [user]);
    }
  }
  const ordered = account.users.toSorted((a, b) => (a.userName < b.userName ? -1 : a.userName > b.userName ? 1 : 0));
  const exists = (user: OrganizationUser, at: Instant) =>
    user.createdAt <= at && (user.deletedAt === undefined || at < user.deletedAt);
  const passwordUses = new Map<string, Instant[]>();
  const notePasswordUse = (event: RecordedEvent) => {
    if (event.passwordOf === undefined) return;
    const uses = passwordUses.get(event.passwordOf);
    if (uses) uses.push(event.time);
    else passwordUses.set(event.passwordOf, [event.time]);
  };
  for (const event of account.events) notePasswordUse(event);
  const events = createRecordedEvents(account.events);
  return {
    account,
    partition,
    events,
    usersAt: (at) => ordered.filter((user) => exists(user, at)),
    userAt: (userName, at) =>
      byName.get(userName)?.find((user) => exists(user, at) && nameAt(user, at) === userName) ?? null,
    deviceOwnerAt: (serialNumber, at) =>
      bySerial
        .get(serialNumber)
        ?.find(
          (user) => exists(user, at) && devicesAt(user.devices, at).some((d) => d.serialNumber === serialNumber),
        ) ?? null,
    passwordLastUsed(whose, before, at) {
      const recorded = passwordUses.get(whose)?.findLast((use) => use <= at);
      return recorded ?? before;
    },
    record(event) {
      notePasswordUse(event);
      events.add(event);
    },
  };
}
