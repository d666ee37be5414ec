/** CloudTrail's `ConsoleLogin`, and what is known of the device and person behind one. */
import type { Instant } from './instant.ts';
import type { MfaDeviceType } from './mfa-device.ts';
import type { PrincipalId } from './principal.ts';

/** How the signing-in identity reached the console. */
export type LoginIdentity =
  | 'iam-user'
  | 'root'
  | 'unknown-user'
  | 'saml'
  | 'oidc'
  | 'identity-center'
  | 'custom-broker'
  | 'federation-token';

export interface ConsoleLogin {
  readonly accountId: string;
  readonly eventId: string;
  readonly time: Instant;
  readonly region: string;
  readonly identity: LoginIdentity;
  /** The IAM user or root it belongs to; null for federated identities and unknown user names. */
  readonly principalId: PrincipalId | null;
  /** `userIdentity.principalId` as AWS wrote it. */
  readonly uniqueId: string | null;
  readonly userName: string | null;
  readonly arn: string | null;
  readonly outcome: 'success' | 'failure';
  readonly errorMessage: string | null;
  /** `MFAUsed` as recorded; null when AWS recorded nothing. */
  readonly mfaUsed: boolean | null;
  readonly mfaIdentifier: string | null;
  readonly sourceIp: string;
  readonly userAgent: string;
  /** SAML provider ARN, role session issuer or the like, for federated identities. */
  readonly provider: string | null;
  /** Where the raw record lies: the evidence block and the index of the record in it. */
  readonly evidenceSha256: string;
  readonly evidenceIndex: number;
}

/** A console role switch (`SwitchRole`): not a login of its own (case L5). */
export interface RoleSwitch {
  readonly accountId: string;
  readonly eventId: string;
  readonly time: Instant;
  readonly region: string;
  /** ARN of the caller that switched, where recorded. */
  readonly switchedFrom: string | null;
  readonly roleArn: string | null;
  readonly sourceIp: string;
  readonly userAgent: string;
  readonly evidenceSha256: string;
  readonly evidenceIndex: number;
}

export type LifecycleEventName =
  | 'CreateVirtualMFADevice'
  | 'EnableMFADevice'
  | 'DeactivateMFADevice'
  | 'DeleteVirtualMFADevice'
  | 'ResyncMFADevice'
  | 'CreateUser'
  | 'UpdateUser'
  | 'DeleteUser'
  | 'CreateLoginProfile'
  | 'UpdateLoginProfile'
  | 'DeleteLoginProfile';

export const lifecycleEventNames: readonly LifecycleEventName[] = [
  'CreateVirtualMFADevice',
  'EnableMFADevice',
  'DeactivateMFADevice',
  'DeleteVirtualMFADevice',
  'ResyncMFADevice',
  'CreateUser',
  'UpdateUser',
  'DeleteUser',
  'CreateLoginProfile',
  'UpdateLoginProfile',
  'DeleteLoginProfile',
];

/** A successful or refused change to devices, users or passwords. Only successful ones change anything. */
export interface LifecycleEvent {
  readonly accountId: string;
  readonly eventId: string;
  readonly time: Instant;
  readonly region: string;
  readonly name: LifecycleEventName;
  /** The user the request was about: `AWS ROOT USER` for root. Null when the request names none (the caller's own). */
  readonly userName: string | null;
  /** New name, for UpdateUser. */
  readonly newUserName: string | null;
  /** `AIDA…` of the user the request was about, where the response or the caller's identity says it. */
  readonly uniqueId: string | null;
  readonly serialNumber: string | null;
  readonly actorArn: string | null;
  readonly errorCode: string | null;
  readonly evidenceSha256: string;
  readonly evidenceIndex: number;
}

/** A stretch of one account's, Region's and event name's history that has been read: `]from, to]`. */
export interface EventCoverage {
  readonly accountId: string;
  readonly region: string;
  readonly eventName: string;
  readonly from: Instant;
  readonly to: Instant;
}

export type AttributionState =
  | 'person'
  | 'device'
  | 'probable-device'
  | 'unknown-device'
  | 'device-not-recorded'
  | 'mfa-not-recorded'
  | 'no-mfa'
  | 'not-visible-to-aws'
  | 'not-a-login';

export const attributionStates: readonly AttributionState[] = [
  'person',
  'device',
  'probable-device',
  'unknown-device',
  'device-not-recorded',
  'mfa-not-recorded',
  'no-mfa',
  'not-visible-to-aws',
  'not-a-login',
];

export type AttributionBasis = 'custody' | 'account-holder';

/** What is known of a login's device and person, and how. */
export interface Attribution {
  readonly accountId: string;
  readonly eventId: string;
  readonly state: AttributionState;
  readonly basis: AttributionBasis | null;
  readonly device: {
    readonly serialNumber: string;
    readonly type: MfaDeviceType;
    readonly instanceId: string | null;
    readonly enabledAt: Instant | null;
    readonly removedAt: Instant | null;
  } | null;
  readonly personId: string | null;
  /** For `account-holder`: the user name shown in place of a recorded person. */
  readonly personName: string | null;
  readonly custodyId: string | null;
  /** How it is known, in words. */
  readonly reason: string;
  /** Disagreements worth a look, for example an identifier together with `MFAUsed: No`. */
  readonly flags: readonly string[];
}
