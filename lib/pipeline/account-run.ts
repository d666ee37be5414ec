import type { AccountAws } from '#lib/aws/account-aws';
import type { OpenedAccount } from '#lib/aws/aws';
import type { Account } from '#lib/domain/account';
import type { Collection } from '#lib/store/collections';
import type { Lease } from '#lib/store/leases';
import type { AccountLogins } from './attribute-logins.ts';
import type { CollectingContext } from './pipeline-context.ts';

/** One account in one run, reached, with the lease that every commit is checked against. */
export interface AccountRun {
  readonly context: CollectingContext;
  readonly collection: Collection;
  readonly account: Account;
  readonly aws: AccountAws;
  readonly lease: Lease;
  /** Opens a root session in the account; null when none is to be asked for in this run. */
  readonly openRoot: (() => Promise<OpenedAccount>) | null;
  /** Whether this is the run of the day that reads the last 48 hours of events again. */
  readonly daily: boolean;
  /** What explains this account's logins as now projected; new pages of logins are attributed by it. */
  logins: AccountLogins;
  /** Milliseconds between two polls of the credential report. */
  readonly pollEvery: number;
}
