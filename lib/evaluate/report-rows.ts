import type { LifecycleEvent } from '#lib/domain/console-login';
import type { CredentialReportFacts, ListedUser, ReportRow, UsersFacts } from '#lib/domain/facts';
import { type Instant, second } from '#lib/domain/instant';

/** The credential report's rows by the user they are about. The report has no ids, so ARN and creation time must both match (case U15). */
export interface ReportRows {
  readonly root: ReportRow | null;
  readonly byUniqueId: ReadonlyMap<string, ReportRow>;
  /** Rows of users who had another name or path when the report was made (case U19). */
  readonly renamed: ReadonlyMap<string, ReportRow>;
  /** Rows of users who no longer exist (case U10). Empty unless the list of users is complete. */
  readonly gone: readonly ReportRow[];
}

export interface RowSources {
  readonly report: CredentialReportFacts | null;
  readonly users: UsersFacts | null;
  /** False: some of ListUsers was not read, so a missing name proves nothing. */
  readonly usersComplete: boolean;
  readonly lifecycle: readonly LifecycleEvent[];
}

export function reportRows({ report, users, usersComplete, lifecycle }: RowSources): ReportRows {
  const rows = report?.rows ?? null;
  if (report === null || rows === null) return nobody;
  const root = rows.find((row) => row.user === '<root_account>') ?? null;
  const listed = users === null ? null : users.users;
  if (listed === null) return { ...nobody, root };

  const userRows = rows.filter((row) => row.user !== '<root_account>');
  const rowByKey = new Map(
    userRows.flatMap((row) => (row.createdAt === null ? [] : [[key(row.arn, row.createdAt), row] as const])),
  );
  // A list that gives fractions of a second is rounded where the report's time is cut.
  const rowAt = (user: ListedUser, off: number) => rowByKey.get(key(user.arn, user.createdAt + off));
  const byUniqueId = new Map<string, ReportRow>();
  const unmatchedUsers: ListedUser[] = [];
  const matched = new Set<ReportRow>();
  for (const user of listed) {
    const row = rowAt(user, 0) ?? rowAt(user, -second) ?? rowAt(user, second);
    if (row === undefined) unmatchedUsers.push(user);
    else {
      byUniqueId.set(user.uniqueId, row);
      matched.add(row);
    }
  }
  const left = userRows.filter((row) => !matched.has(row));
  const renamed = renamedRows(unmatchedUsers, left, lifecycle, report.generatedAt);
  const renamedSet = new Set(renamed.values());
  const listedArns = new Set(listed.map((user) => user.arn));
  // A row without a readable creation time proves no second user of that name.
  const gone = usersComplete
    ? left.filter((row) => !renamedSet.has(row) && !(row.createdAt === null && listedArns.has(row.arn)))
    : [];
  return { root, byUniqueId, renamed, gone };
}

const nobody: ReportRows = { root: null, byUniqueId: new Map(), renamed: new Map(), gone: [] };

/** Seconds: the report has no finer time. */
const key = (arn: string, createdAt: Instant): string => `${arn}\n${Math.floor(createdAt / second)}`;

/**
 * A listed user without a row, and a row without a listed user, are one when an UpdateUser event leads from the one name to the
 * other, or when they were created in the same second and nobody else in question was: who existed when the report was made is in it.
 */
function renamedRows(
  users: readonly ListedUser[],
  rows: readonly ReportRow[],
  lifecycle: readonly LifecycleEvent[],
  generatedAt: Instant,
): Map<string, ReportRow> {
  const found = new Map<string, ReportRow>();
  const newNames = new Map<string, string>();
  const renames = lifecycle.filter((e) => e.name === 'UpdateUser' && e.errorCode === null && e.newUserName !== null);
  for (const event of [...renames].sort((a, b) => a.time - b.time)) {
    if (event.userName !== null && event.newUserName !== null) newNames.set(event.userName, event.newUserName);
  }
  const inSameSecond = (at: Instant | null, other: Instant | null) =>
    at !== null && other !== null && Math.floor(at / second) === Math.floor(other / second);
  for (const user of users) {
    if (user.createdAt > generatedAt) continue;
    const candidates = rows.filter((row) => inSameSecond(row.createdAt, user.createdAt));
    const byEvent = candidates.filter((row) => followNames(row.user, newNames) === user.userName);
    const rivals = users.filter((other) => inSameSecond(other.createdAt, user.createdAt));
    const only =
      byEvent.length === 1 ? byEvent[0] : candidates.length === 1 && rivals.length === 1 ? candidates[0] : null;
    if (only) found.set(user.uniqueId, only);
  }
  return found;
}

function followNames(from: string, newNames: ReadonlyMap<string, string>): string {
  let name = from;
  for (let step = 0; step < newNames.size; step++) {
    const next = newNames.get(name);
    if (next === undefined || next === from) break;
    name = next;
  }
  return name;
}
