import { sayTime } from '#components/ui/say-time';
import type { MarkView, SharedAccountDetailView } from '#lib/present/views/logins';

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
