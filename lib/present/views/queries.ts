/**
 * What a reader may ask of each list: the parameters of the API (contract.md) and of the screens' addresses, already read as values.
 * Every field is optional; an absent filter filters nothing. Several values of one filter mean "any of".
 */

import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { AttributionState, LoginIdentity } from '#lib/domain/console-login';
import type { ExceptionState } from '#lib/domain/exception';
import type { Instant } from '#lib/domain/instant';
import type { MfaDeviceType, Strength } from '#lib/domain/mfa-device';
import type { Presence, PrincipalKind } from '#lib/domain/principal';

/** Every list and the overview can be narrowed to a boundary. An unknown id is an error (NOT_FOUND), never "everything". */
export interface BoundaryQuery {
  boundary?: string | null;
}

/** One page of a list. `cursor` is opaque and belongs to the same filters and the same sort. */
export interface PageQuery extends BoundaryQuery {
  cursor?: string | null;
  /** 1 to 500; 50 unless told. */
  limit?: number;
}

export const principalSorts = [
  'status',
  'userName',
  'accountName',
  'console',
  'activeKeys',
  'privileged',
  'strength',
  'lastLogin',
  'failingSince',
] as const;
export type PrincipalSort = (typeof principalSorts)[number];

export interface PrincipalsQuery extends PageQuery {
  kind?: PrincipalKind;
  status?: readonly ComplianceStatus[];
  accountId?: readonly string[];
  /** Part of a user name, a former name, an account id or a unique id; upper and lower case are the same. */
  q?: string;
  privileged?: boolean | 'unknown';
  strength?: readonly Strength[];
  /** Without it, users deleted since the report are left out. */
  presence?: Presence;
  /** `can`: has a password, or it is not known whether (the population of "users without MFA"). */
  console?: boolean | 'unknown' | 'can';
  /** Active access keys: some, none, or not known. */
  keys?: 'some' | 'none' | 'unknown';
  shared?: boolean;
  /** By the exception for the check that is the principal's status; `accepted` holds now, ending soon or not. */
  exception?: 'accepted' | 'ends-soon' | 'expired' | 'none';
  /** Undecided for want of any of these IAM actions. */
  missing?: readonly string[];
  /** Fails now, or failed at some time after this: the list an admin works through. */
  failedSince?: Instant;
  sort?: PrincipalSort | `-${PrincipalSort}`;
}

export interface ConsoleLoginsQuery extends PageQuery {
  sharedOnly?: boolean;
  state?: readonly AttributionState[];
  principalId?: string;
  accountId?: readonly string[];
  /** Id of a person. */
  person?: string;
  serialNumber?: string;
  /** Id of a device instance: one lane of a shared account. */
  instanceId?: string;
  outcome?: 'success' | 'failure';
  identity?: readonly LoginIdentity[];
  /** `]from, to]`. */
  from?: Instant;
  to?: Instant;
  /** Part of a user name, address, provider, device, person, Region or event id. */
  q?: string;
  sort?: 'time' | '-time';
}

/** The head of /logins and a shared account's picture: a window that ends at `to` (now) and is `days` long (90). */
export interface WindowQuery extends BoundaryQuery {
  accountId?: readonly string[];
  from?: Instant;
  to?: Instant;
}

export interface DevicesQuery extends PageQuery {
  /** True: only unassigned virtual devices; false: only assigned ones. */
  orphaned?: boolean;
  type?: readonly MfaDeviceType[];
  accountId?: readonly string[];
  q?: string;
}

export interface CollectionsQuery extends PageQuery {
  /** True: without the accounts and sources of each run, for a list of runs; the limit is then 50 unless told, else 5. */
  summary?: boolean;
}

export interface EventCoverageQuery extends PageQuery {
  accountId?: readonly string[];
  eventName?: string;
}

export interface UnreadableRecordsQuery extends PageQuery {
  accountId?: readonly string[];
}

export interface PeopleQuery extends PageQuery {
  q?: string;
}

export interface CustodiesQuery extends PageQuery {
  principalId?: string;
  personId?: string;
}

export interface ExceptionsQuery extends PageQuery {
  accountId?: readonly string[];
  principalId?: string;
  state?: readonly ExceptionState[];
}

export interface SharedAccountsQuery extends PageQuery {
  accountId?: readonly string[];
  from?: Instant;
  to?: Instant;
}
