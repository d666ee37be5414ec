import type { Account } from '#lib/domain/account';
import type { AccountSnapshot, ReportRow } from '#lib/domain/facts';
import { second } from '#lib/domain/instant';
import { goneUserId, unlistedUsersId } from '#lib/domain/principal';
import { checkResult, previousByCheck, type StandingResult } from './check-result.ts';
import type { JudgedPrincipal } from './judged-principal.ts';
import { reportRef } from './user-knowledge.ts';
import { sayAt, sayCount, sayRefusal } from './wording.ts';

/** A user of the report who no longer exists: shown when asked for, never counted, and never taken for a later one of that name (cases U10, U15). */
export function goneUser(account: Account, row: ReportRow, snapshot: AccountSnapshot): JudgedPrincipal {
  const reportAt = snapshot.sources['credential-report']?.facts?.generatedAt ?? null;
  const at = reportAt === null ? '' : ` of ${sayAt(reportAt)}`;
  const word = mayBeRenamed(row, snapshot) ? 'Deleted or renamed' : 'Deleted';
  const reason = `${word} since AWS's credential report${at}: ListUsers does not show it. Not counted.`;
  return {
    ...nobody,
    id: goneUserId(account.id, row.arn, row.createdAt),
    accountId: account.id,
    userName: row.user,
    arn: row.arn,
    uniqueId: '',
    createdAt: row.createdAt,
    presence: 'deleted-since-report',
    console: row.passwordEnabled,
    status: 'NOT_APPLICABLE',
    reason,
    sources: [{ label: 'Credential report', says: reason, at: reportAt, outcome: 'collected' }],
    readAt: reportAt,
  };
}

/** A user keeps its creation time under a new name. */
function mayBeRenamed({ createdAt }: ReportRow, snapshot: AccountSnapshot): boolean {
  const listed = snapshot.sources.users?.facts?.users ?? [];
  return createdAt !== null && listed.some((user) => Math.abs(user.createdAt - createdAt) < second);
}

/** The one subject that stands for users who could not be listed (case U21b). */
export function unlistedUsers(
  account: Account,
  snapshot: AccountSnapshot,
  previous: readonly StandingResult[],
): JudgedPrincipal {
  const id = unlistedUsersId(account.id);
  const reading = snapshot.sources.users;
  const read = reading?.facts?.users.length ?? 0;
  const unreadable = reading?.facts?.unreadableEntries ?? 0;
  const report = snapshot.sources['credential-report']?.facts ?? null;
  const action = reading?.action ?? 'iam:ListUsers';
  const because =
    reading?.outcome === 'collected' && unreadable > 0
      ? `${sayCount(unreadable, 'entry', 'entries')} of ListUsers could not be read and ${unreadable === 1 ? 'is' : 'are'} kept aside`
      : sayRefusal({ action, error: reading?.error ?? '' });
  const who =
    read === 0
      ? 'The IAM users of this account are not known'
      : `${read} IAM users were read, the others are not known`;
  const inReport =
    report === null
      ? ''
      : ` AWS's credential report of ${sayAt(report.generatedAt)} has ${sayCount(report.rows.filter((row) => row.user !== '<root_account>').length, 'user')}.`;
  const reason = `${who}: ${because}.${inReport}`;
  const verdict = {
    status: 'INSUFFICIENT_DATA' as const,
    reason,
    evidence: report === null ? [] : [reportRef(snapshot, report.generatedAt)],
    missing: [action],
  };
  const before = previousByCheck(previous);
  return {
    ...nobody,
    id,
    accountId: account.id,
    userName: '(IAM users of this account)',
    arn: `arn:${account.partition}:iam::${account.id}:user/*`,
    uniqueId: 'users',
    createdAt: null,
    presence: 'present',
    console: null,
    status: 'INSUFFICIENT_DATA',
    reason,
    results: [
      checkResult('mfa-enabled-for-iam-console-access', id, verdict, before),
      checkResult('iam-user-phishing-resistant-mfa', id, verdict, before),
    ],
    sources: [{ label: 'ListUsers', says: reason, at: reading?.to ?? null, outcome: reading?.outcome ?? 'failed' }],
    readAt: reading?.to ?? null,
  };
}

/** Nothing is known: what both have in common. */
const nobody = {
  kind: 'IamUser' as const,
  previousNames: [],
  activeKeys: null,
  privileged: null,
  privilegedBecause: null,
  devices: [],
  devicesComplete: false,
  slotsUsed: null,
  strength: 'unknown' as const,
  tags: {},
  sharedBecause: null,
  sharedNote: '',
  results: [],
  root: null,
};
