import type { AccountList, AwsConnection, RoleSettings } from '#lib/aws/aws';
import { type Account, type Connection, iamRegion, partitionOfRegion } from '#lib/domain/account';
import { isKeyholderError, KeyholderError } from '#lib/domain/keyholder-error';
import { recordAccounts } from '#lib/store/accounts';
import {
  type ConnectionState,
  listConnections,
  markConnectionFailed,
  markConnectionReady,
  putConnection,
} from '#lib/store/connections';
import type { CollectingContext } from './pipeline-context.ts';

export const defaultConnectionId = 'default';

/** A connection that works, and the accounts it reaches; accounts of an earlier connection are left out. */
export interface OpenedConnection {
  readonly connection: Connection;
  readonly aws: AwsConnection;
  readonly role: RoleSettings | null;
  readonly accounts: readonly Account[];
  readonly list: AccountList;
}

export interface OpenedConnections {
  readonly opened: readonly OpenedConnection[];
  /** Why the others do not work, one clear sentence each. */
  readonly failed: readonly KeyholderError[];
}

/**
 * Tries every connection, the environment's first, and seeks the accounts each reaches: the organization's when a role is configured,
 * else the caller's own. What came of it is written down for the screens.
 */
export async function openConnections(context: CollectingContext): Promise<OpenedConnections> {
  const opened: OpenedConnection[] = [];
  const failed: KeyholderError[] = [];
  const taken = new Set<string>();
  for (const connection of await connectionsToTry(context)) {
    try {
      const one = await seekAccounts(context, connection, taken);
      await recordOpened(context, one);
      for (const account of one.accounts) taken.add(account.id);
      opened.push(one);
    } catch (error) {
      if (!isKeyholderError(error)) throw error;
      failed.push(named(connection, error));
      await putConnection(context.write, connection);
      await markConnectionFailed(context.write, connection.id, { error: error.message, at: context.clock() });
      context.log.error(`connection ${connection.id} does not work`, error);
    }
  }
  return { opened, failed };
}

/** With several connections, a sentence about one says which. */
const named = ({ id, profile }: Connection, error: KeyholderError): KeyholderError =>
  profile === null
    ? error
    : new KeyholderError(error.code, `Connection ${id} (profile ${profile}): ${error.message}`, error.detail, error);

/** The environment's connection comes first and is always tried, whether or not it was ever written down. */
async function connectionsToTry(context: CollectingContext): Promise<Connection[]> {
  const known = await listConnections(context.write);
  return [environmentConnection(context, known), ...known.filter((c) => c.id !== defaultConnectionId)];
}

/** @param known as written down before: its partition counts while the Region is the same */
export function environmentConnection(
  context: Pick<CollectingContext, 'region' | 'roleName' | 'externalId'>,
  known: readonly ConnectionState[],
): Connection {
  const before = known.find((c) => c.id === defaultConnectionId);
  const region = context.region ?? before?.region ?? iamRegion('aws');
  return {
    id: defaultConnectionId,
    partition: before?.region === region ? before.partition : partitionOfRegion(region),
    region,
    profile: null,
    roleName: context.roleName,
    externalId: context.externalId,
  };
}

/** Connects and seeks accounts; writes nothing. @throws KeyholderError when the connection does not work */
export async function seekAccounts(
  context: Pick<CollectingContext, 'aws' | 'region' | 'signal'>,
  wanted: Connection,
  taken: ReadonlySet<string>,
): Promise<OpenedConnection> {
  const { signal } = context;
  const isDefault = wanted.id === defaultConnectionId;
  const aws = await context.aws.connect(
    { profile: wanted.profile, region: isDefault ? context.region : wanted.region },
    { signal },
  );
  const { caller } = aws;
  const connection = { ...wanted, partition: caller.partition, region: caller.region };
  const role = roleOf(connection);
  const list = await aws.listAccounts(role, { signal });
  const accounts = list.accounts
    .filter((listed) => !taken.has(listed.id))
    .map((listed) => ({
      id: listed.id,
      connectionId: connection.id,
      partition: connection.partition,
      name: listed.name ?? listed.id,
      organizationStatus: listed.organizationStatus,
      isManagement: listed.isManagement,
    }));
  return { connection, aws, role, accounts, list };
}

async function recordOpened({ write, clock, log }: CollectingContext, one: OpenedConnection): Promise<void> {
  const { connection, aws, accounts, list } = one;
  const at = clock();
  await putConnection(write, connection);
  await recordAccounts(write, accounts, at);
  await markConnectionReady(write, connection.id, {
    callerArn: aws.caller.arn,
    callerAccountId: aws.caller.accountId,
    organizationId: null,
    at,
  });
  if (list.failure) log.warn('the organization could not be listed', { failure: list.failure.message });
}

export const roleOf = ({ roleName, externalId }: Connection): RoleSettings | null =>
  roleName === null ? null : { roleName, externalId };
