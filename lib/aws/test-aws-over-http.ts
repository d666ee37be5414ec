import { makeAccount, makeUser, passwordSince } from '#lib/demo/make-account';
import type { Organization, OrganizationAccount } from '#lib/demo/organization';
import { type StandIn, type StandInOptions, startStandIn } from '#lib/demo/stand-in/stand-in';
import { day, type Instant } from '#lib/domain/instant';
import type { Aws, AwsConnection, AwsSettings } from './aws.ts';
import { openAws } from './open-aws.ts';
import { realWait } from './wait.ts';

export const hubId = '100000000001';
export const memberId = '100000000002';
export const strangerId = '100000000003';
export const suspendedId = '100000000004';
export const roleName = 'KeyholderRead';
export const now: Instant = Date.UTC(2026, 10, 22, 12, 0, 0);

const joinedAt = now - 400 * day;
const auditRole = {
  name: roleName,
  uniqueId: 'AROASAMPLE0000000001',
  trustedAccountId: hubId,
  externalId: 'sample-external',
};

/** Twelve users of the hub, named `user-00` to `user-11`; every second one has a device, every fourth of them a FIDO key. */
export const hubUsers = Array.from({ length: 12 }, (_, n) => {
  const userName = `user-${String(n).padStart(2, '0')}`;
  const serialNumber =
    n % 4 === 0
      ? `arn:aws:iam::${hubId}:u2f/user/${userName}/key-7XNL7NFNLZ123456789SAMPLE`
      : `arn:aws:iam::${hubId}:mfa/${userName}`;
  return makeUser({
    userName,
    uniqueId: `AIDASAMPLE00000000${String(n).padStart(2, '0')}`,
    createdAt: joinedAt,
    password: n < 8 ? passwordSince(joinedAt) : null,
    devices:
      n % 2 === 0
        ? [{ serialNumber, enabledAt: joinedAt + day, ...(n === 0 ? { certifications: { FIDO: 'L1' } } : {}) }]
        : [],
  });
});

/** An organization of four: the caller's, one with the audit role, one without it, one suspended. */
export function sampleOrganization(hub: Partial<OrganizationAccount> = {}): Organization {
  return {
    id: 'o-sample00001',
    name: 'Sample',
    partition: 'aws',
    managementAccountId: hubId,
    caller: { accountId: hubId, userName: 'user-00' },
    rootFeatures: null,
    accounts: [
      makeAccount({ id: hubId, name: 'hub', joinedAt, users: hubUsers, ...hub }),
      makeAccount({ id: memberId, name: 'member', joinedAt, auditRoles: [auditRole], users: hubUsers.slice(0, 3) }),
      makeAccount({ id: strangerId, name: 'stranger', joinedAt }),
      makeAccount({ id: suspendedId, name: 'suspended', joinedAt, status: 'SUSPENDED' }),
    ],
  };
}

export interface AwsOverHttp {
  readonly standIn: StandIn;
  readonly aws: Aws;
  connect(): Promise<AwsConnection>;
  close(): Promise<void>;
}

const awsVariables = (standIn: StandIn) => ({
  AWS_ENDPOINT_URL: standIn.url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: standIn.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: standIn.credentials.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** Waits between tries, and the pace with them, pass this much faster. */
const speed = 200;

/** The real SDK against the stand-in over HTTP. */
export async function awsOverHttp(
  options: Partial<StandInOptions> = {},
  settings: Partial<AwsSettings> = {},
): Promise<AwsOverHttp> {
  const standIn = await startStandIn({ organization: sampleOrganization(), clock: () => now, ...options });
  Object.assign(process.env, awsVariables(standIn));
  const aws = openAws({
    clock: () => now,
    random: () => 0.5,
    iamRate: Number.POSITIVE_INFINITY,
    lookupRate: Number.POSITIVE_INFINITY,
    requestTimeout: 200,
    wait: (ms, signal) => realWait(ms / speed, signal),
    monotonic: () => performance.now() * speed,
    ...settings,
  });
  return {
    standIn,
    aws,
    connect: () => aws.connect({ profile: null, region: null }),
    close: async () => {
      aws.close();
      await standIn.close();
    },
  };
}
