import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Partition } from '#lib/domain/account';
import { AccountClients, openSockets } from './clients.ts';

const environment = { ...process.env };
afterEach(() => {
  process.env = { ...environment };
});

/** Hosts the SDK would ask, stopped before anything is sent (facts C.4). */
async function hosts(partition: Partition, region: string, profile: string | null = null) {
  const keys = { accessKeyId: 'AKIASAMPLE', secretAccessKey: 'sample' };
  const clients = new AccountClients(partition, region, keys, openSockets(100, 100), profile);
  const { iam, sts, organizations } = clients;
  const cloudtrail = clients.cloudtrail(region);
  const stop = async () => {
    throw new Error('not sent');
  };
  const beforeSigning = { step: 'finalizeRequest', priority: 'high', name: 'stop' } as const;
  iam.client.middlewareStack.add(() => stop, beforeSigning);
  sts.client.middlewareStack.add(() => stop, beforeSigning);
  organizations.client.middlewareStack.add(() => stop, beforeSigning);
  cloudtrail.client.middlewareStack.add(() => stop, beforeSigning);
  await expect(iam.client.send(new ListUsersCommand({}))).rejects.toThrow('not sent');
  const role = { RoleArn: `arn:${partition}:iam::100000000001:role/KeyholderRead`, RoleSessionName: 'keyholder' };
  await expect(sts.client.send(new AssumeRoleCommand(role))).rejects.toThrow('not sent');
  await expect(organizations.client.send(new ListAccountsCommand({}))).rejects.toThrow('not sent');
  await expect(cloudtrail.client.send(new LookupEventsCommand({}))).rejects.toThrow('not sent');
  return [iam.host(), sts.host(), organizations.host(), cloudtrail.host()];
}

describe('endpoints', () => {
  const cases: [Partition, string, string[]][] = [
    [
      'aws',
      'eu-west-1',
      [
        'iam.amazonaws.com',
        'sts.eu-west-1.amazonaws.com',
        'organizations.us-east-1.amazonaws.com',
        'cloudtrail.eu-west-1.amazonaws.com',
      ],
    ],
    [
      'aws-us-gov',
      'us-gov-east-1',
      [
        'iam.us-gov.amazonaws.com',
        'sts.us-gov-east-1.amazonaws.com',
        'organizations.us-gov-west-1.amazonaws.com',
        'cloudtrail.us-gov-east-1.amazonaws.com',
      ],
    ],
    [
      'aws-cn',
      'cn-northwest-1',
      [
        'iam.cn-north-1.amazonaws.com.cn',
        'sts.cn-northwest-1.amazonaws.com.cn',
        'organizations.cn-northwest-1.amazonaws.com.cn',
        'cloudtrail.cn-northwest-1.amazonaws.com.cn',
      ],
    ],
  ];
  for (const [partition, region, expected] of cases) {
    it(`of ${partition}, ${region}`, async () => expect(await hosts(partition, region)).toEqual(expected));
  }

  it('are the FIPS ones when AWS_USE_FIPS_ENDPOINT says so', async () => {
    process.env.AWS_USE_FIPS_ENDPOINT = 'true';
    expect(await hosts('aws', 'us-east-2')).toEqual([
      'iam-fips.amazonaws.com',
      'sts-fips.us-east-2.amazonaws.com',
      'organizations-fips.us-east-1.amazonaws.com',
      'cloudtrail-fips.us-east-2.amazonaws.com',
    ]);
  });

  it('are the FIPS ones for a connection whose profile asks for them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-fips-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    process.env.AWS_CONFIG_FILE = join(folder, 'config');
    writeFileSync(join(folder, 'config'), '[profile fips]\nregion = us-east-2\nuse_fips_endpoint = true\n');
    expect((await hosts('aws', 'us-east-2', 'fips')).slice(0, 2)).toEqual([
      'iam-fips.amazonaws.com',
      'sts-fips.us-east-2.amazonaws.com',
    ]);
    expect((await hosts('aws', 'us-east-2')).slice(0, 2)).toEqual(['iam.amazonaws.com', 'sts.us-east-2.amazonaws.com']);
  });

  it('of STS are Regional in us-east-1 too, where AssumeRoot would not be known at the global one', async () => {
    expect((await hosts('aws', 'us-east-1'))[1]).toBe('sts.us-east-1.amazonaws.com');
  });

  it('are where AWS_ENDPOINT_URL says', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:4299';
    expect(new Set(await hosts('aws', 'us-east-1'))).toEqual(new Set(['127.0.0.1:4299']));
  });
});
