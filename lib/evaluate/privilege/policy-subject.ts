import type { Instant } from '#lib/domain/instant';

/** Whose request it would be: what policy variables and conditions can know of it beforehand. */
export interface PolicySubject {
  readonly kind: 'user' | 'role';
  readonly accountId: string;
  readonly arn: string;
  /** Null for a role. */
  readonly userName: string | null;
  /** `AIDA…`; null for a role, whose sessions have ids of their own. */
  readonly uniqueId: string | null;
  /** Null for a role: whoever assumes it can bring session tags. */
  readonly tags: Readonly<Record<string, string>> | null;
  /** When it is judged: for conditions that ended. */
  readonly at: Instant;
}

/** `absent`: the request has no such key. `open`: it depends on the request. */
export type KeyValue = { readonly value: string } | 'absent' | 'open';

/** The value of a global condition key (IAM User Guide, AWS global condition context keys); names are not case-sensitive, except of tags. */
export function keyValue(subject: PolicySubject, key: string): KeyValue {
  const lower = key.toLowerCase();
  const tag = lower.startsWith('aws:principaltag/') ? key.slice('aws:principaltag/'.length) : null;
  if (tag !== null) {
    if (subject.tags === null) return 'open';
    const found = Object.entries(subject.tags).find(([name]) => name.toLowerCase() === tag.toLowerCase());
    return found === undefined ? 'absent' : { value: found[1] };
  }
  switch (lower) {
    case 'aws:username':
      return subject.userName === null ? 'absent' : { value: subject.userName };
    case 'aws:userid':
      return subject.uniqueId === null ? 'open' : { value: subject.uniqueId };
    case 'aws:principalarn':
      return { value: subject.arn };
    case 'aws:principalaccount':
      return { value: subject.accountId };
    case 'aws:principaltype':
      return { value: subject.kind === 'user' ? 'User' : 'AssumedRole' };
    case 'aws:principalisawsservice':
      return { value: 'false' };
    default:
      return 'open';
  }
}
