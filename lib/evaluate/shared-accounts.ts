import { sayDay } from '#lib/domain/instant';
import type { SharedAccountDecision, SharedBecause } from '#lib/domain/person';
import { isRootPrincipal, type PrincipalId } from '#lib/domain/principal';

export interface SharedAnswer {
  readonly because: SharedBecause;
  /** In words; empty when nobody said anything. */
  readonly note: string;
  /** The decision that counts: the newest; null for none. */
  readonly decision: SharedAccountDecision | null;
}

/** The tag of an IAM user by which its owners say that several people use it. */
export const sharedTag = 'keyholder:shared';

/** Whether several people use a principal: root always, else the newest decision, else the tag `keyholder:shared=true`. */
export function sharedAccount(
  principalId: PrincipalId,
  tags: Readonly<Record<string, string>>,
  decisions: readonly SharedAccountDecision[],
): SharedAnswer {
  const decision = newestOf(decisions.filter((made) => made.principalId === principalId));
  if (isRootPrincipal(principalId)) {
    return { because: 'root', note: 'Root belongs to the account, not to a person.', decision };
  }
  const tagged = Object.hasOwn(tags, sharedTag) && tags[sharedTag]?.trim().toLowerCase() === 'true';
  if (decision?.decision === 'declared') {
    return { because: 'declared', note: `Declared as shared by ${sayWho(decision)}`, decision };
  }
  if (decision?.decision === 'dismissed') {
    const despite = tagged ? `, although tagged ${sharedTag}=true` : '';
    return { because: null, note: `Not shared${despite}, by the word of ${sayWho(decision)}`, decision };
  }
  return tagged
    ? { because: 'tag', note: `Tagged ${sharedTag}=true in AWS.`, decision: null }
    : { because: null, note: '', decision: null };
}

const sayWho = (made: SharedAccountDecision): string =>
  `${made.recordedBy} on ${sayDay(made.recordedAt)}: ${made.justification}`;

/** Of two recorded in the same millisecond the later in the list counts. */
const newestOf = (decisions: readonly SharedAccountDecision[]): SharedAccountDecision | null =>
  decisions.reduce<SharedAccountDecision | null>(
    (newest, made) => (newest === null || made.recordedAt >= newest.recordedAt ? made : newest),
    null,
  );
