/**
 * What is counted per account and UTC day in `daily_counts`, so that a year's curve costs a few hundred rows and no scan of the logins.
 *
 * A day's logins are counted again whenever a page of events is committed for it or its logins are attributed anew, so that
 * the numbers always equal what the rows say. The `users-*` counts are written when an account's snapshot is sealed, under the day
 * of the seal; a later seal of the same day replaces them.
 */
export type DailyCountName =
  /** Successful ConsoleLogin events of every kind. */
  | 'logins'
  /** Of these: state `no-mfa`. */
  | 'logins-without-mfa'
  /** Of these: state `not-visible-to-aws`. */
  | 'logins-federated'
  /** Failed attempts; not part of `logins`. */
  | 'logins-failed'
  /** Successful logins of shared accounts (also part of `logins`), without those that are `not-visible-to-aws`. */
  | 'logins-shared'
  /** Of `logins-shared`: those that do not name a person by custody. */
  | 'logins-shared-unattributed'
  /** IAM users present who can sign in to the console, or of whom that is not known (console true or null, not NOT_APPLICABLE). */
  | 'users-with-console'
  /** Of these: NON_COMPLIANT for mfa-enabled-for-iam-console-access. */
  | 'users-without-mfa'
  /** Of these: INSUFFICIENT_DATA. */
  | 'users-not-checked';

export const loginCountNames = [
  'logins',
  'logins-without-mfa',
  'logins-federated',
  'logins-failed',
  'logins-shared',
  'logins-shared-unattributed',
] as const satisfies readonly DailyCountName[];

export const userCountNames = [
  'users-with-console',
  'users-without-mfa',
  'users-not-checked',
] as const satisfies readonly DailyCountName[];
