import type { OrganizationStatus, Partition } from '#lib/domain/account';
import type { Clock } from '#lib/domain/instant';
import type { AccountAws } from './account-aws.ts';
import type { AwsCall } from './aws-call.ts';
import type { AwsFailure } from './aws-failure.ts';
import type { Wait } from './wait.ts';

export interface AwsSettings {
  readonly clock: Clock;
  /** Between 0 and 1, for the jitter of retries: `Math.random` in production. */
  readonly random: () => number;
  /** Requests a second per account; Infinity is unlimited. */
  readonly iamRate: number;
  /** LookupEvents requests a second per account and Region; Infinity is unlimited. */
  readonly lookupRate: number;
  /** Milliseconds until a request counts as hanging; 15 s unless told. */
  readonly requestTimeout?: number;
  readonly connectionTimeout?: number;
  /** For tests that drive time themselves. */
  readonly wait?: Wait;
  readonly monotonic?: () => number;
}

export interface ConnectionSettings {
  /** A profile of the AWS config files; null is the default chain. */
  readonly profile: string | null;
  /** Null takes AWS_REGION or the profile's. */
  readonly region: string | null;
}

/** Who we are in AWS, before any role is assumed. */
export interface Caller {
  readonly arn: string;
  readonly accountId: string;
  readonly partition: Partition;
  readonly region: string;
  /** GetCallerIdentity's answer. */
  readonly call: AwsCall;
}

export interface RoleSettings {
  readonly roleName: string;
  readonly externalId: string | null;
}

export interface OpenedAccount {
  readonly aws: AccountAws;
  /** The caller's own credentials, or the assumed role's (case U23: own account without the role), or a root session's. */
  readonly by: 'own-credentials' | 'role' | 'root-session';
  /** What it took: AssumeRole's or AssumeRoot's answer with its credentials replaced by a hash; empty with own credentials. */
  readonly calls: readonly AwsCall[];
}

export interface OpenOptions {
  readonly signal?: AbortSignal;
  /** Goes ahead of other calls that wait for the same account's pace: for "check again now". */
  readonly urgent?: boolean;
}

export interface ListedAccount {
  readonly id: string;
  /** Organizations' name; null where it was not asked. */
  readonly name: string | null;
  readonly organizationStatus: OrganizationStatus;
  readonly isManagement: boolean | null;
}

export interface AccountList {
  /** All accounts of the organization, suspended ones included; the caller's own alone where Organizations was not or could not be asked. */
  readonly accounts: readonly ListedAccount[];
  readonly organization: 'listed' | 'not-in-organization' | 'not-readable' | 'not-asked';
  /** Why the organization was not readable. */
  readonly failure: AwsFailure | null;
  /** Why it is not known which account manages a listed organization. */
  readonly managementFailure: AwsFailure | null;
  readonly calls: readonly AwsCall[];
}

/** One connection that works: who we are, and the way into its accounts. */
export interface AwsConnection {
  readonly caller: Caller;
  /** Asks Organizations only when a role is configured (`role` not null). Never throws AwsFailure: see `failure`. */
  listAccounts(role: RoleSettings | null, options?: OpenOptions): Promise<AccountList>;
  /**
   * The way into an account: the caller's own credentials for its own account when no role is configured, else the role.
   * @throws AwsFailure with action `sts:AssumeRole` when the role cannot be assumed.
   */
  openAccount(accountId: string, role: RoleSettings | null, options?: OpenOptions): Promise<OpenedAccount>;
  /**
   * A root session in a member account, able to list its root user's credentials and nothing else, for 15 minutes. It shows as root
   * activity in that account. Asked with the caller's own credentials, of the management or a delegated account.
   * @throws AwsFailure with action `sts:AssumeRoot`
   */
  openRoot(accountId: string, options?: OpenOptions): Promise<OpenedAccount>;
}

/** AWS for one process: paces and connections shared by everything it asks, so that two jobs about one account keep one pace. */
export interface Aws {
  /** @throws KeyholderError AWS_NO_REGION, AWS_NO_CREDENTIALS, AWS_CREDENTIALS_EXPIRED, AWS_CREDENTIALS_INVALID, AWS_UNREACHABLE, AWS_DENIED, AWS_FAILED */
  connect(settings: ConnectionSettings, options?: OpenOptions): Promise<AwsConnection>;
  /** Closes the kept-alive sockets. */
  close(): void;
}
