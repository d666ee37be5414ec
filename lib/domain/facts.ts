/**
 * What AWS said about one account, in Keyholder's words: the contents of a snapshot, one block per source.
 * `null` means "AWS did not say", never "no".
 */
import type { Outcome, SourceFailure } from './collection.ts';
import type { Instant } from './instant.ts';
import type { FidoLevels } from './mfa-device.ts';

/** Something AWS sent that could not be read as what it should be; kept, counted and shown. */
export interface Unreadable {
  readonly where: string;
  readonly reason: string;
  readonly raw: string;
}

export interface PasswordPolicy {
  readonly minimumPasswordLength: number | null;
  readonly maxPasswordAgeDays: number | null;
  readonly passwordReusePrevention: number | null;
  readonly requireSymbols: boolean | null;
  readonly requireNumbers: boolean | null;
  readonly requireUppercase: boolean | null;
  readonly requireLowercase: boolean | null;
  readonly allowUsersToChange: boolean | null;
}

/** From GetCallerIdentity, GetAccountSummary, ListAccountAliases, GetAccountPasswordPolicy; each part null when it was not readable. */
export interface AccountFacts {
  readonly callerArn: string | null;
  readonly summary: {
    readonly accountMfaEnabled: boolean | null;
    readonly accountPasswordPresent: boolean | null;
    readonly accountAccessKeysPresent: boolean | null;
    readonly accountSigningCertificatesPresent: boolean | null;
    readonly users: number | null;
    readonly mfaDevicesInUse: number | null;
    readonly readAt: Instant;
  } | null;
  readonly aliases: readonly string[] | null;
  readonly passwordPolicy: PasswordPolicy | 'none' | null;
}

/** DescribeRegions, or what is read instead when it is denied. */
export interface RegionsFacts {
  readonly enabled: readonly string[] | null;
  /** Regions in which events are read: the enabled and the partition's sign-in Regions; without a list, those and the caller's. */
  readonly readIn: readonly string[];
}

export interface ReportAccessKey {
  readonly active: boolean | null;
  readonly lastRotatedAt: Instant | null;
  readonly lastUsedAt: Instant | null;
  readonly lastUsedRegion: string | null;
  readonly lastUsedService: string | null;
}

export interface ReportRow {
  /** `<root_account>` for root. */
  readonly user: string;
  readonly arn: string;
  readonly createdAt: Instant | null;
  /** Null for `not_supported` and anything unreadable. */
  readonly passwordEnabled: boolean | null;
  /** Null: never used, no password, or no information; see `passwordLastUsedText`. */
  readonly passwordLastUsedAt: Instant | null;
  readonly passwordLastUsedText: string;
  readonly passwordLastChangedAt: Instant | null;
  readonly mfaActive: boolean | null;
  readonly accessKeys: readonly [ReportAccessKey, ReportAccessKey];
  readonly certificatesActive: readonly [boolean | null, boolean | null];
  readonly additionalCredentialsInfo: string | null;
}

export interface CredentialReportFacts {
  /** AWS's own time for the report: the instant at which its rows were true. */
  readonly generatedAt: Instant;
  readonly rows: readonly ReportRow[];
}

export interface ListedUser {
  readonly userName: string;
  readonly uniqueId: string;
  readonly arn: string;
  readonly path: string;
  readonly createdAt: Instant;
  readonly passwordLastUsedAt: Instant | null;
}
export interface UsersFacts {
  readonly readAt: Instant;
  readonly users: readonly ListedUser[];
  /** Entries of AWS's list that could not be read and are kept aside; with any, the list is not complete. */
  readonly unreadableEntries: number;
}

export interface VirtualDevice {
  readonly serialNumber: string;
  readonly enabledAt: Instant | null;
  /** Null: unassigned, an orphan (case U14). Root is recognised by an ARN ending in `:root` and has no user name (case R3). */
  readonly assignedTo: { readonly arn: string; readonly uniqueId: string; readonly userName: string | null } | null;
}
export interface VirtualDevicesFacts {
  readonly readAt: Instant;
  readonly devices: readonly VirtualDevice[];
}

export interface ListedDevice {
  readonly serialNumber: string;
  readonly enabledAt: Instant | null;
}
/** One entry per user who was asked and answered. Who was not asked is absent; who was denied stands in the source's failures. */
export interface MfaDevicesFacts {
  readonly users: readonly {
    readonly uniqueId: string;
    readonly userName: string;
    readonly readAt: Instant;
    /** `gone`: AWS answered NoSuchEntity, the user no longer exists (case U10). */
    readonly devices: readonly ListedDevice[] | 'gone';
    /** Which of the source's evidence blocks (chunks) holds the answer; set when chunks are merged. */
    readonly block?: number;
  }[];
}

