import { sayList } from '../wording.ts';
import type { Grant, HeldPolicy, ReadySet } from './policy-set.ts';

/** `statement 2 of PowerUserAccess, attached to group power-users, allows cloudtrail:StopLogging on everything`. */
export function sayGrant({ policy, statement, action, applies }: Grant, on?: string): string {
  const several = policy.document !== null && policy.document.statements.length > 1;
  const which =
    statement.sid !== null ? `statement "${statement.sid}" of ` : several ? `statement ${statement.number} of ` : '';
  const name = policy.name.includes(', attached') ? `${policy.name},` : policy.name;
  const resources = on ?? sayResources(statement.resources, action);
  return `${which}${name} allows ${action} on ${resources}${sayTerms(applies)}`;
}

/** `, with MFA, if its condition on aws:SourceIp is met`. */
export function sayTerms({ withMfa, takenAsMet }: { withMfa: boolean; takenAsMet: readonly string[] }): string {
  const mfa = withMfa ? ', with MFA' : '';
  const terms = takenAsMet.length === 0 ? '' : `, when its condition on ${sayList(takenAsMet)} is met`;
  return `${mfa}${terms}`;
}

/** Names the resource that the action is about where a statement lists several. */
function sayResources(resources: Grant['statement']['resources'], action: string): string {
  if (resources === null) return 'everything';
  const { not, values } = resources;
  if (!not && values.includes('*')) return 'everything';
  const service = action.split(':', 1)[0];
  const first = (not ? undefined : values.find((value) => value.split(':')[2] === service)) ?? values[0] ?? '';
  const list = values.length === 1 ? first : `${first} and ${values.length - 1} more`;
  return not ? `everything but ${list}` : list;
}

export function sayUnreadable({ name, document }: HeldPolicy): string {
  const why = document === null ? "is not in AWS's answer" : `could not be read (${document.unreadable})`;
  return `${name.replace(/, attached to (.*)$/, ' (attached to $1)')} ${why}`;
}

/** Which policy an answer could not be found for. */
export function sayUnread({ boundaryUnreadable, unreadable }: ReadySet): string {
  const first = boundaryUnreadable ?? unreadable[0];
  return first === undefined ? 'its policies could not be read' : sayUnreadable(first);
}
