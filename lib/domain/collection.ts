/** A run over accounts, and what came of each question put to AWS. Denied is not empty. */
import type { Instant } from './instant.ts';

export type CollectionStatus = 'running' | 'succeeded' | 'partial' | 'failed' | 'interrupted';

/** One question put to AWS about an account. `role` is the way in: `sts:AssumeRole` (or the caller's own credentials). */
export type SourceId =
  | 'role'
  | 'account'
  | 'regions'
  | 'credential-report'
  | 'users'
  | 'virtual-devices'
  | 'mfa-devices'
  | 'login-profiles'
  | 'fido-certification'
  | 'authorization'
  | 'federation'
  | 'root'
  | 'root-sessions'
  | 'console-logins'
  | 'device-lifecycle';

/** In the order a screen shows them. */
export const sourceIds: readonly SourceId[] = [
  'role',
  'account',
  'regions',
  'credential-report',
  'users',
  'virtual-devices',
  'mfa-devices',
  'login-profiles',
  'fido-certification',
  'authorization',
  'federation',
  'root',
  'root-sessions',
  'console-logins',
  'device-lifecycle',
];

/** Sources read per Region and committed page by page; they do not take part in a snapshot. */
export const eventSources: readonly SourceId[] = ['console-logins', 'device-lifecycle'];

export type Outcome = 'collected' | 'partial' | 'denied' | 'failed';

/** One subject of a source that could not be read, for example one user whose devices were denied. */
export interface SourceFailure {
  /** User name, serial number or Region the call was about. */
  readonly subject: string;
  /** IAM action that was refused or failed: `iam:ListMFADevices`. */
  readonly action: string;
  /** Error name and AWS's own message; never a stack trace. */
  readonly error: string;
}

export interface SourceOutcome {
  readonly source: SourceId;
  readonly region?: string;
  readonly outcome: Outcome;
  /** The IAM action to grant (`denied`) or that failed. */
  readonly action?: string;
  readonly error?: string;
  readonly attempted: number;
  readonly succeeded: number;
  readonly failureCount: number;
  /** The first 100. */
  readonly failures: readonly SourceFailure[];
  /** When the facts were read: first and last answer. For events: the span that was read. */
  readonly from?: Instant;
  readonly to?: Instant;
}
