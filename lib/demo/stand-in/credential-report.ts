/** IAM's credential report: built in the background, at most every four hours, kept until replaced. */
import { hour, type Instant, isoSeconds } from '#lib/domain/instant';
import type { OrganizationAccessKey } from '../organization.ts';
import { type AccountState, devicesAt, hasPasswordAt, nameAt, userArn } from './account-state.ts';
import { AwsError } from './wire-answer.ts';

export interface CredentialReports {
  generate(account: AccountState, now: Instant): { readonly state: string; readonly description: string | null };
  get(account: AccountState, now: Instant): { readonly csv: string; readonly generatedAt: Instant };
}

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

function keyColumns(key: OrganizationAccessKey | undefined): string {
  if (!key) return 'false,N/A,N/A,N/A,N/A';
  const used = key.lastUsed
    ? `${isoSeconds(key.lastUsed.at)},${key.lastUsed.region},${key.lastUsed.service}`
    : 'N/A,N/A,N/A';
  return `${key.active},${isoSeconds(key.createdAt)},${used}`;
}

/** IAM's names may hold a comma; AWS quotes such fields as CSV does. */
const field = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The report as AWS would have made it at `at`: root first, users by name without regard to case, no final newline. */
export function credentialReportCsv(state: AccountState, at: Instant): string {
  const { account, partition } = state;
  const { root } = account;
  const rootUsed = state.passwordLastUsed(account.id, root.passwordLastUsedAt, at);
  const rows = [
    columns,
    [
      '<root_account>',
      `arn:${partition}:iam::${account.id}:root`,
      isoSeconds(account.joinedAt),
      root.passwordEnabled,
      root.passwordEnabled ? (rootUsed === null ? 'no_information' : isoSeconds(rootUsed)) : 'N/A',
      root.passwordLastChangedAt === null ? 'N/A' : isoSeconds(root.passwordLastChangedAt),
      'not_supported',
      devicesAt(root.devices, at).length > 0,
      root.accessKeyActive ? `true,${isoSeconds(account.joinedAt)},N/A,N/A,N/A` : keyColumns(undefined),
      keyColumns(undefined),
      'false,N/A,false,N/A',
    ].join(','),
  ];
  const users = state.usersAt(at).map((user) => ({ user, key: nameAt(user, at).toLowerCase() }));
  users.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const maxAgeDays = account.passwordPolicy?.maxPasswordAge;
  for (const { user } of users) {
    const password = hasPasswordAt(user, at) ? user.password : null;
    const used = password && state.passwordLastUsed(user.uniqueId, password.lastUsedAt, at);
    const keys = user.accessKeys.filter((key) => key.createdAt <= at);
    rows.push(
      [
        field(nameAt(user, at)),
        field(userArn(partition, account.id, user, at)),
        isoSeconds(user.createdAt),
        password !== null,
        password ? (used === null ? 'no_information' : isoSeconds(used)) : 'N/A',
        password ? isoSeconds(password.createdAt) : 'N/A',
        password && maxAgeDays !== undefined ? isoSeconds(password.createdAt + maxAgeDays * 24 * hour) : 'N/A',
        devicesAt(user.devices, at).length > 0,
        keyColumns(keys[0]),
        keyColumns(keys[1]),
        'false,N/A,false,N/A',
      ].join(','),
    );
  }
  return rows.join('\n');
}

interface Report {
  readonly csv: string;
  readonly generatedAt: Instant;
}

/** `ticks`: monotonic milliseconds; building takes real time, also when the organization's clock stands still. */
export function createCredentialReports(buildMs: number, ticks: () => number): CredentialReports {
  const newest = new Map<string, Report>();
  const building = new Map<string, { readonly until: number; readonly startedAt: Instant }>();

  const current = (state: AccountState, now: Instant): Report | null => {
    const { id, reportGeneratedAt } = state.account;
    const build = building.get(id);
    if (build && ticks() >= build.until) {
      building.delete(id);
      newest.set(id, { csv: credentialReportCsv(state, build.startedAt), generatedAt: build.startedAt });
    } else if (!newest.has(id) && reportGeneratedAt !== undefined && reportGeneratedAt <= now) {
      newest.set(id, { csv: credentialReportCsv(state, reportGeneratedAt), generatedAt: reportGeneratedAt });
    }
    return newest.get(id) ?? null;
  };
  const isFresh = (report: Report, now: Instant) => now - report.generatedAt < 4 * hour;

  return {
    generate(state, now) {
      const report = current(state, now);
      const { id } = state.account;
      if (building.has(id)) return { state: 'INPROGRESS', description: null };
      if (report && isFresh(report, now)) return { state: 'COMPLETE', description: null };
      building.set(id, { until: ticks() + buildMs, startedAt: now - (now % 1_000) });
      return { state: 'STARTED', description: 'No report exists. Starting a new report generation task' };
    },
    get(state, now) {
      const report = current(state, now);
      if (building.has(state.account.id))
        throw new AwsError(404, 'ReportInProgress', 'Report is still being generated.');
      if (!report) throw new AwsError(410, 'ReportNotPresent', 'No report present.');
      if (!isFresh(report, now)) throw new AwsError(410, 'ReportExpired', 'Report is expired.');
      return report;
    },
  };
}
