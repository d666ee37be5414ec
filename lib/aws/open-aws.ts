import { setMaxListeners } from 'node:events';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromNodeProviderChain } from '@aws-sdk/credential-providers';
import { partitionOfArn, partitionOfRegion } from '#lib/domain/account';
import type { AccountAws, AwsService } from './account-aws.ts';
import type { Line } from './ask.ts';
import { assumeRole } from './assume-role.ts';
import { assumeRoot } from './assume-root.ts';
import type {
  Aws,
  AwsConnection,
  AwsSettings,
  Caller,
  ConnectionSettings,
  OpenedAccount,
  OpenOptions,
  RoleSettings,
} from './aws.ts';
import { AwsFailure } from './aws-failure.ts';
import { AccountClients, type Credentials, openSockets, type Sockets } from './clients.ts';
import { connectionError, noRegion } from './connection-error.ts';
import { listAccounts, ownAccountOnly } from './list-accounts.ts';
import { Pace } from './pace.ts';
import { reachAccount } from './reach-account.ts';
import { realWait } from './wait.ts';

/** Actions of this part, beside the sources' own; the policy test holds both. */
export const connectionActions = ['sts:GetCallerIdentity', 'sts:AssumeRole'] as const;

/** Requests a second of the services that are asked a handful of times. */
const smallRates = { sts: 10, organizations: 5, ec2: 5 };

/** Opens AWS for this process. Nothing is asked until `connect`. */
export function openAws(settings: AwsSettings): Aws {
  const sockets = openSockets(settings.connectionTimeout ?? 5_000, settings.requestTimeout ?? 15_000);
  const door = new Door(settings, sockets);
  return {
    connect: (connection, options = {}) => connect(door, connection, options),
    close: () => {
      sockets.httpAgent.destroy();
      sockets.httpsAgent.destroy();
    },
  };
}

/** What all connections of this process share: sockets, and one line per account, service and Region. */
class Door {
  readonly settings: AwsSettings;
  readonly sockets: Sockets;
  readonly #lines = new Map<string, Line>();

  constructor(settings: AwsSettings, sockets: Sockets) {
    this.settings = settings;
    this.sockets = sockets;
  }

  account(
    to: Pick<AccountAws, 'accountId' | 'partition' | 'region'> & { readonly profile: string | null },
    credentials: Credentials,
    options: OpenOptions,
    renewCredentials?: () => void,
  ): AccountAws {
    const { clock, random, wait = realWait } = this.settings;
    const { accountId, partition, region, profile } = to;
    // Every question under way listens to it: Node would take more than ten for a leak, and say so on the terminal.
    if (options.signal) setMaxListeners(0, options.signal);
    return reachAccount({
      accountId,
      partition,
      region,
      clients: new AccountClients(partition, region, credentials, this.sockets, profile),
      asking: {
        clock,
        random,
        wait,
        signal: options.signal,
        urgent: options.urgent === true,
        renewCredentials,
        answerTimeout: 2 * this.sockets.requestTimeout,
      },
      line: (service, inRegion) => this.#line(accountId, service, inRegion),
    });
  }

  #line(accountId: string, service: AwsService, region: string): Line {
    const key = `${accountId} ${service} ${region}`;
    const line = this.#lines.get(key) ?? { pace: this.#pace(service), gaveUp: false };
    this.#lines.set(key, line);
    return line;
  }

  #pace(service: AwsService): Pace {
    const { iamRate, lookupRate, wait = realWait, monotonic = () => performance.now() } = this.settings;
    const rates = { ...smallRates, iam: iamRate, cloudtrail: lookupRate };
    return new Pace(rates[service], { now: monotonic, wait });
  }
}

async function connect(door: Door, settings: ConnectionSettings, options: OpenOptions): Promise<AwsConnection> {
  const profile = settings.profile === null ? {} : { profile: settings.profile };
  const region = settings.region ?? (await configuredRegion(profile));
  const credentials = fromNodeProviderChain({ ...profile, clientConfig: { region } });
  const caller = await whoWeAre(door, settings.profile, region, credentials, options);
  const own = (more: OpenOptions) => door.account({ ...caller, profile: settings.profile }, credentials, more);
  return {
    caller,
    listAccounts: (role, more = options) =>
      role === null
        ? Promise.resolve(ownAccountOnly(caller.accountId, 'not-asked', null, []))
        : listAccounts(own(more)),
    openAccount: (accountId, role, more = options) =>
      openAccount(door, { ...caller, profile: settings.profile }, own(more), accountId, role, more),
    openRoot: async (accountId, more = options) => {
      const { credentials, call } = await assumeRoot(own(more), accountId);
      const { partition } = caller;
      const to = { accountId, partition, region: caller.region, profile: settings.profile };
      return { aws: door.account(to, credentials, more), by: 'root-session', calls: [call] };
    },
  };
}

/** AWS_REGION or the profile's Region, found by the SDK. */
async function configuredRegion(profile: { profile?: string }): Promise<string> {
  try {
    return await new STSClient(profile).config.region();
  } catch (error) {
    throw noRegion(error);
  }
}

async function whoWeAre(
  door: Door,
  profile: string | null,
  region: string,
  credentials: Credentials,
  options: OpenOptions,
): Promise<Caller> {
  // Until AWS says whose the credentials are, the account has no number.
  const unknown = door.account(
    { accountId: '', partition: partitionOfRegion(region), region, profile },
    credentials,
    options,
  );
  try {
    const { answer, call } = await unknown.sts('sts:GetCallerIdentity', new GetCallerIdentityCommand({}), [
      'Arn',
      'Account',
    ]);
    const partition = partitionOfArn(answer.Arn) ?? partitionOfRegion(region);
    return { arn: answer.Arn, accountId: answer.Account, partition, region, call };
  } catch (error) {
    throw error instanceof AwsFailure ? connectionError(error) : error;
  }
}

async function openAccount(
  door: Door,
  caller: Caller & { readonly profile: string | null },
  own: AccountAws,
  accountId: string,
  role: RoleSettings | null,
  options: OpenOptions,
): Promise<OpenedAccount> {
  const ours = accountId === caller.accountId;
  if (role === null && !ours) {
    const message = `Account ${accountId} is not the caller's own, and KEYHOLDER_ROLE_NAME names no role to assume in it.`;
    throw new AwsFailure('denied', 'sts:AssumeRole', 'NoRole', message, null);
  }
  if (role === null || (ours && isInRole(caller.arn, role))) return { aws: own, by: 'own-credentials', calls: [] };
  try {
    const { credentials, renew, call } = await assumeRole(own, accountId, role);
    const { partition, region, profile } = caller;
    const to = { accountId, partition, region, profile };
    return { aws: door.account(to, credentials, options, renew), by: 'role', calls: [call] };
  } catch (error) {
    // AWS says AccessDenied for a role that does not exist too: in our own account we can do without it (case U23).
    if (!(ours && error instanceof AwsFailure && (error.kind === 'denied' || error.kind === 'not-found'))) throw error;
    return { aws: own, by: 'own-credentials', calls: error.call ? [error.call] : [] };
  }
}

/** The caller already is the role: `arn:aws:sts::123456789012:assumed-role/KeyholderRead/session`. */
function isInRole(callerArn: string, role: RoleSettings): boolean {
  return callerArn.split(':assumed-role/')[1]?.split('/')[0] === role.roleName.split('/').at(-1);
}
