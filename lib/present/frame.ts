import type { Scope } from '#lib/domain/actor';
import { type Instant, minute, sayInstant, toIsoOrNull } from '#lib/domain/instant';
import { type KnownAccount, listAccounts } from '#lib/store/accounts';
import { listConnections } from '#lib/store/connections';
import { countPrincipalsByStatus } from '#lib/store/count-principals-by-status';
import { countSourceStates, runningCollection } from '#lib/store/list-collections';
import { currentOutcomes } from '#lib/store/list-source-outcomes';
import type { ReadStore } from '#lib/store/read-store';
import { sumDailyCounts } from '#lib/store/sum-daily-counts';
import { listWorkers } from '#lib/store/workers';
import { getBoundaries } from './boundaries.ts';
import { progressOf } from './progress.ts';
import { scopeOf } from './scope-of.ts';
import type { FrameView } from './views/common.ts';
import type { BoundaryQuery } from './views/queries.ts';
import { windowOf } from './windows.ts';

/** What the process knows and the store does not. */
export interface FrameSetting {
  readonly demo: boolean;
  readonly viewer: string;
}

/** What surrounds every screen: accounts, boundaries, age, progress, badges, and the one notice that matters. */
export async function getFrame(
  read: ReadStore,
  scope: Scope,
  query: BoundaryQuery & { accountId?: readonly string[] },
  now: Instant,
  setting: FrameSetting,
): Promise<FrameView> {
  const narrowed = await scopeOf(read, scope, query);
  const allowed = await listAccounts(read, scope);
  const accounts = narrowed === scope ? allowed : await listAccounts(read, narrowed);
  const outcomes = await currentOutcomes(read, narrowed);
  const running = await runningCollection(read, scope);
  const progress = running && progressOf(await countSourceStates(read, scope, [running.id]));
  const statuses = await countPrincipalsByStatus(read, narrowed);
  const failing = (kind: string) =>
    statuses.filter((one) => one.kind === kind && one.status === 'NON_COMPLIANT').reduce((n, one) => n + one.n, 0);
  const { days } = windowOf({}, now);
  const shared = await sumDailyCounts(read, narrowed, ['logins-shared-unattributed'], days[0] ?? '', days.at(-1) ?? '');
  const ended = (state: string) => outcomes.filter((one) => one.state === state).length;
  const [denied, failed] = [ended('denied'), ended('failed')];
  return {
    demo: setting.demo,
    organizationName: organizationName(allowed),
    accounts: allowed.map(({ id, name, partition }) => ({ id, name, partition })),
    boundaries: (await getBoundaries(read, scope, {}, now)).items.map(({ id, name, accountIds }) => ({
      id,
      name,
      accountIds,
    })),
    boundaryId: query.boundary ?? null,
    asOf: toIsoOrNull(newestSeal(accounts)),
    oldestSourceAt: toIsoOrNull(oldestSource(accounts)),
    sources: { read: outcomes.length - denied - failed, of: outcomes.length, denied, failed },
    running: running && progress && { id: running.id, ...progress },
    badges: {
      users: failing('IamUser'),
      root: failing('RootUser'),
      shared: shared.reduce((n, one) => n + one.n, 0),
      collections: denied + failed,
    },
    notice: await noticeOf(read, allowed, running !== null, now),
    viewer: setting.viewer,
  };
}

/** The newest seal: facts on screen are not newer than this. Null before the first. */
export const newestSeal = (accounts: readonly KnownAccount[]): Instant | null =>
  accounts.reduce<Instant | null>(
    (at, one) => (one.sealedAt !== null && (at === null || one.sealedAt > at) ? one.sealedAt : at),
    null,
  );

export const oldestSource = (accounts: readonly KnownAccount[]): Instant | null =>
  accounts.reduce<Instant | null>(
    (at, one) => (one.oldestSourceAt !== null && (at === null || one.oldestSourceAt < at) ? one.oldestSourceAt : at),
    null,
  );

/** AWS Organizations gives an organization no name: its management account's stands for it. */
function organizationName(accounts: readonly KnownAccount[]): string {
  const management = accounts.find((account) => account.isManagement);
  return management?.name ?? (accounts.length === 1 ? accounts[0]?.name : undefined) ?? 'AWS accounts';
}

async function noticeOf(
  read: ReadStore,
  accounts: readonly KnownAccount[],
  running: boolean,
  now: Instant,
): Promise<FrameView['notice']> {
  const refused = (await listConnections(read)).find((connection) => connection.state === 'error');
  if (refused)
    return { tone: 'bad', title: 'AWS does not answer us', text: refused.error ?? 'The last question to AWS failed.' };
  const seen = (await listWorkers(read, 0)).reduce<Instant | null>((at, one) => Math.max(at ?? 0, one.seenAt), null);
  if (seen === null || now - seen > 2 * minute)
    return {
      tone: 'unknown',
      title: 'Nothing is collecting',
      text:
        seen === null
          ? 'No worker has run on this data yet. Start Keyholder with npm start.'
          : `The worker was last seen on ${sayInstant(seen)}. Start Keyholder again with npm start.`,
    };
  if (accounts.every((account) => account.sealedAt === null) && !running)
    return {
      tone: 'neutral',
      title: 'Nothing collected yet',
      text: 'Start a collection to see who can sign in without MFA.',
    };
  return null;
}
