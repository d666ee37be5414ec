/** Clients as the product makes them, for tests of the stand-in. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { EC2Client } from '@aws-sdk/client-ec2';
import { IAMClient } from '@aws-sdk/client-iam';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import type { IssuedKey } from './access-keys.ts';
import type { StandIn } from './stand-in.ts';

type Reached = Pick<StandIn, 'url' | 'credentials'>;

export function clientsFor(standIn: Reached, credentials: IssuedKey = standIn.credentials, region = 'us-east-1') {
  const config = { endpoint: standIn.url, region, credentials, maxAttempts: 1 };
  return {
    iam: new IAMClient(config),
    sts: new STSClient(config),
    ec2: new EC2Client(config),
    organizations: new OrganizationsClient(config),
    cloudtrail: new CloudTrailClient(config),
  };
}

/** Temporary keys of a role, as AWS hands them out. */
export async function assume(standIn: Reached, roleArn: string, externalId?: string): Promise<IssuedKey> {
  const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'keyholder', ExternalId: externalId });
  const { Credentials: c } = await clientsFor(standIn).sts.send(command);
  if (!c?.AccessKeyId || !c.SecretAccessKey || !c.SessionToken) throw new Error('AssumeRole answered no credentials');
  return { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken };
}

/** `AccessDenied 403`: the SDK's name and the HTTP status of what a request is refused with; `answered` if it is not. */
export async function refusal(request: Promise<unknown>): Promise<string> {
  try {
    await request;
    return 'answered';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata: unknown = Reflect.get(error, '$metadata');
    const status: unknown =
      typeof metadata === 'object' && metadata !== null ? Reflect.get(metadata, 'httpStatusCode') : undefined;
    return status === undefined ? error.name : `${error.name} ${String(status)}`;
  }
}
