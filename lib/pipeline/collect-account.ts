import type { OpenedAccount } from '#lib/aws/aws';
import { type Account, iamRegion, signInRegions } from '#lib/domain/account';
import type { SourceId } from '#lib/domain/collection';
import { isKeyholderError } from '#lib/domain/keyholder-error';
import type { Collection } from '#lib/store/collections';
import { principalsWithLogins } from '#lib/store/console-logins';
import { packEvidence, putEvidence } from '#lib/store/evidence';
import { commit, type Lease } from '#lib/store/leases';
import { loadSnapshot } from '#lib/store/snapshots';
import { listSourceProgress, planSources, putSourceProgress } from '#lib/store/source-outcomes';
import type { AccountRun } from './account-run.ts';
import { accountLogins, attributePrincipals } from './attribute-logins.ts';
import { eventsOf } from './collect-events.ts';
import { asksRootManagement, collectFacts } from './collect-facts.ts';
import { withLease } from './hold-lease.ts';
import type { OpenedConnection } from './open-connections.ts';
import { collected, type Ending, endingOf, isAwsFailure } from './outcome-of.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { projectAccount } from './project-account.ts';
import { isRootSessionDue } from './root-sessions.ts';
import { sealAccount } from './seal-account.ts';

export interface AccountToCollect {
  readonly context: CollectingContext;
  readonly collection: Collection;
  readonly connection: OpenedConnection;
  readonly account: Account;
  readonly daily: boolean;
  readonly pollEvery: number;
  /** Limits shared by all accounts of a run. */
  readonly gates: Gates;
  readonly management: ManagementRead;
}

/** What the management account says of root access is used in judging the others, which do not wait for it. */
export interface ManagementRead {
  isSealed: boolean;
  /** Accounts judged before that: judged once more at the end. */
  readonly judgedBefore: Set<string>;
}

type Gate = <T>(work: () => Promise<T>) => Promise<T>;
export interface Gates {
  /** Accounts whose facts are being read. */
  readonly facts: Gate;
  /** Accounts being judged and written: one at a time, because it takes memory and the one writer. */
  readonly projection: Gate;
  /** Accounts whose events are being read. */
  readonly events: Gate;
  /** Users of other accounts, once roles that they may assume have changed. */
  readonly privileges: () => Promise<void>;
}

/**
 * One account from the way in to the attribution of its last event. Whatever happens to it is written down as its own outcome, and
 * costs no other account anything. @throws only when the whole run must stop
 */
export async function collectAccount(to: AccountToCollect): Promise<void> {
  const { context, account } = to;
  try {
    await withLease(context, account.id, (lease) => collectUnderLease(to, lease));
  } catch (error) {
    if (context.signal.aborted) throw error;
    if (isKeyholderError(error) && error.code === 'LEASE_LOST') {
      context.log.warn(error.message);
      return;
    }
    context.log.error(`account ${account.id} ended unexpectedly`, error);
    await failUnfinished(to);
  }
}

async function collectUnderLease(to: AccountToCollect, lease: Lease): Promise<void> {
  const run = await to.gates.facts(async () => {
    const opened = await reach(to, lease);
    if (opened === null) {
      await sealAndProject(to, lease);
      return null;
    }
    const openRoot = await rootSessionOf(to);
    const run: AccountRun = { ...to, aws: opened.aws, lease, openRoot, logins: await loginsOf(to) };
    const events = eventsOf(run);
    const regions = (await regionsOfSealed(to)) ?? (await readAndSeal(run, to, events.recentLifecycle));
    return { run, regions, events };
  });
  if (run === null) return;
  await to.gates.events(async () => {
    run.run.logins = await loginsOf(to);
    await planSources(
      to.context.write,
      run.regions.map((region) => keyOf(to, 'console-logins', region)),
      to.context.clock(),
    );
    await run.events.rest(run.regions);
    await to.gates.projection(() => projectWithEvents(to));
  });
}

/** Null unless an admin has switched root sessions on, and this account's last one is a week ago. */
async function rootSessionOf({ context, connection, account }: AccountToCollect): Promise<AccountRun['openRoot']> {
  if (!(await isRootSessionDue(context, account))) return null;
  return () => connection.aws.openRoot(account.id, { signal: context.signal });
}

const loginsOf = ({ context, account }: AccountToCollect) => accountLogins(context.write, account.id);

