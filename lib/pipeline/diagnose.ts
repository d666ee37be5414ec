import { openAws } from '#lib/aws/open-aws';
import { type ProbedAction, probeActions } from '#lib/collect/probe-actions';
import type { Config } from '#lib/config';
import { isKeyholderError, type KeyholderError } from '#lib/domain/keyholder-error';
import { listConnections } from '#lib/store/connections';
import { openStore } from '#lib/store/open-store';
import { getRootSessionsSetting } from '#lib/store/settings';
import { allOf, atMost } from './at-most.ts';
import { defaultConnectionId, environmentConnection, type OpenedConnection, seekAccounts } from './open-connections.ts';
import { isAwsFailure } from './outcome-of.ts';
import type { CollectingContext } from './pipeline-context.ts';

export interface DiagnosedAccount {
  readonly accountId: string;
  readonly name: string;
  /** Null when it was entered; else which action refused, and how. */
  readonly refused: { readonly action: string; readonly error: string } | null;
  readonly actions: readonly ProbedAction[];
}

export interface DiagnosedConnection {
  readonly connectionId: string;
  readonly callerArn: string;
  readonly callerAccountId: string;
  readonly partition: string;
  readonly region: string;
  readonly roleName: string | null;
  /** Why the organization could not be listed; null where it was, or was not asked. */
  readonly organizationError: string | null;
  readonly accounts: readonly DiagnosedAccount[];
}

export interface Diagnosis {
  readonly connections: readonly DiagnosedConnection[];
  readonly errors: readonly KeyholderError[];
  /** Said when nothing was collected here yet. */
  readonly noData: string | null;
  /** Whether root sessions are switched on. They are not tried: each is root activity in the member account. */
  readonly rootSessions: boolean;
}

const accountsAtOnce = 12;

/**
 * Who the caller is, which accounts can be entered, and which actions work there. Changes nothing in AWS and nothing here: it makes no
 * store, and without one it tries the environment's connection.
 */
export async function diagnose(config: Config, signal: AbortSignal): Promise<Diagnosis> {
  const { known, noData, rootSessions } = await knownConnections(config);
  const { iamRate, lookupRate, roleName, externalId } = config;
  const aws = openAws({ clock: Date.now, random: Math.random, iamRate, lookupRate });
  const asking = { aws, region: null, roleName, externalId, signal };
  const connections: DiagnosedConnection[] = [];
  const errors: KeyholderError[] = [];
  const taken = new Set<string>();
  try {
    const wanted = [environmentConnection(asking, known), ...known.filter((c) => c.id !== defaultConnectionId)];
    for (const connection of wanted) {
      try {
        const one = await seekAccounts(asking, connection, taken);
        for (const account of one.accounts) taken.add(account.id);
        connections.push(await diagnoseConnection(asking, one));
      } catch (error) {
        if (!isKeyholderError(error)) throw error;
        errors.push(error);
      }
    }
  } finally {
    aws.close();
  }
  return { connections, errors, noData, rootSessions };
}

/** As whom the environment signs in to AWS, or why that is not known. */
export async function findCaller(
  { iamRate, lookupRate }: Config,
  signal: AbortSignal,
): Promise<{ readonly callerArn: string | null; readonly error: KeyholderError | null }> {
  const aws = openAws({ clock: Date.now, random: Math.random, iamRate, lookupRate });
  try {
    const { caller } = await aws.connect({ profile: null, region: null }, { signal });
    return { callerArn: caller.arn, error: null };
  } catch (error) {
    if (!isKeyholderError(error)) throw error;
    return { callerArn: null, error };
  } finally {
    aws.close();
  }
}

async function knownConnections({ databaseUrl, dataDir }: Config) {
  try {
    const store = await openStore({ databaseUrl, dataDir, mode: 'existing' });
    try {
      const { enabled } = await getRootSessionsSetting(store.read);
      return { known: await listConnections(store.read), noData: null, rootSessions: enabled };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!isKeyholderError(error) || error.code !== 'DATA_MISSING') throw error;
    return { known: [], noData: error.message, rootSessions: false };
  }
}

async function diagnoseConnection(
  context: Pick<CollectingContext, 'signal'>,
  one: OpenedConnection,
): Promise<DiagnosedConnection> {
  const gate = atMost(accountsAtOnce);
  const active = one.accounts.filter((account) => account.organizationStatus !== 'SUSPENDED');
  const accounts: DiagnosedAccount[] = [];
  await allOf(
    active.map((account) =>
      gate(async () => {
        const found = { accountId: account.id, name: account.name };
        try {
          const { aws } = await one.aws.openAccount(account.id, one.role, { signal: context.signal });
          accounts.push({ ...found, refused: null, actions: await probeActions(aws, account.isManagement === true) });
        } catch (error) {
          if (!isAwsFailure(error)) throw error;
          const refused = { action: error.action, error: `${error.errorName}: ${error.message}` };
          accounts.push({ ...found, refused, actions: [] });
        }
      }),
    ),
  );
  const { caller } = one.aws;
  const { failure } = one.list;
  return {
    connectionId: one.connection.id,
    callerArn: caller.arn,
    callerAccountId: caller.accountId,
    partition: caller.partition,
    region: caller.region,
    roleName: one.role?.roleName ?? null,
    organizationError: failure && `${failure.action}: ${failure.errorName}: ${failure.message}`,
    accounts: accounts.sort((a, b) => (a.accountId < b.accountId ? -1 : 1)),
  };
}
