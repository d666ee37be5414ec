import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { IsoInstant } from '#lib/domain/instant';
import type { FidoLevels, Strength } from '#lib/domain/mfa-device';
import type { Presence, PrincipalKind } from '#lib/domain/principal';
import type { RootState } from '#lib/domain/root-state';
import type { CheckView, DeviceView, PersonRefView } from './common.ts';
import type { ExceptionMarkView, ExceptionView } from './exceptions.ts';
import type { FixView } from './fixes.ts';
import type { LoginView } from './logins.ts';

export type { RootState };

/** One row of /users and /root, one item of GET /principals. */
export interface PrincipalView {
  id: string;
  accountId: string;
  accountName: string;
  partition: string;
  kind: PrincipalKind;
  userName: string;
  /** Other names this same AIDA… id had (case U19). */
  previousNames: string[];
  arn: string;
  uniqueId: string;
  presence: Presence;
  console: boolean | null;
  activeKeys: number | null;
  privileged: boolean | null;
  status: ComplianceStatus;
  reason: string;
  /** The accepted risk beside `status` that holds now; it never changes it. */
  exception: ExceptionMarkView | null;
  strength: Strength;
  devices: DeviceView[];
  devicesComplete: boolean;
  deviceSlots: { used: number | null; max: number };
  sharedBecause: 'root' | 'tag' | 'declared' | null;
  failingSince: IsoInstant | null;
  lastLogin: { at: IsoInstant; deviceName: string | null; mfaUsed: boolean | null } | null;
  checks: CheckView[];
  readAt: IsoInstant | null;
}

/** GET /principals/{id}: the drawer. */
export interface PrincipalDetailView extends PrincipalView {
  createdAt: IsoInstant | null;
  tags: Record<string, string>;
  /** Which statement of which policy decided that it is privileged or not, or why that is not known; null while it was not judged. */
  privilegedBecause: string | null;
  /** What each source said, and when that was true: the report, the live list, the login profile. */
  sources: { label: string; says: string; at: IsoInstant | null; outcome: string }[];
  deviceDetails: (DeviceView & {
    instanceId: string | null;
    levels: FidoLevels | null;
    levelsCapturedAt: IsoInstant | null;
    custodian: (PersonRefView & { since: IsoInstant }) | null;
    lastUsedAt: IsoInstant | null;
    enabledEarliest: IsoInstant | null;
    enabledLatest: IsoInstant | null;
    removedAt: IsoInstant | null;
    removedBy: string | null;
  })[];
  /** Newest first, at most 200, for the timeline in the drawer. */
  recentLogins: LoginView[];
  /** Sign-ins and attempts in the 90 days that screens show. */
  loginsTotal: number;
  loginsTotalIsLowerBound: boolean;
  /** Fixes for a user without MFA; text with the user's own values, ready to copy. */
  fixes: FixView[];
  /** Every risk accepted for this principal, newest first; the expired and replaced ones too. */
  exceptions: ExceptionView[];
  lastRecheck: { at: IsoInstant; by: string } | null;
}

/** One card of /root. */
export interface RootCardView {
  principal: PrincipalView;
  state: RootState;
  /** "Covered, at least 2 devices": the state in words. */
  headline: string;
  facts: { password: boolean | null; accessKeys: boolean | null; certificates: boolean | null; mfa: boolean | null };
  /** How it is known, sentence by sentence, each with its source and instant. */
  howWeKnow: { text: string; at: IsoInstant | null }[];
  /** Devices visible from inside the account; root's FIDO and hardware devices are not (case R1). */
  devicesAtLeast: number | null;
  missing: string[];
  lastKnown: { status: ComplianceStatus; at: IsoInstant } | null;
}

export interface RootView {
  cards: RootCardView[];
  counts: Record<RootState, number>;
}
