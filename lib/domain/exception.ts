/** An accepted risk: a mark beside a status, never a change of it (cases C12, C13). */
import type { CheckId } from './compliance-status.ts';
import { day, type Instant } from './instant.ts';
import type { PrincipalId } from './principal.ts';

/** Written once, never edited. It belongs to the unique id, so that a user created again under the same name has none (case U15). */
export interface Exception {
  readonly id: string;
  readonly accountId: string;
  readonly principalId: PrincipalId;
  /** What the principal was called when the risk was accepted. */
  readonly userName: string;
  readonly checkId: CheckId;
  /** Who answers for the risk. */
  readonly owner: string;
  readonly reason: string;
  readonly expiresAt: Instant;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  /** True when a later one for the same principal and check took its place. */
  readonly replaced: boolean;
}

/** `replaced`: a later exception for the same principal and check counts instead. */
export type ExceptionState = 'active' | 'ends-soon' | 'expired' | 'replaced';

/** From here on a mark says in how many days it ends. */
export const endsSoon = 30 * day;

/** A reason shorter than this explains nothing to an assessor. */
export const shortestReason = 20;

/** Holds up to, but not at, its expiry. */
export function exceptionState(exception: Pick<Exception, 'expiresAt' | 'replaced'>, now: Instant): ExceptionState {
  if (exception.replaced) return 'replaced';
  if (exception.expiresAt <= now) return 'expired';
  return exception.expiresAt - now <= endsSoon ? 'ends-soon' : 'active';
}
