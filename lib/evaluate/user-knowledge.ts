import type { EvidenceRef } from '#lib/domain/compliance-status';
import type {
  AccountSnapshot,
  ListedUser,
  LoginProfilesFacts,
  MfaDevicesFacts,
  PrincipalOverlay,
  ReportRow,
  SourceReading,
} from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { deviceType } from '#lib/domain/mfa-device';
import { userPrincipalId } from '#lib/domain/principal';
import type { JudgedDevice } from './judged-principal.ts';
import { evidenceOf, type Known } from './known.ts';
import type { ReportRows } from './report-rows.ts';
import type { AskedUser, AskingRule } from './who-to-ask.ts';
import { isDenial, sayAt, sayCount, sayRefusal } from './wording.ts';

/** What is known of one listed IAM user, question by question. */
export interface UserKnowledge {
  readonly user: ListedUser;
  /** AWS said NoSuchEntity after it had listed the user. */
  readonly gone: boolean;
  readonly password: Known<boolean>;
  readonly devices: Known<readonly JudgedDevice[]>;
  readonly activeKeys: Known<number>;
  /** The report's row for this user, where it counts. */
  readonly row: ReportRow | null;
  readonly reportAt: Instant | null;
}

export interface UserSources {
  readonly accountId: string;
  readonly snapshot: AccountSnapshot;
  /** Newest first. */
  readonly overlays: readonly PrincipalOverlay[];
  readonly rows: ReportRows;
  readonly rule: AskingRule;
  readonly levelsOf: (
    serialNumber: string,
    enabledAt: Instant | null,
  ) => Pick<JudgedDevice, 'levels' | 'levelsCapturedAt'>;
}

/** Everything that can be said of the listed users. Live answers beat the report; a recheck beats both when it is newer. */
export function userKnowledge(sources: UserSources): (user: ListedUser) => UserKnowledge {
  const { snapshot, rows, rule } = sources;
  const reportAt = snapshot.sources['credential-report']?.facts?.generatedAt ?? null;
  const devicesOf = answers(sources, mfaDevices);
  const profileOf = answers(sources, loginProfiles);
  return (user) => {
    const row = rows.byUniqueId.get(user.uniqueId) ?? null;
    const asked = { needsDevices: rule.needsDevices(user), needsLoginProfile: rule.needsLoginProfile(user) };
    const profile = profileOf(user);
    const listed = devicesOf(user);
    const password = passwordOf(profile, asked.needsLoginProfile, row, reportAt, reportRef(snapshot, reportAt));
    return {
      user,
      gone: listed.answer?.devices === 'gone',
      password,
      devices: userDevices(listed, asked.needsDevices || password.value === true, row, reportAt, sources),
      activeKeys: activeKeysOf(row ?? rows.renamed.get(user.uniqueId) ?? null, snapshot, reportAt),
      row,
      reportAt,
    };
  };
}

type DevicesEntry = MfaDevicesFacts['users'][number];
type ProfileEntry = LoginProfilesFacts['users'][number];

interface Asked<Entry> {
  readonly answer: Entry | null;
  readonly evidence: EvidenceRef | null;
  readonly refusal: { readonly action: string; readonly error: string } | null;
}

/** A source that is asked user by user. */
interface PerUser<Entry> {
  readonly id: string;
  /** AWS's operation. */
  readonly label: string;
  readonly reading: (
    sources: AccountSnapshot['sources'],
  ) => SourceReading<{ readonly users: readonly Entry[] }> | undefined;
}

const mfaDevices: PerUser<DevicesEntry> = {
  id: 'mfa-devices',
  label: 'ListMFADevices',
  reading: (sources) => sources['mfa-devices'],
};
const loginProfiles: PerUser<ProfileEntry> = {
  id: 'login-profiles',
  label: 'GetLoginProfile',
  reading: (sources) => sources['login-profiles'],
};

/** The newest answer of AWS about a user from a source that is asked user by user, or why there is none. */
function answers<Entry extends AskedUser & { readonly readAt: Instant; readonly block?: number }>(
  sources: UserSources,
  of: PerUser<Entry>,
): (user: ListedUser) => Asked<Entry> {
  const reading = of.reading(sources.snapshot.sources);
  const inSnapshot = byUniqueId(reading);
  const refusedInSnapshot = new Map(reading?.failures.map((failure) => [failure.subject, failure]));
  const overlays = new Map<string, PrincipalOverlay>();
  for (const overlay of sources.overlays) {
    if (of.reading(overlay.sources) && !overlays.has(overlay.principalId)) overlays.set(overlay.principalId, overlay);
  }
  return (user) => {
    const found = inSnapshot.get(user.uniqueId) ?? null;
    const overlay = overlays.get(userPrincipalId(sources.accountId, user.uniqueId));
    const readAt = found?.readAt ?? reading?.from ?? null;
    const recheck = overlay && (readAt === null || overlay.readAt > readAt) ? of.reading(overlay.sources) : undefined;
    if (recheck) return asked(byUniqueId(recheck).get(user.uniqueId) ?? null, recheck, recheck.failures[0]);
    return asked(found, reading, refusedInSnapshot.get(user.userName));
  };

  function asked(
    entry: Entry | null,
    from: SourceReading<unknown> | undefined,
    failure: { readonly action: string; readonly error: string } | undefined,
  ): Asked<Entry> {
    if (entry !== null) {
      return { answer: entry, evidence: evidenceOf(of.label, of.id, from, entry.readAt, entry.block), refusal: null };
    }
    // A partial source names the error of the first subject that failed, which says nothing of the others.
    const others = from?.outcome === 'partial' && from.failures.some((one) => one.error === from.error);
    const whole = from?.error && !others ? { action: from.action ?? `iam:${of.label}`, error: from.error } : null;
    return { answer: null, evidence: null, refusal: failure ?? whole };
  }
}

