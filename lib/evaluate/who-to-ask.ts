import type { EventCoverage, LifecycleEvent } from '#lib/domain/console-login';
import type { CredentialReportFacts, LoginProfilesFacts, UsersFacts, VirtualDevicesFacts } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';

export interface AskedUser {
  readonly uniqueId: string;
  readonly userName: string;
}

/** What the cheap lists said; null where a source was denied or failed. */
export interface CheapFacts {
  readonly accountId: string;
  readonly report: CredentialReportFacts | null;
  readonly users: UsersFacts | null;
  readonly virtualDevices: VirtualDevicesFacts | null;
  readonly lifecycle: readonly LifecycleEvent[];
  readonly lifecycleCoverage: readonly EventCoverage[];
  readonly now: Instant;
}

/** Users whose password only `GetLoginProfile` can tell (cases U6, U11, U20). Ask these first. */
export function whoNeedsLoginProfile(facts: CheapFacts): readonly AskedUser[] {
  throw new Error(`${facts.accountId} is on its way`);
}

/** Users whose devices must be read with `ListMFADevices`; those whom GetLoginProfile showed to have a password included. */
export function whoNeedsDevices(facts: CheapFacts, loginProfiles: LoginProfilesFacts | null): readonly AskedUser[] {
  throw new Error(`${facts.accountId} ${loginProfiles === null} is on its way`);
}
