import type { AttributionBasis, AttributionState, LoginIdentity } from '#lib/domain/console-login';
import type { IsoInstant } from '#lib/domain/instant';
import type { MfaDeviceType } from '#lib/domain/mfa-device';
import type { PersonRefView } from './common.ts';

/** One row of /logins, one item of GET /console-logins. */
export interface LoginView {
  eventId: string;
  time: IsoInstant;
  accountId: string;
  accountName: string;
  region: string;
  principalId: string | null;
  uniqueId: string | null;
  userName: string | null;
  identity: LoginIdentity;
  provider: string | null;
  outcome: 'success' | 'failure';
  errorMessage: string | null;
  mfaUsed: boolean | null;
  sourceIp: string;
  userAgent: string;
  shared: boolean;
  attribution: {
    state: AttributionState;
    basis: AttributionBasis | null;
    device: {
      serialNumber: string;
      name: string;
      type: MfaDeviceType;
      instanceId: string | null;
      enabledAt: IsoInstant | null;
      removedAt: IsoInstant | null;
    } | null;
    person: PersonRefView | null;
    reason: string;
    flags: string[];
  };
}

/** GET /console-logins/{accountId}/{eventId}: the raw record behind a row. */
export interface LoginDetailView extends LoginView {
  /** CloudTrail's record, byte for byte as it was received. */
  raw: string;
  evidenceSha256: string;
  action: string;
  requestId: string | null;
  readAt: IsoInstant;
  roleSwitches: { time: IsoInstant; roleArn: string | null; accountId: string }[];
}

/** A stretch of a Region's history that was not read. */
export interface CoverageGapView {
  accountId: string;
  accountName: string;
  region: string;
  eventName: string;
  from: IsoInstant;
  to: IsoInstant;
  reason: string;
}

/** What the head of /logins says; the rows come as ListView<LoginView>. */
export interface LoginsSummaryView {
  from: IsoInstant;
  to: IsoInstant;
  /** The newest instant to which sign-ins have been read; null when none have. Later ones may exist and are not counted. */
  readUntil: IsoInstant | null;
  successful: number;
  withoutMfa: number;
  federated: number;
  failed: number;
  /** Successful logins of shared accounts (federated ones left out), and those that name no person by custody. */
  shared: number;
  sharedUnattributed: number;
  unreadable: number;
  /** True when any of the counts stopped at 10,000. */
  countsAreLowerBounds: boolean;
  gaps: CoverageGapView[];
  /** One bar a UTC day, oldest first. `covered` is false where some Region of the scope was not read that day. */
  days: { day: string; logins: number; withoutMfa: number; covered: boolean }[];
}

/** /shared: which shared accounts there are; GET /shared-accounts. */
export interface SharedAccountView {
  principalId: string;
  accountId: string;
  accountName: string;
  userName: string;
  sharedBecause: 'root' | 'tag' | 'declared';
  justification: string | null;
  decidedBy: string | null;
  decidedAt: IsoInstant | null;
  /** Successful logins in the window, and how many of them name one person by custody. */
  logins: number;
  attributed: number;
  devices: number;
  lastLoginAt: IsoInstant | null;
}

export interface CustodyView {
  id: string;
  accountId: string;
  principalId: string;
  serialNumber: string;
  deviceInstanceId: string;
  person: PersonRefView;
  /** 1–8, given per shared account in order of first custody; a ninth repeats 1 with a ring. */
  personColour: number;
  validFrom: IsoInstant;
  validTo: IsoInstant | null;
  recordedAt: IsoInstant;
  recordedBy: string;
  reason: string;
}

/** One lane per device instance (serial and enabling). */
export interface LaneView {
  instanceId: string;
  serialNumber: string;
  name: string;
  type: MfaDeviceType;
  note: string;
  from: { earliest: IsoInstant | null; latest: IsoInstant | null };
  until: { earliest: IsoInstant | null; latest: IsoInstant | null } | null;
  removedBy: string | null;
  reusedLater: boolean;
  custodies: CustodyView[];
  logins: number;
  lastLoginAt: IsoInstant | null;
}

/** The mark of one login in the picture; `laneId` null for the lanes without a device. */
export interface MarkView {
  eventId: string;
  time: IsoInstant;
  laneId: string | null;
  state: AttributionState;
  personId: string | null;
  personColour: number | null;
}

/** GET /shared-accounts/{principalId}: the picture and the words of one shared account. */
export interface SharedAccountDetailView extends SharedAccountView {
  from: IsoInstant;
  to: IsoInstant;
  lanes: LaneView[];
  marks: MarkView[];
  /** True when there are more than 2,000 marks in the window and only the newest are drawn. */
  marksTruncated: boolean;
  gaps: CoverageGapView[];
  counts: Record<AttributionState, number>;
  people: (PersonRefView & { colour: number })[];
}