const byUniqueId = <Entry extends AskedUser>(
  reading: SourceReading<{ readonly users: readonly Entry[] }> | undefined,
): ReadonlyMap<string, Entry> => new Map(reading?.facts?.users.map((entry) => [entry.uniqueId, entry]));

function passwordOf(
  profile: Asked<ProfileEntry>,
  hadToAsk: boolean,
  row: ReportRow | null,
  reportAt: Instant | null,
  report: EvidenceRef,
): Known<boolean> {
  if (profile.answer !== null && profile.evidence !== null) {
    const { hasPassword, readAt } = profile.answer;
    const how = `GetLoginProfile answered ${hasPassword ? '' : 'that there is none '}at ${sayAt(readAt)}.`;
    return { value: hasPassword, how, at: readAt, evidence: [profile.evidence], missing: [] };
  }
  if (!hadToAsk && row !== null && row.passwordEnabled !== null && reportAt !== null) {
    const how = `AWS's credential report of ${sayAt(reportAt)} says so.`;
    return { value: row.passwordEnabled, how, at: reportAt, evidence: [report], missing: [] };
  }
  const because = profile.refusal === null ? 'iam:GetLoginProfile was not answered' : sayRefusal(profile.refusal);
  const since =
    row !== null && reportAt !== null
      ? ` AWS's credential report of ${sayAt(reportAt)} says ${row.passwordEnabled === false ? 'that there was none' : 'that there was one'}; a change since cannot be ruled out.`
      : '';
  return {
    value: null,
    how: `Whether this user has a password is not known: ${because}.${since}`,
    at: null,
    evidence: row === null ? [] : [report],
    missing: [profile.refusal?.action ?? 'iam:GetLoginProfile'],
  };
}

function userDevices(
  listed: Asked<DevicesEntry>,
  hadToAsk: boolean,
  row: ReportRow | null,
  reportAt: Instant | null,
  sources: UserSources,
): Known<readonly JudgedDevice[]> {
  if (listed.answer !== null && listed.evidence !== null) {
    const { devices, readAt } = listed.answer;
    const judged = devices === 'gone' ? [] : devices.map((d) => judgedDevice(d.serialNumber, d.enabledAt, sources));
    const how = `ListMFADevices answered at ${sayAt(readAt)}.`;
    return { value: judged, how, at: readAt, evidence: [listed.evidence], missing: [] };
  }
  if (!hadToAsk && row !== null && reportAt !== null) {
    const how = `AWS's credential report of ${sayAt(reportAt)} shows neither a password, nor an active key, nor MFA; ListMFADevices was not asked.`;
    return { value: [], how, at: reportAt, evidence: [reportRef(sources.snapshot, reportAt)], missing: [] };
  }
  const because = listed.refusal === null ? 'iam:ListMFADevices was not answered' : sayRefusal(listed.refusal);
  return {
    value: null,
    how: `Whether this user has a device is not known: ${because}.`,
    at: null,
    evidence: [],
    missing: [listed.refusal?.action ?? 'iam:ListMFADevices'],
  };
}

const judgedDevice = (serialNumber: string, enabledAt: Instant | null, sources: UserSources): JudgedDevice => ({
  serialNumber,
  type: deviceType(serialNumber),
  enabledAt,
  source: 'mfa-devices',
  ...sources.levelsOf(serialNumber, enabledAt),
});

function activeKeysOf(row: ReportRow | null, snapshot: AccountSnapshot, reportAt: Instant | null): Known<number> {
  const states = row === null ? [] : row.accessKeys.map((key) => key.active);
  if (row !== null && reportAt !== null && !states.includes(null)) {
    const value = states.filter((active) => active === true).length;
    const how = `${sayCount(value, 'active access key')} by AWS's credential report of ${sayAt(reportAt)}.`;
    return { value, how, at: reportAt, evidence: [reportRef(snapshot, reportAt)], missing: [] };
  }
  const report = snapshot.sources['credential-report'];
  const refused =
    report?.error && report.facts === null ? { action: report.action ?? reportAction, error: report.error } : null;
  const because = refused === null ? "the user is not in AWS's credential report" : sayRefusal(refused);
  return {
    value: null,
    how: `Active access keys are not known: ${because}.`,
    at: null,
    evidence: [],
    missing: refused === null ? [] : [refused.action],
  };
}

export const reportAction = 'iam:GenerateCredentialReport';

export const reportRef = (snapshot: AccountSnapshot, at: Instant | null): EvidenceRef =>
  evidenceOf('Credential report', 'credential-report', snapshot.sources['credential-report'], at);

/** How a source's answer about a user is shown beside it. */
export const outcomeWord = (known: Known<unknown>): string =>
  known.value !== null ? 'collected' : isDenial(known.how) ? 'denied' : 'failed';
