import type { IsoInstant } from '#lib/domain/instant';

export interface SettingsView {
  connections: {
    id: string;
    partition: string;
    region: string;
    profile: string | null;
    roleName: string | null;
    hasExternalId: boolean;
    callerArn: string | null;
    callerAccountId: string | null;
    state: 'unasked' | 'ready' | 'error';
    error: string | null;
    checkedAt: IsoInstant | null;
  }[];
  /** Least-privilege policies as JSON text: what the hub's caller needs, what the role in each account needs, and what is optional. */
  policies: { id: 'hub' | 'member' | 'optional' | 'root-sessions'; title: string; explanation: string; json: string }[];
  /** Whether collections may open root sessions in member accounts; never changed: both null. */
  rootSessions: { enabled: boolean; changedAt: IsoInstant | null; changedBy: string | null };
  schedule: { every: string | null; nextAt: IsoInstant | null };
  store: { engine: 'sqlite' | 'postgresql'; place: string };
}

/** A document that makes the role Keyholder reads with; `text` is null when the settings fit none, and the explanation says why. */
export interface RoleTemplateView {
  id: 'cloudformation' | 'terraform' | 'stackset';
  title: string;
  explanation: string;
  text: string | null;
}

export interface PersonView {
  id: string;
  name: string;
  email: string;
  leftAt: IsoInstant | null;
  /** Devices held now. */
  devices: number;
}

export interface BoundaryView {
  id: string;
  name: string;
  justification: string;
  accountIds: string[];
  recordedAt: IsoInstant;
  recordedBy: string;
}

/** GET /devices. */
export interface DeviceRowView {
  accountId: string;
  accountName: string;
  serialNumber: string;
  name: string;
  type: string;
  enabledAt: IsoInstant | null;
  principalId: string | null;
  userName: string | null;
  orphaned: boolean;
  lastUsedAt: IsoInstant | null;
  /** The command that takes it away, where nothing is lost by it: of unassigned virtual devices and SMS left over. */
  cleanUp: string | null;
}

/** POST …/import?preview=1. */
export interface ImportPreviewView {
  rows: number;
  valid: number;
  errors: { line: number; column: string | null; message: string }[];
  /** What would change, first 50, in words. */
  changes: string[];
}

/** GET /evidence/{sha256}: what AWS answered, for reading. */
export interface EvidenceView {
  sha256: string;
  accountId: string;
  accountName: string;
  source: string;
  region: string;
  collectionId: string | null;
  firstAt: IsoInstant;
  lastAt: IsoInstant;
  calls: number;
  /** The calls as indented JSON. The hash is that of the JSON text without indentation. */
  json: string;
}
