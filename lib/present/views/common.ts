/** Shapes shared by every screen and API resource. Times are RFC 3339 text, so that a screen's first page and the API's answer are the same value. */
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { IsoInstant } from '#lib/domain/instant';
import type { MfaDeviceType } from '#lib/domain/mfa-device';
import type { ExceptionMarkView } from './exceptions.ts';

/** One page of a list. `total` is exact for principals, and to 10,000 for events. */
export interface ListView<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
  totalIsLowerBound: boolean;
}

/** `n of of`: no number without its denominator; `unknown` counts those for whom the question is undecided. */
export interface CountView {
  n: number;
  of: number;
  unknown: number;
}

export interface DeviceView {
  serialNumber: string;
  name: string;
  type: MfaDeviceType;
  enabledAt: IsoInstant | null;
}

export interface PersonRefView {
  id: string;
  name: string;
}

/** A pointer to what AWS answered, shown as a link: `ListMFADevices 14:02:11`. */
export interface EvidenceRefView {
  label: string;
  source: string;
  sha256: string | null;
  at: IsoInstant | null;
}

export interface CheckView {
  checkId: string;
  title: string;
  status: ComplianceStatus;
  reason: string;
  evidence: EvidenceRefView[];
  missing: string[];
  /** The accepted risk that holds now; it never changes the status. */
  exception: ExceptionMarkView | null;
  lastKnown: { status: ComplianceStatus; at: IsoInstant } | null;
}

/** What every screen shows above its content: which accounts, how old, and what could not be read. */
export interface FrameView {
  /** True in the demo: every screen says that this is sample data. */
  demo: boolean;
  organizationName: string;
  accounts: { id: string; name: string; partition: string }[];
  boundaries: { id: string; name: string; accountIds: string[] }[];
  /** The boundary chosen in the URL, null for all accounts. */
  boundaryId: string | null;
  /** The instant the facts on screen rest on: the newest seal of the accounts in scope; null before the first. */
  asOf: IsoInstant | null;
  /** The oldest source among the accounts in scope. */
  oldestSourceAt: IsoInstant | null;
  sources: { read: number; of: number; denied: number; failed: number };
  /** Null when none is running. */
  running: { id: string; done: number; of: number; sentence: string } | null;
  /** Red and amber figures beside the navigation's entries. */
  badges: { users: number; root: number; shared: number; collections: number };
  /** One sentence when there are no credentials, no worker, or nothing collected yet; null when all is well. */
  notice: { tone: 'neutral' | 'bad' | 'unknown'; title: string; text: string } | null;
  viewer: string;
}
