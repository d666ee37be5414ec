import type { LifecycleEvent } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import type { PrincipalId } from '#lib/domain/principal';

export interface KnownPrincipal {
  readonly id: PrincipalId;
  /** Present name; `<root_account>` for root. */
  readonly userName: string;
  readonly createdAt: Instant | null;
}

/** Lifecycle events of one account by the principal they are about: names are reused and changed, ids are not. */
export function lifecycleByPrincipal(
  accountId: string,
  events: readonly LifecycleEvent[],
  principals: readonly KnownPrincipal[],
): ReadonlyMap<PrincipalId, readonly LifecycleEvent[]> {
  throw new Error(`${accountId} ${events.length} ${principals.length} is on its way`);
}
