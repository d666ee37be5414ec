import type { Scope } from '#lib/domain/actor';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import { listAccounts } from '#lib/store/accounts';
import { countPrincipalsByStatus, type StatusCount } from '#lib/store/count-principals-by-status';
import { countLogins } from '#lib/store/list-console-logins';
import { countPrincipals, listPrincipals, type PrincipalFilter } from '#lib/store/list-principals';
import { currentOutcomes } from '#lib/store/list-source-outcomes';
import type { ReadStore } from '#lib/store/read-store';
import type { SourceProgress } from '#lib/store/source-outcomes';
import { countUnreadable } from '#lib/store/unreadable-records';
import { daysWithGaps, findGaps } from './coverage-gaps.ts';
import { coverageOverTime } from './coverage-over-time.ts';
import { newestSeal, oldestSource } from './frame.ts';
import { loginDays, loginSums, totalOf } from './logins-summary.ts';
import { missingSources } from './missing-sources.ts';
import { principalViews } from './principals.ts';
import { readPrincipalDetail } from './read-json.ts';
import { rootStateOf } from './root.ts';
import { scopeOf } from './scope-of.ts';
import type { OverviewView } from './views/overview.ts';
import type { BoundaryQuery } from './views/queries.ts';
import { windowOf, windowStartingDaysAgo } from './windows.ts';

const usersShown = 8;
const rootsShown = 24;

/** GET /overview: who can sign in without MFA, root coverage, sign-ins, and what could not be looked at. */
export async function getOverview(
  read: ReadStore,
  scope: Scope,
  query: BoundaryQuery,
  now: Instant,
): Promise<OverviewView> {
  const narrowed = await scopeOf(read, scope, query);
  const window = windowOf({}, now);
  const first = { after: null, descending: false };
  const toFixFilter: PrincipalFilter = {
    kind: 'IamUser',
    console: 'can',
    status: ['NON_COMPLIANT', 'INSUFFICIENT_DATA'],
  };
  // One after the other on SQLite, side by side on PostgreSQL.
  const [accounts, outcomes, statuses, toFix, rootRows, sums, notRecorded] = await Promise.all([
    listAccounts(read, narrowed),
    currentOutcomes(read, narrowed),
    countPrincipalsByStatus(read, narrowed),
    listPrincipals(read, narrowed, toFixFilter, 'attention', { ...first, limit: usersShown }),
    listPrincipals(read, narrowed, { kind: 'RootUser' }, 'attention', { ...first, limit: rootsShown }),
    loginSums(read, narrowed, window),
    countLogins(read, narrowed, { state: ['mfa-not-recorded'], from: window.from }),
  ]);
  const users = statuses.filter((one) => one.kind === 'IamUser' && one.mayUseConsole);
  const roots = statuses.filter((one) => one.kind === 'RootUser');
  const { gaps } = await findGaps(read, narrowed, window, outcomes);
  const year = windowStartingDaysAgo(365, now);
  const logins = totalOf(sums, 'logins');
  const federated = totalOf(sums, 'logins-federated');
  const names = new Map(accounts.map((account) => [account.id, account.name]));
  return {
    asOf: toIsoOrNull(newestSeal(accounts)),
    oldestSourceAt: toIsoOrNull(oldestSource(accounts)),
    usersWithoutMfa: questionOf(users),
    rootsUncovered: { ...questionOf(roots), notApplicable: countOf(roots, 'NOT_APPLICABLE') },
    loginsWithoutMfa: {
      n: totalOf(sums, 'logins-without-mfa'),
      of: logins - federated,
      unknown: notRecorded.n,
      from: toIso(window.from),
      lowerBound: notRecorded.isLowerBound,
    },
    sharedLoginsUnattributed: {
      n: totalOf(sums, 'logins-shared-unattributed'),
      of: totalOf(sums, 'logins-shared'),
      unknown: 0,
      accounts: await countPrincipals(read, narrowed, { shared: true }),
      lowerBound: false,
    },
    sourcesNotRead: {
      denied: withState(outcomes, 'denied'),
      failed: withState(outcomes, 'failed'),
      partial: withState(outcomes, 'partial'),
      of: outcomes.length,
    },
    federatedLogins: { n: federated, of: logins, lowerBound: false },
    usersToFix: await principalViews(read, toFix.rows, now),
    roots: rootRows.rows.map((row) => ({
      principalId: row.id,
      accountId: row.accountId,
      accountName: row.accountName,
      state: rootStateOf(row.rootState),
      headline: readPrincipalDetail(row.detail).root?.headline ?? row.reason,
    })),
    rootsTotal: roots.reduce((n, one) => n + one.n, 0),
    notRead: await missingSources(read, narrowed, outcomes),
    accountsNotReadable: outcomes
      .filter((one) => one.source === 'role' && (one.state === 'denied' || one.state === 'failed'))
      .map((one) => ({
        accountId: one.accountId,
        accountName: names.get(one.accountId) ?? one.accountId,
        action: one.action ?? 'sts:AssumeRole',
        error: one.error ?? '',
      })),
    coverageOverTime: await coverageOverTime(read, narrowed, year.days[0] ?? '', year.days.at(-1) ?? ''),
    loginsPerDay: loginDays(sums, window, daysWithGaps(gaps)),
    unreadableRecords: await countUnreadable(read, narrowed),
  };
}

const countOf = (counts: readonly StatusCount[], status: ComplianceStatus): number =>
  counts.reduce((n, one) => (one.status === status ? n + one.n : n), 0);

/** How many fail, of those to whom the question applies; the undecided are part of the whole and stand apart. */
function questionOf(counts: readonly StatusCount[]): { n: number; of: number; unknown: number } {
  const [failing, unknown] = [countOf(counts, 'NON_COMPLIANT'), countOf(counts, 'INSUFFICIENT_DATA')];
  return { n: failing, of: failing + unknown + countOf(counts, 'COMPLIANT'), unknown };
}

const withState = (outcomes: readonly SourceProgress[], state: SourceProgress['state']): number =>
  outcomes.filter((one) => one.state === state).length;
