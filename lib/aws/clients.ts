import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient, type IAMClientConfig } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { STSClient } from '@aws-sdk/client-sts';
import { iamRegion, type Partition } from '#lib/domain/account';

/** Keys, or what gives them when they are needed. */
export type Credentials = NonNullable<IAMClientConfig['credentials']>;

export interface Sockets {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
}

/** Kept-alive connections shared by every client of this process; IAM has one host for all accounts, hence the number. */
export function openSockets(connectionTimeout: number, requestTimeout: number): Sockets {
  const options = { keepAlive: true, maxSockets: 256, maxFreeSockets: 32 };
  return {
    httpAgent: new HttpAgent(options),
    httpsAgent: new HttpsAgent(options),
    connectionTimeout,
    requestTimeout,
  };
}

/** A client and the host it asked last: endpoints are the SDK's own business (partition, FIPS, AWS_ENDPOINT_URL). */
export interface Told<Client> {
  readonly client: Client;
  readonly host: () => string | null;
}

/** What every client is made with: one attempt, because retries are ours, and a timeout that does not merely warn. */
export function clientOptions(region: string, credentials: Credentials, sockets: Sockets, profile: string | null) {
  const { connectionTimeout, requestTimeout, httpAgent, httpsAgent } = sockets;
  return {
    region,
    credentials,
    // What else a profile says, such as use_fips_endpoint, counts for its connection too.
    ...(profile === null ? {} : { profile }),
    maxAttempts: 1,
    retryMode: 'standard',
    userAgentAppId: 'keyholder',
    requestHandler: {
      connectionTimeout,
      requestTimeout,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeout,
      httpAgent,
      httpsAgent,
    },
  };
}

interface Watchable {
  readonly middlewareStack: {
    add(
      middleware: <Args extends object, Result>(next: (args: Args) => Result) => (args: Args) => Result,
      options: { step: 'build'; name: string; priority: 'low' },
    ): void;
  };
}

export function tellHost<Client extends Watchable>(client: Client): Told<Client> {
  let host: string | null = null;
  client.middlewareStack.add(
    (next) => (args) => {
      host = hostOf(args) ?? host;
      return next(args);
    },
    { step: 'build', name: 'keyholderHost', priority: 'low' },
  );
  return { client, host: () => host };
}

function hostOf(args: object): string | null {
  const request: unknown = 'request' in args ? args.request : null;
  if (typeof request !== 'object' || request === null || !('hostname' in request)) return null;
  const port = 'port' in request && typeof request.port === 'number' ? `:${request.port}` : '';
  return `${String(request.hostname)}${port}`;
}

/** The clients of one account, made when first needed; CloudTrail's one per Region. */
export class AccountClients {
  readonly #region: string;
  readonly #partition: Partition;
  readonly #credentials: Credentials;
  readonly #sockets: Sockets;
  readonly #profile: string | null;
  #iam: Told<IAMClient> | undefined;
  #sts: Told<STSClient> | undefined;
  #organizations: Told<OrganizationsClient> | undefined;
  #ec2: Told<EC2Client> | undefined;
  readonly #cloudtrail = new Map<string, Told<CloudTrailClient>>();

  constructor(
    partition: Partition,
    region: string,
    credentials: Credentials,
    sockets: Sockets,
    profile: string | null = null,
  ) {
    this.#profile = profile;
    this.#partition = partition;
    this.#region = region;
    this.#credentials = credentials;
    this.#sockets = sockets;
  }

  /** IAM is global in its partition, and signed for one Region of it. */
  get iam(): Told<IAMClient> {
    this.#iam ??= tellHost(new IAMClient(this.#options(iamRegion(this.#partition))));
    return this.#iam;
  }
  get sts(): Told<STSClient> {
    this.#sts ??= tellHost(new STSClient(this.#options(this.#region)));
    return this.#sts;
  }
  get organizations(): Told<OrganizationsClient> {
    this.#organizations ??= tellHost(new OrganizationsClient(this.#options(this.#region)));
    return this.#organizations;
  }
  get ec2(): Told<EC2Client> {
    this.#ec2 ??= tellHost(new EC2Client(this.#options(this.#region)));
    return this.#ec2;
  }
  cloudtrail(region: string): Told<CloudTrailClient> {
    const made = this.#cloudtrail.get(region) ?? tellHost(new CloudTrailClient(this.#options(region)));
    this.#cloudtrail.set(region, made);
    return made;
  }

  #options(region: string) {
    return clientOptions(region, this.#credentials, this.#sockets, this.#profile);
  }
}
