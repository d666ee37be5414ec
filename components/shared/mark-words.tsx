import { sayTime } from '#components/ui/say-time';
import type { MarkView, SharedAccountDetailView, SharedAccountView } from '#lib/present/views/logins';

/** Root has no user name of its own. */
export const accountWord = ({
  sharedBecause,
  userName,
}: Pick<SharedAccountView, 'sharedBecause' | 'userName'>): string => (sharedBecause === 'root' ? 'root' : userName);

/** True when nothing of the account's window was read: then there are no numbers, not even a zero. */
export function nothingRead({ gaps, from, to }: Pick<SharedAccountDetailView, 'gaps' | 'from' | 'to'>): boolean {
  const slack = 36 * 3_600_000;
  return gaps.some(
    (gap) =>
      gap.region === 'every Region' &&
      Date.parse(gap.from) - Date.parse(from) < slack &&
      Date.parse(to) - Date.parse(gap.to) < slack,
  );
}

/** Who made the login, in words: a name only where custody gives one. */
export function whoOf(account: Pick<SharedAccountDetailView, 'people'>, mark: MarkView): string {
  const person = account.people.find((one) => one.id === mark.personId);
  if (person) return person.name;
  switch (mark.state) {
    case 'device':
      return 'Nobody recorded';
    case 'not-a-login':
      return 'Failed attempt';
    case 'no-mfa':
      return 'No MFA used';
    default:
      return 'Unknown';
  }
}

/** `11 Nov 2026, 12:53:07 UTC, Tomás Herrera, yubikey-5c-0422`: what a screen reader hears at each step. */
export function markWords(account: Pick<SharedAccountDetailView, 'people' | 'lanes'>, mark: MarkView): string {
  const device = account.lanes.find((lane) => lane.instanceId === mark.laneId);
  const when = `${sayTime(mark.time, 'day')}, ${sayTime(mark.time, 'clock')}`;
  return [when, whoOf(account, mark), device?.name ?? 'no device recorded'].join(', ');
}
