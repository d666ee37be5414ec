import type { Account } from '#lib/domain/account';
import type { CheckResult } from '#lib/domain/compliance-status';
import type { EventCoverage, LifecycleEvent } from '#lib/domain/console-login';
import type { AccountSnapshot, FidoCertificationFacts, PrincipalOverlay, RootFacts } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import type { SharedAccountDecision } from '#lib/domain/person';
import type { Privilege } from './privilege/privilege.ts';

/** Everything known about one account at an instant: what judging starts from. */
export interface AccountKnowledge {
  readonly account: Account;
  /** The last sealed one; null when the account was never read (only a suspended account is judged then). */
  readonly snapshot: AccountSnapshot | null;
  /** All of the account's that are kept; older than the snapshot's own reading of that principal count for nothing. */
  readonly overlays: readonly PrincipalOverlay[];
  /** Lifecycle events of the account, at least those since the credential report; order and older ones do not matter. */
  readonly lifecycle: readonly LifecycleEvent[];
  /** What of the lifecycle events has been read, by event name. */
  readonly lifecycleCoverage: readonly EventCoverage[];
  /** The organization's central root management, from the snapshot of its management account; null when not known. */
  readonly organizationRoot: RootFacts | null;
  /** Certification levels captured in earlier runs: they are asked once per device instance. */
  readonly capturedLevels: FidoCertificationFacts['devices'];
  readonly decisions: readonly SharedAccountDecision[];
  /** The answers that stand now, for "last known". */
  readonly previous: readonly (CheckResult & { readonly judgedAt: Instant })[];
  /** By unique id, from `judgePrivileges`; who is absent was not judged. */
  readonly privileges: ReadonlyMap<string, Privilege>;
  readonly now: Instant;
}
