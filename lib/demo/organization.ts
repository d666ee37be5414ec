/**
 * What the AWS stand-in answers from: an organization written down as facts with a beginning and an end, so that every
 * answer follows from the organization and an instant. All times are whole seconds where AWS has no finer resolution.
 */
import type { Partition } from '#lib/domain/account';
import type { Instant } from '#lib/domain/instant';

export interface Organization {
  /** `o-…`; null for an account that belongs to no organization. */
  readonly id: string | null;
  readonly name: string;
  readonly partition: Partition;
  readonly managementAccountId: string;
  /** Whose access key `startStandIn` hands out: an IAM user of one of the accounts. */
  readonly caller: { readonly accountId: string; readonly userName: string };
  /** Features of central root management; null while trusted access for IAM is off, the normal case. */
  readonly rootFeatures: readonly ('RootCredentialsManagement' | 'RootSessions')[] | null;
  readonly accounts: readonly OrganizationAccount[];
  /** Events that happen while the stand-in runs: those with `from < time <= to`, oldest first. The same answer for the same question. */
  readonly arrivals?: (from: Instant, to: Instant) => readonly Arrival[];
}

export interface Arrival {
  readonly accountId: string;
  readonly event: RecordedEvent;
}

export interface OrganizationAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE';
  readonly joinedAt: Instant;
  readonly alias?: string;
  /** Regions in use beyond nothing: what DescribeRegions answers, and where CloudTrail may be asked. */
  readonly enabledRegions: readonly string[];
  /** Roles an outside account may assume. */
  readonly auditRoles: readonly AuditRole[];
  /** What this account's policies refuse: an action (`cloudtrail:LookupEvents`), for one subject only if one is named. */
  readonly deniedActions: readonly { readonly action: string; readonly subject?: string }[];
  readonly passwordPolicy: AccountPasswordPolicy | null;
  readonly root: RootCredentials;
  readonly users: readonly OrganizationUser[];
  /** Orphans: virtual devices that were created and belong to nobody. */
  readonly unassignedVirtualDevices: readonly string[];
  readonly groups: readonly OrganizationGroup[];
  readonly roles: readonly OrganizationRole[];
  readonly policies: readonly OrganizationPolicy[];
  readonly samlProviders: readonly {
    readonly arn: string;
    readonly validUntil: Instant;
    readonly createdAt: Instant;
  }[];
  readonly oidcProviders: readonly string[];
  /** When the newest credential report was made before the start; absent: never. */
  readonly reportGeneratedAt?: Instant;
  /** What CloudTrail recorded, oldest first. */
  readonly events: readonly RecordedEvent[];
}

export interface AuditRole {
  readonly name: string;
  readonly uniqueId: string;
  readonly trustedAccountId: string;
  /** Null: no external id is asked for. */
  readonly externalId: string | null;
}

export interface AccountPasswordPolicy {
  readonly minimumPasswordLength: number;
  readonly maxPasswordAge?: number;
  readonly passwordReusePrevention?: number;
}

export interface RootCredentials {
  readonly passwordEnabled: boolean;
  readonly passwordLastChangedAt: Instant | null;
  readonly passwordLastUsedAt: Instant | null;
  readonly accessKeyActive: boolean;
  readonly devices: readonly OrganizationDevice[];
}

export interface OrganizationUser {
  readonly userName: string;
  /** `AIDA…` */
  readonly uniqueId: string;
  readonly path: string;
  readonly createdAt: Instant;
  readonly deletedAt?: Instant;
  /** The name it had until then. */
  readonly formerName?: { readonly userName: string; readonly until: Instant };
  readonly password: {
    readonly createdAt: Instant;
    /** Last use before the recorded events; sign-ins recorded later count by themselves. */
    readonly lastUsedAt: Instant | null;
    readonly removedAt?: Instant;
  } | null;
  readonly accessKeys: readonly OrganizationAccessKey[];
  readonly devices: readonly OrganizationDevice[];
  readonly groups: readonly string[];
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: readonly InlinePolicy[];
  readonly permissionsBoundaryArn?: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface OrganizationAccessKey {
  readonly id: string;
  readonly active: boolean;
  readonly createdAt: Instant;
  readonly lastUsed: { readonly at: Instant; readonly region: string; readonly service: string } | null;
}

export interface OrganizationDevice {
  readonly serialNumber: string;
  readonly enabledAt: Instant;
  readonly removedAt?: Instant;
  /** FIDO levels captured when it was registered; absent for synced passkeys and uncertified keys. */
  readonly certifications?: Readonly<Record<string, string>>;
}

export interface InlinePolicy {
  readonly name: string;
  /** JSON text. */
  readonly document: string;
}
export interface OrganizationGroup {
  readonly name: string;
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: readonly InlinePolicy[];
}
export interface OrganizationRole {
  readonly name: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly trustPolicy: string;
  readonly attachedPolicyArns: readonly string[];
  readonly inlinePolicies: readonly InlinePolicy[];
  readonly permissionsBoundaryArn?: string;
}
/** A customer's policy, or one of AWS's that is in use here. */
export interface OrganizationPolicy {
  readonly arn: string;
  readonly name: string;
  readonly document: string;
}

/** One management event as CloudTrail keeps it. */
export interface RecordedEvent {
  readonly eventId: string;
  readonly time: Instant;
  readonly region: string;
  readonly eventName: string;
  readonly eventSource: string;
  readonly readOnly: boolean;
  /** LookupEvents' `Username`: the user, the session name, or `root`. */
  readonly userName: string | null;
  /** For a successful sign-in with a password: whose password was used (`AIDA…`, for root the account id). */
  readonly passwordOf?: string;
  /** The record as JSON text; made when asked for, because there are many. */
  readonly record: () => string;
}