/** Facts first, sealed and shown at once; events may take hours. */
async function readAndSeal(
  run: AccountRun,
  to: AccountToCollect,
  recentLifecycle: () => Promise<void>,
): Promise<readonly string[]> {
  const facts: SourceId[] = [
    'account',
    'regions',
    'credential-report',
    'users',
    'virtual-devices',
    'mfa-devices',
    'login-profiles',
    'fido-certification',
    'authorization',
    'federation',
  ];
  if (asksRootManagement(to.account)) facts.push('root');
  if (run.openRoot) facts.push('root-sessions');
  const { write, clock } = to.context;
  const lifecycle = keyOf(to, 'device-lifecycle', iamRegion(to.account.partition));
  await planSources(write, [...facts.map((source) => keyOf(to, source)), lifecycle], clock());
  const regions = await collectFacts(run, recentLifecycle);
  await sealAndProject(to, run.lease);
  return regions;
}

async function sealAndProject(to: AccountToCollect, lease: Lease): Promise<void> {
  const { context, collection, account } = to;
  await to.gates.projection(async () => {
    await sealAccount({ context, collection, accountId: account.id, lease });
    if (account.isManagement === true) to.management.isSealed = true;
    noteJudging(to);
    const changed = await projectAccount(context, account.id);
    await attributePrincipals(context.write, await loginsOf(to), changed);
  });
  await to.gates.privileges();
}

/** After the last event: what changed lately may change devices, and devices the attribution of any login. */
async function projectWithEvents(to: AccountToCollect): Promise<void> {
  const { context, account } = to;
  noteJudging(to);
  await projectAccount(context, account.id);
  const everybody = [...(await principalsWithLogins(context.write, account.id)), null];
  await attributePrincipals(context.write, await loginsOf(to), everybody);
}

function noteJudging({ account, management }: AccountToCollect): void {
  if (management.isSealed) management.judgedBefore.delete(account.id);
  else management.judgedBefore.add(account.id);
}

/** Of an account that this run had sealed before a crash: only its events are left. */
async function regionsOfSealed({
  context,
  collection,
  account,
  management,
}: AccountToCollect): Promise<readonly string[] | null> {
  const which = { accountId: account.id, collectionId: collection.id };
  const sealed = await loadSnapshot(context.write, which, ['regions']);
  if (sealed === null) return null;
  if (account.isManagement === true) management.isSealed = true;
  return sealed.sources.regions?.facts?.readIn ?? signInRegions(account.partition);
}

/** The way in: the caller's own credentials, or the role. Null when there is none: the account is sealed with no sources. */
async function reach(to: AccountToCollect, lease: Lease): Promise<OpenedAccount | null> {
  const { context, connection, account } = to;
  const { signal } = context;
  try {
    const opened = await connection.aws.openAccount(account.id, connection.role, { signal });
    await putRole(to, lease, collected, opened.calls);
    return opened;
  } catch (error) {
    if (!isAwsFailure(error)) throw error;
    await putRole(to, lease, endingOf(error), error.call ? [error.call] : []);
    return null;
  }
}

async function putRole(to: AccountToCollect, lease: Lease, ending: Ending, calls: OpenedAccount['calls']) {
  const { context, account, collection } = to;
  const origin = { accountId: account.id, source: 'role', region: '', collectionId: collection.id } as const;
  const evidence = calls.length > 0 ? await packEvidence(calls, origin) : null;
  const at = context.clock();
  const isIn = ending.outcome === 'collected';
  await commit(context.write, lease, async (tx) => {
    if (evidence) await putEvidence(tx, evidence);
    await putSourceProgress(
      tx,
      {
        ...keyOf(to, 'role'),
        state: ending.outcome,
        action: ending.action,
        error: ending.error,
        attempted: 1,
        succeeded: isIn ? 1 : 0,
        failureCount: isIn ? 0 : 1,
        failures: [],
        expected: 1,
        from: evidence?.firstAt ?? at,
        to: evidence?.lastAt ?? at,
      },
      at,
    );
  });
}

/** After an error of our own: nothing stays "running", and nothing looks collected that was not. */
async function failUnfinished({ context, collection, account }: AccountToCollect): Promise<void> {
  const { write, clock } = context;
  for (const source of await listSourceProgress(write, collection.id, account.id)) {
    if (source.state !== 'waiting' && source.state !== 'running') continue;
    const error = 'Keyholder could not finish this account; the cause is in its log.';
    await putSourceProgress(write, { ...source, state: 'failed', error }, clock());
  }
}

const keyOf = ({ collection, account }: AccountToCollect, source: SourceId, region = '') => ({
  collectionId: collection.id,
  accountId: account.id,
  source,
  region,
});
