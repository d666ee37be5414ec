/** What we could not look at: questions AWS did not answer, whom they concern, and what waits for them. */
import type { Scope } from '#lib/domain/actor';
import { listAccounts } from '#lib/store/accounts';
import { countUndetermined, type UndeterminedCount } from '#lib/store/count-principals-by-status';
import type { ReadStore } from '#lib/store/read-store';
import type { SourceProgress } from '#lib/store/source-outcomes';
import { groupBy } from './group-by.ts';
import type { MissingSourceView } from './views/overview.ts';
import { sayCount, sayList } from './words.ts';

/** Grouped by action and outcome; the most accounts first. */
export async function missingSources(
  read: ReadStore,
  scope: Scope,
  outcomes: readonly SourceProgress[],
): Promise<MissingSourceView[]> {
  const missing = outcomes.filter((one) => one.state !== 'collected');
  if (missing.length === 0) return [];
  const names = new Map((await listAccounts(read, scope)).map((account) => [account.id, account.name]));
  const undetermined = await countUndetermined(read, scope);
  const groups = groupBy(missing, (one) => JSON.stringify([actionOf(one), one.state, one.source]));
  return [...groups.values()]
    .flatMap((group) => {
      const first = group[0];
      if (!first || (first.state !== 'denied' && first.state !== 'failed' && first.state !== 'partial')) return [];
      const accountIds = [...new Set(group.map((one) => one.accountId))];
      const waiting = waitingFor(actionOf(first), accountIds, undetermined);
      return [
        {
          action: actionOf(first),
          outcome: first.state,
          source: first.source,
          accountIds,
          accountNames: accountIds.map((id) => names.get(id) ?? id),
          error: first.error ?? first.failures[0]?.error ?? '',
          waits: waitsFor(group, waiting),
          waiting,
        },
      ];
    })
    .sort((a, b) => rank[a.outcome] - rank[b.outcome] || b.accountIds.length - a.accountIds.length);
}

const rank = { denied: 0, failed: 1, partial: 2 };

/** Without an action in the outcome itself, that of its first failure: `iam:ListMFADevices` of one user of 500. */
const actionOf = (one: SourceProgress): string => one.action ?? one.failures[0]?.action ?? one.source;

/** Principals of these accounts that are undecided for want of this action. */
function waitingFor(action: string, accountIds: readonly string[], undetermined: readonly UndeterminedCount[]) {
  const sum = (kind: UndeterminedCount['kind']) =>
    undetermined
      .filter((one) => one.kind === kind && accountIds.includes(one.accountId) && one.missing.includes(action))
      .reduce((n, one) => n + one.n, 0);
  return { users: sum('IamUser'), roots: sum('RootUser') };
}

/** "3 users and root undetermined", or what else is not known while this source is missing. */
function waitsFor(group: readonly SourceProgress[], { users, roots }: MissingSourceView['waiting']): string {
  const subjects = [
    ...(users > 0 ? [sayCount(users, 'user')] : []),
    ...(roots === 1 ? ['root'] : roots > 1 ? [sayCount(roots, 'root')] : []),
  ];
  if (subjects.length > 0) return `${subjects.join(' and ')} undetermined`;
  return otherwise(group);
}

function otherwise(group: readonly SourceProgress[]): string {
  const accounts = new Set(group.map((one) => one.accountId)).size;
  const regions = [...new Set(group.map((one) => one.region))].filter((region) => region !== '');
  const of = accounts === 1 ? '' : ` of ${sayCount(accounts, 'account')}`;
  const failures = group.flatMap((one) => one.failures.map((failure) => failure.subject));
  const failed = group.reduce((n, one) => n + one.failureCount, 0);
  switch (group[0]?.source) {
    case 'role':
      return `Everything${accounts === 1 ? ' in this account' : of}`;
    case 'console-logins':
      return regions.length > 0
        ? `Sign-ins in ${regions.length > 3 ? sayCount(regions.length, 'Region') : sayList(regions)}${of} missing`
        : `Sign-ins${of} missing`;
    case 'device-lifecycle':
      return `History of devices${of} unknown: when one was enabled or removed`;
    case 'account':
      return `Root state${of} rests on the credential report alone`;
    case 'credential-report':
      return `Use of passwords and keys${of} unknown`;
    case 'users':
      return `Users${of} not listed`;
    case 'virtual-devices':
      return `Devices of root and unassigned devices${of} not visible`;
    case 'mfa-devices':
      return `MFA devices of ${sayCount(failed, 'user')}${failures.length > 0 ? `: ${sayList(failures)}` : ''}`;
    case 'login-profiles':
      return `Password state of ${sayCount(failed, 'user')}${failures.length > 0 ? `: ${sayList(failures)}` : ''}`;
    case 'fido-certification':
      return `Certification of ${sayCount(failed, 'security key')} unknown`;
    case 'authorization':
      return `Tags and privilege${of} unknown`;
    case 'federation':
      return `Federated ways in${of} unknown`;
    case 'root':
      return `Central root management${of} unknown`;
    case 'root-sessions':
      return `Devices of root${of} not listed: only what is visible from inside is known`;
    case 'regions':
      return `Enabled Regions${of} unknown: read in the sign-in Regions only`;
    default:
      return `Unknown${of}`;
  }
}
