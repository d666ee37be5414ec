/** What the drawer and the root card show beside the columns of a principal: kept as JSON in `principals.detail`. */
import type { Outcome } from './collection.ts';
import type { Instant } from './instant.ts';

/** What one source said about this principal, in words, and when that was true. */
export interface SourceStatement {
  /** `Credential report`, `ListMFADevices`, `GetLoginProfile`, … */
  readonly label: string;
  /** "password enabled, MFA inactive"; for a source that was not read, why not. */
  readonly says: string;
  /** AWS's own time for a report, else the time of the answer; null when there was no answer. */
  readonly at: Instant | null;
  readonly outcome: Outcome | 'not-asked';
}

export interface PrincipalDetail {
  readonly sources: readonly SourceStatement[];
  /** Why it counts as privileged or not, once that is judged. */
  readonly privilegedBecause: string | null;
  /** For a RootUser only. Null: AWS did not say. */
  readonly root: {
    /** "Covered, at least 2 devices": the state in words. */
    readonly headline: string;
    readonly password: boolean | null;
    readonly accessKeys: boolean | null;
    readonly certificates: boolean | null;
    readonly mfa: boolean | null;
    /** Devices visible from inside the account; root's FIDO and hardware devices are not (cases R1, R2, R8). */
    readonly devicesAtLeast: number | null;
    readonly howWeKnow: readonly { readonly text: string; readonly at: Instant | null }[];
  } | null;
}