export interface LoginProfilesFacts {
  readonly users: readonly {
    readonly uniqueId: string;
    readonly userName: string;
    readonly readAt: Instant;
    /** True: a password exists. False: AWS answered NoSuchEntity. */
    readonly hasPassword: boolean;
    readonly passwordCreatedAt: Instant | null;
    /** Which of the source's evidence blocks (chunks) holds the answer; set when chunks are merged. */
    readonly block?: number;
  }[];
}

export interface FidoCertificationFacts {
  readonly devices: readonly {
    readonly serialNumber: string;
    readonly enabledAt: Instant | null;
    /** Empty: AWS answered without levels; the level is unknown, not "uncertified" (case U16). */
    readonly levels: FidoLevels;
    readonly capturedAt: Instant;
  }[];
}

/** Kept whole for the privilege analysis; policy documents are decoded JSON text. */
export interface AuthorizationFacts {
  readonly readAt: Instant;
  readonly users: readonly {
    readonly uniqueId: string;
    readonly userName: string;
    readonly arn: string;
    readonly tags: Readonly<Record<string, string>>;
    readonly groups: readonly string[];
    readonly attachedPolicyArns: readonly string[];
    readonly inlinePolicies: readonly { readonly name: string; readonly document: string }[];
    readonly permissionsBoundaryArn: string | null;
  }[];
  readonly groups: readonly {
    readonly name: string;
    readonly attachedPolicyArns: readonly string[];
    readonly inlinePolicies: readonly { readonly name: string; readonly document: string }[];
  }[];
  readonly roles: readonly {
    readonly name: string;
    readonly arn: string;
    readonly trustPolicy: string;
    readonly attachedPolicyArns: readonly string[];
    readonly inlinePolicies: readonly { readonly name: string; readonly document: string }[];
    readonly permissionsBoundaryArn: string | null;
  }[];
  readonly policies: readonly { readonly arn: string; readonly name: string; readonly document: string }[];
  /** Roles in AWS's answer that could not be read and are kept aside. A missing user, group or policy shows where it is referred to. */
  readonly unreadableRoles: number;
}

export interface FederationFacts {
  readonly readAt: Instant;
  readonly samlProviders: readonly { readonly arn: string; readonly validUntil: Instant | null }[] | null;
  readonly oidcProviders: readonly { readonly arn: string }[] | null;
}

/** ListOrganizationsFeatures, asked in the management (or delegated) account. */
export interface RootFacts {
  readonly readAt: Instant;
  readonly organizationId: string | null;
  readonly rootCredentialsManagement: boolean | null;
  readonly rootSessions: boolean | null;
}

/**
 * What a root session in a member account answered: ListMFADevices without a user name, which to root means its own devices of every
 * kind (case R9). Certification levels cannot be asked there.
 */
export interface RootSessionsFacts {
  readonly readAt: Instant;
  readonly devices: readonly ListedDevice[];
}

/** Facts by source; event sources are rows of their own. */
export interface FactsBySource {
  readonly account: AccountFacts;
  readonly regions: RegionsFacts;
  readonly 'credential-report': CredentialReportFacts;
  readonly users: UsersFacts;
  readonly 'virtual-devices': VirtualDevicesFacts;
  readonly 'mfa-devices': MfaDevicesFacts;
  readonly 'login-profiles': LoginProfilesFacts;
  readonly 'fido-certification': FidoCertificationFacts;
  readonly authorization: AuthorizationFacts;
  readonly federation: FederationFacts;
  readonly root: RootFacts;
  readonly 'root-sessions': RootSessionsFacts;
}
export type FactSourceId = keyof FactsBySource;

/** How one source stands in a snapshot: its facts (as far as they were read), and what came of the question. */
export interface SourceReading<F> {
  readonly outcome: Outcome;
  /** Null when nothing at all was read. With `partial`, what was read. */
  readonly facts: F | null;
  /** First and last answer. */
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly action: string | null;
  readonly error: string | null;
  readonly failures: readonly SourceFailure[];
  /** Hashes of the evidence blocks that hold AWS's answers, in the order of the chunks. */
  readonly evidence: readonly string[];
}

/** Everything known about one account from one run. A source that was never asked (the role was denied) is absent. */
export interface AccountSnapshot {
  readonly accountId: string;
  readonly collectionId: string;
  readonly sealedAt: Instant;
  readonly role: { readonly outcome: Outcome; readonly action: string | null; readonly error: string | null };
  readonly sources: { readonly [S in FactSourceId]?: SourceReading<FactsBySource[S]> };
}

/**
 * What "Check again now" read about one principal: the same sources as a snapshot, asked for that one alone.
 * For a user `mfa-devices` and `login-profiles` (and `fido-certification`); for root `account` and `virtual-devices` (and `root-sessions`,
 * where they are switched on).
 * It wins over any fact about that principal read before it, also in a snapshot sealed later.
 */
export interface PrincipalOverlay {
  readonly accountId: string;
  readonly principalId: string;
  readonly readAt: Instant;
  readonly sources: AccountSnapshot['sources'];
}
