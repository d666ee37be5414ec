import type { IsoInstant } from '#lib/domain/instant';
import type { CountView } from './common.ts';
import type { PrincipalView, RootState } from './principals.ts';

/** GET /overview. */
export interface OverviewView {
  asOf: IsoInstant | null;
  oldestSourceAt: IsoInstant | null;
  /** Of the IAM users who can or may sign in to the console. */
  usersWithoutMfa: CountView;
  /** Of the root users that have or may have credentials. `notApplicable` stand apart. */
  rootsUncovered: CountView & { notApplicable: number };
  /** Without the federated ones. `unknown`: AWS recorded nothing about MFA. */
  loginsWithoutMfa: CountView & { from: IsoInstant | null; lowerBound: boolean };
  /** Successful logins of shared accounts that name no person by custody. */
  sharedLoginsUnattributed: CountView & { accounts: number; lowerBound: boolean };
  sourcesNotRead: { denied: number; failed: number; partial: number; of: number };
  federatedLogins: { n: number; of: number; lowerBound: boolean };
  /** The first 8, worst first. */
  usersToFix: PrincipalView[];
  roots: { principalId: string; accountId: string; accountName: string; state: RootState; headline: string }[];
  rootsTotal: number;
  notRead: MissingSourceView[];
  accountsNotReadable: { accountId: string; accountName: string; action: string; error: string }[];
  /** Users with a password, without MFA, and not checked, at the end of each UTC day that had a collection; oldest first. */
  coverageOverTime: { day: string; withoutMfa: number; notChecked: number; population: number }[];
  loginsPerDay: { day: string; logins: number; withoutMfa: number; covered: boolean }[];
  unreadableRecords: number;
}

/** A question AWS did not answer, whom it concerns, and what waits for it. */
export interface MissingSourceView {
  action: string;
  outcome: 'denied' | 'failed' | 'partial';
  source: string;
  accountIds: string[];
  accountNames: string[];
  error: string;
  /** "3 users and root undetermined". */
  waits: string;
  /** How many verdicts wait for it; their rows: `status=INSUFFICIENT_DATA&missing=<action>` in these accounts. */
  waiting: { users: number; roots: number };
}
