import { second, utcDay } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { type Collection, finishCollection, heartbeatCollection, listCollections } from '#lib/store/collections';
import { releaseLease, renewLease } from '#lib/store/leases';
import { listSourceProgress, planSources } from '#lib/store/source-outcomes';
import { atMost } from './at-most.ts';
import { collectAccount, type Gates, type ManagementRead } from './collect-account.ts';
import { tryLease } from './hold-lease.ts';
import { type OpenedConnections, openConnections } from './open-connections.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { projectAccount } from './project-account.ts';
import { refreshPrivileges } from './project-privileges.ts';

/** The lease that whoever runs the collection holds: there is one run at a time, and one process that does it. */
export const runLease = 'collection';
/** Accounts read at once: enough that a slow one holds up nobody, few enough for memory. */
const accountsAtOnce = 24;

export interface HowToRun {
  /** Milliseconds between two polls of a credential report: AWS asks for no less than two seconds. */
  readonly pollEvery: number;
}

/**
 * Runs a collection to its end, or goes on with one whose worker died: every connection, every account side by side.
 * @returns false when another living process runs it
 * @throws only when told to stop; the run can then be resumed
 */
export async function runCollection(
  context: CollectingContext,
  collection: Collection,
  how: HowToRun = { pollEvery: 2 * second },
): Promise<boolean> {
  const { write, clock } = context;
  const lease = await tryLease(context, runLease);
  if (lease === null) return false;
  const alive = setInterval(() => {
    const now = clock();
    Promise.all([heartbeatCollection(write, collection.id, now), renewLease(write, lease, now)]).catch((error) =>
      context.log.error('the run could not give a sign of life', error),
    );
  }, 5 * second);
  try {
    await heartbeatCollection(write, collection.id, clock());
    const connections = await openConnections(context);
    await collectAll(context, collection, connections, how);
    await finish(context, collection, connections);
    return true;
  } finally {
    clearInterval(alive);
    await releaseLease(write, lease);
  }
}

async function collectAll(
  context: CollectingContext,
  collection: Collection,
  { opened }: OpenedConnections,
  { pollEvery }: HowToRun,
): Promise<void> {
  const projection = atMost(1);
  const gates: Gates = {
    facts: atMost(accountsAtOnce),
    projection,
    events: atMost(accountsAtOnce),
    privileges: refreshTogether(context, projection),
  };
  const management: ManagementRead = { isSealed: false, judgedBefore: new Set() };
  const daily = await isFirstOfDay(context, collection);
  const wanted = opened.flatMap((connection) =>
    connection.accounts
      .filter(({ id }) => collection.accountIds === null || collection.accountIds.includes(id))
      .map((account) => ({ context, collection, connection, account, daily, pollEvery, gates, management })),
  );
  const isOpen = ({ account }: (typeof wanted)[number]) =>
    account.organizationStatus === null || account.organizationStatus === 'ACTIVE';
  // Suspended accounts are listed, not read: Organizations' word is all there is to judge.
  for (const { account } of wanted.filter((one) => !isOpen(one))) {
    await projectAccount(context, account.id).catch((error) =>
      context.log.error(`suspended account ${account.id} could not be shown`, error),
    );
  }
  const readable = wanted.filter(isOpen);
  const roles = readable.map(({ account }) => ({
    collectionId: collection.id,
    accountId: account.id,
    source: 'role' as const,
    region: '',
  }));
  await planSources(context.write, roles, context.clock());
  // The management account first: what it says of central root management is used in judging the others.
  const first = readable.filter(({ account }) => account.isManagement === true);
  const order = [...first, ...readable.filter((one) => !first.includes(one))];
  const ends = await Promise.allSettled(order.map(collectAccount));
  const stopped = ends.find((end) => end.status === 'rejected');
  if (stopped) throw stopped.reason;
  if (context.signal.aborted) throw new Error('told to stop');
  if (management.isSealed) await judgeAgain(context, [...management.judgedBefore], gates);
}

/** Accounts judged before it was known what the management account says of root access. */
async function judgeAgain(context: CollectingContext, accountIds: readonly string[], gates: Gates): Promise<void> {
  for (const id of accountIds) {
    await projectAccount(context, id).catch((error) =>
      context.log.error(`account ${id} could not be judged again`, error),
    );
  }
  if (accountIds.length > 0) await gates.privileges();
}

/** Whoever asks while one waits for its turn is served by that one. It fails nobody's account: the next seal does it again. */
function refreshTogether(context: CollectingContext, projection: Gates['projection']): Gates['privileges'] {
  let waiting: Promise<void> | null = null;
  return () => {
    const turn = async () => {
      waiting = null;
      await refreshPrivileges(context.write);
    };
    waiting ??= Promise.resolve()
      .then(() => projection(turn))
      .catch((error) => context.log.error('privileges across accounts could not be refreshed', error));
    return waiting;
  };
}

/** Once a UTC day the last 48 hours of events are read again. The answer is the same when the run is resumed. */
async function isFirstOfDay({ write }: CollectingContext, collection: Collection): Promise<boolean> {
  const before = { startedAt: collection.startedAt, id: collection.id };
  const [previous] = await listCollections(write, { limit: 1, before });
  return previous === undefined || utcDay(previous.startedAt) !== utcDay(collection.startedAt);
}

async function finish(
  { write, clock }: CollectingContext,
  collection: Collection,
  { opened, failed }: OpenedConnections,
): Promise<void> {
  const sources = await listSourceProgress(write, collection.id);
  const errors = [
    ...failed.map((error) => error.message),
    ...opened.flatMap(unlisted),
    ...unknownAccounts(collection, opened),
  ];
  const got = sources.some((s) => s.source !== 'role' && (s.state === 'collected' || s.state === 'partial'));
  const all = errors.length === 0 && sources.every((s) => s.state === 'collected');
  const status = !got ? 'failed' : all ? 'succeeded' : 'partial';
  const error = errors.length > 0 ? errors.join(' ') : got ? null : nothingRead(sources).message;
  await finishCollection(write, collection.id, { status, error, at: clock() });
}

function unlisted({ list, connection }: OpenedConnections['opened'][number]): string[] {
  if (list.managementFailure !== null) {
    const { action, errorName } = list.managementFailure;
    return [
      `Which account manages the organization is not known (${action}: ${errorName}), so whether root access is managed centrally was not read. Grant ${action} to the caller.`,
    ];
  }
  if (list.failure === null) return [];
  const account = list.accounts[0]?.id ?? connection.id;
  return [
    `The accounts of the organization could not be listed (${list.failure.action}: ${list.failure.errorName}), so only account ${account} was read. Grant ${list.failure.action} to the caller.`,
  ];
}

function unknownAccounts({ accountIds }: Collection, opened: OpenedConnections['opened']): string[] {
  if (accountIds === null || opened.length === 0) return [];
  const found = new Set(opened.flatMap(({ accounts }) => accounts.map(({ id }) => id)));
  const unknown = accountIds.filter((id) => !found.has(id));
  return unknown.length === 0 ? [] : [`No connection reaches ${unknown.join(', ')}.`];
}

function nothingRead(sources: Awaited<ReturnType<typeof listSourceProgress>>): KeyholderError {
  const first = sources.find((source) => source.error !== null);
  const why = first ? ` The first refusal: ${first.action ?? first.source}, ${first.error}.` : '';
  return new KeyholderError('AWS_FAILED', `No account could be read.${why}`);
}
