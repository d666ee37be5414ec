import type { EventCoverage, LifecycleEvent, LifecycleEventName } from '#lib/domain/console-login';
import type {
  CredentialReportFacts,
  ListedUser,
  LoginProfilesFacts,
  ReportRow,
  UsersFacts,
  VirtualDevicesFacts,
} from '#lib/domain/facts';
import { type Instant, minute, second } from '#lib/domain/instant';
import { coverageOf, eventDelay } from './event-coverage.ts';
import { reportRows } from './report-rows.ts';

export interface AskedUser {
  readonly uniqueId: string;
  readonly userName: string;
}

/** What the cheap lists said; null where a source was denied or failed. */
export interface CheapFacts {
  readonly report: CredentialReportFacts | null;
  /** When this run first asked AWS for a report; null where that is not known. */
  readonly reportAskedAt: Instant | null;
  readonly users: UsersFacts | null;
  readonly virtualDevices: VirtualDevicesFacts | null;
  readonly lifecycle: readonly LifecycleEvent[];
  readonly lifecycleCoverage: readonly EventCoverage[];
}

/** Users whose password only `GetLoginProfile` can tell (cases U6, U11, U20). Ask these first. */
export function whoNeedsLoginProfile(facts: CheapFacts): readonly AskedUser[] {
  const rule = askingRule(facts);
  return listed(facts).filter((user) => rule.needsLoginProfile(user));
}

/**
 * Users whose devices must be read with `ListMFADevices`: one call a user, and never for those of whom the report says that
 * there is nothing to find. Those whom GetLoginProfile showed to have a password are among them.
 */
export function whoNeedsDevices(facts: CheapFacts, loginProfiles: LoginProfilesFacts | null): readonly AskedUser[] {
  const rule = askingRule(facts);
  const withPassword = passwordHolders(loginProfiles);
  return listed(facts).filter((user) => withPassword.has(user.uniqueId) || rule.needsDevices(user));
}

export interface AskingRule {
  readonly needsLoginProfile: (user: ListedUser) => boolean;
  readonly needsDevices: (user: ListedUser) => boolean;
}

/** IAM is eventually consistent: what happened shortly before AWS's time for the report may not be in it. */
const reportSlack = 10 * minute;
/** AWS's clock and ours; AWS tells the report's time in whole seconds. */
const clockSkew = 10 * second;
/** Lifecycle events are read before the lists, which takes its time: so much may lie between the two. */
const readingTime = 10 * minute;

/** The rule by which users are asked one by one; judging uses the same one to tell "not asked" from "not answered". */
export function askingRule(facts: CheapFacts): AskingRule {
  const { report } = facts;
  const { byUniqueId } = reportRows({ ...facts, usersComplete: false });
  const assigned = new Set(
    facts.virtualDevices === null ? [] : facts.virtualDevices.devices.map((device) => device.assignedTo?.uniqueId),
  );
  const since = report === null ? null : report.generatedAt - reportSlack;
  const passwordCreated = usersOf(facts.lifecycle, ['CreateLoginProfile'], since);
  const passwordChanged = usersOf(facts.lifecycle, ['CreateLoginProfile', 'DeleteLoginProfile'], since);
  const deviceEnabled = usersOf(facts.lifecycle, ['EnableMFADevice'], since);
  const eventsCover = eventsCoverReport(facts);

  const needsLoginProfile = (user: ListedUser): boolean => {
    const row = byUniqueId.get(user.uniqueId);
    if (row === undefined || row.passwordEnabled === null) return true;
    if (row.passwordEnabled) return passwordChanged(user);
    return passwordChanged(user) || !eventsCover;
  };
  const needsDevices = (user: ListedUser): boolean => {
    const row = byUniqueId.get(user.uniqueId);
    return (
      row === undefined ||
      mayHaveCredentials(row) ||
      assigned.has(user.uniqueId) ||
      passwordCreated(user) ||
      deviceEnabled(user)
    );
  };
  return { needsLoginProfile, needsDevices };
}

/**
 * Whether a password created since the report would be known (case U20). CloudTrail's events take minutes to arrive, so they never
 * reach up to now: they cover the time since a report that AWS made for this run, and not since one that it had made before.
 * Where no events are read at all, even a new report is not enough.
 */
function eventsCoverReport({ report, reportAskedAt, users, lifecycleCoverage }: CheapFacts): boolean {
  if (report === null || reportAskedAt === null || users === null) return false;
  if (report.generatedAt < reportAskedAt - clockSkew) return false;
  const until = users.readAt - eventDelay - readingTime;
  const from = Math.min(report.generatedAt, until - minute);
  return coverageOf(lifecycleCoverage, ['CreateLoginProfile'])(from, until) === null;
}

/** A value that could not be read is not "no". */
const mayHaveCredentials = (row: ReportRow): boolean =>
  row.passwordEnabled !== false || row.mfaActive !== false || row.accessKeys.some((key) => key.active !== false);

const listed = (facts: CheapFacts): readonly ListedUser[] => (facts.users === null ? [] : facts.users.users);

const passwordHolders = (loginProfiles: LoginProfilesFacts | null): ReadonlySet<string> =>
  new Set(
    loginProfiles === null ? [] : loginProfiles.users.filter((user) => user.hasPassword).map((user) => user.uniqueId),
  );

/** Whether a successful event of these names, since then, is about a user; user names are told apart without case by IAM. */
function usersOf(
  lifecycle: readonly LifecycleEvent[],
  names: readonly LifecycleEventName[],
  since: Instant | null,
): (user: ListedUser) => boolean {
  const seen = new Set<string>();
  for (const event of lifecycle) {
    if (!names.includes(event.name) || event.errorCode !== null || (since !== null && event.time < since)) continue;
    if (event.userName !== null) seen.add(event.userName.toLowerCase());
    if (event.uniqueId !== null) seen.add(event.uniqueId);
  }
  return (user) => seen.has(user.uniqueId) || seen.has(user.userName.toLowerCase());
}
