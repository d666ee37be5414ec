import type { CheckResult, ComplianceStatus } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import type { FidoLevels, MfaDeviceType, Strength } from '#lib/domain/mfa-device';
import type { SharedBecause } from '#lib/domain/person';
import type { Principal } from '#lib/domain/principal';
import type { RootState } from '#lib/domain/root-state';

export interface JudgedDevice {
  readonly serialNumber: string;
  readonly type: MfaDeviceType;
  readonly enabledAt: Instant | null;
  readonly source: 'mfa-devices' | 'virtual-devices' | 'root-sessions';
  /** Captured at registration; null: not asked or not answered. Empty: AWS answered without levels. Both mean unknown. */
  readonly levels: FidoLevels | null;
  readonly levelsCapturedAt: Instant | null;
}

/** What one source said about a principal, for its drawer. */
export interface SourceStatement {
  readonly label: string;
  readonly says: string;
  readonly at: Instant | null;
  /** `collected`, `denied`, `failed`, or `not asked`. */
  readonly outcome: string;
}

/** What the Root screen shows of an account beside its checks. */
export interface RootPicture {
  readonly state: RootState;
  readonly headline: string;
  readonly facts: {
    readonly password: boolean | null;
    readonly accessKeys: boolean | null;
    readonly certificates: boolean | null;
    readonly mfa: boolean | null;
  };
  readonly howWeKnow: readonly { readonly text: string; readonly at: Instant | null }[];
  /** Devices visible from inside the account; null when even a lower bound is not known. */
  readonly devicesAtLeast: number | null;
  /** IAM actions to grant. */
  readonly missing: readonly string[];
}

/** A principal of an account with everything that is known of it and the answers of its checks. */
export interface JudgedPrincipal extends Principal {
  /** Other names this same `AIDA…` id had since the report (case U19). */
  readonly previousNames: readonly string[];
  readonly console: boolean | null;
  readonly activeKeys: number | null;
  /** Null: not known, or not judged. */
  readonly privileged: boolean | null;
  /** Which statement decided, or why it is not known; null when it was not judged. */
  readonly privilegedBecause: string | null;
  readonly devices: readonly JudgedDevice[];
  /** False: there may be more than are listed. */
  readonly devicesComplete: boolean;
  readonly slotsUsed: number | null;
  readonly strength: Strength;
  readonly tags: Readonly<Record<string, string>>;
  readonly sharedBecause: SharedBecause;
  /** Why it counts as shared or not, in words; empty when nobody said anything. */
  readonly sharedNote: string;
  /** Of `mfa-enabled-for-iam-console-access` for a user, of `root-account-mfa-enabled` for root. */
  readonly status: ComplianceStatus;
  readonly reason: string;
  readonly results: readonly CheckResult[];
  readonly sources: readonly SourceStatement[];
  readonly root: RootPicture | null;
  /** When the facts that decide were true: the device list, else the report. */
  readonly readAt: Instant | null;
}

export interface JudgedAccount {
  readonly principals: readonly JudgedPrincipal[];
  /** Virtual devices assigned to nobody (case U14). */
  readonly orphans: readonly { readonly serialNumber: string; readonly type: MfaDeviceType }[];
}
