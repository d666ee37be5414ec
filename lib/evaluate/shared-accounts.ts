import type { SharedAccountDecision, SharedBecause } from '#lib/domain/person';
import type { PrincipalId } from '#lib/domain/principal';

export interface SharedAnswer {
  readonly because: SharedBecause;
  /** In words; empty when nobody said anything. */
  readonly note: string;
  /** The decision that counts: the newest; null for none. */
  readonly decision: SharedAccountDecision | null;
}

/** Whether several people use a principal: root always, else the newest decision, else the tag `keyholder:shared=true`. */
export function sharedAccount(
  principalId: PrincipalId,
  tags: Readonly<Record<string, string>>,
  decisions: readonly SharedAccountDecision[],
): SharedAnswer {
  throw new Error(`${principalId} ${Object.keys(tags).length} ${decisions.length} is on its way`);
}
