import { describe, expect, it } from 'vitest';
import { generateOrganization } from '#lib/demo/generate';
import type { Organization } from '#lib/demo/organization';
import { sampleOrganization } from '#lib/demo/sample-organization/sample-organization';
import { sampleExternalId, sampleRoleName } from '#lib/demo/sample-organization/sample-plan';
import type { Fault } from '#lib/demo/stand-in/faults';
import { everything } from '#lib/domain/actor';
import { hour, minute } from '#lib/domain/instant';
import { listAccounts } from '#lib/store/accounts';
import { listPrincipalSummaries } from '#lib/store/principals';
import { listSourceProgress, type SourceProgress } from '#lib/store/source-outcomes';
import { rebuildProjections } from './rebuild-projections.ts';
import { dump } from './test-dump.ts';
import { testPipeline } from './test-pipeline.ts';

const now = Date.UTC(2026, 10, 22, 12);
const role = { name: sampleRoleName, externalId: sampleExternalId };
const small = (users = 60) =>
  generateOrganization({ users, usersToAsk: 40, fidoShare: 0.5, signIns: 260, seed: 7, now });
const pages = { pageSize: 25 };

const say = ({ accountId, source, region, state, action }: SourceProgress) =>
  [accountId, source, region, state, action].filter(Boolean).join(' ');
const troubles = (sources: readonly SourceProgress[]) => sources.filter((s) => s.state !== 'collected').map(say);

/** Ids of users that exist now, as AWS knows them. */
const usersOf = (organization: Organization, accountId: string) =>
  (organization.accounts.find((account) => account.id === accountId)?.users ?? [])
    .filter((user) => user.createdAt <= now && (user.deletedAt === undefined || user.deletedAt > now))
    .map((user) => `${accountId}:${user.uniqueId}`)
    .sort();

describe('a collection of an organization', () => {
  it('reads every account, names what was refused, and shows every user and root', async () => {
    const organization = sampleOrganization(now);
    const { store, collect } = await testPipeline({ organization, clock: () => now, role });
    const ended = await collect();
    const found = troubles(await listSourceProgress(store.read, ended.id));
    expect(ended.status).toBe('partial');
    expect(found).toContain('100000000003 mfa-devices partial iam:ListMFADevices');
    expect(found).toContain('100000000006 role denied sts:AssumeRole');
    expect(found.filter((line) => !/^10000000000[346] /.test(line))).toEqual([]);
    expect(
      found
        .filter((line) => line.startsWith('100000000004'))
        .every((line) => /denied cloudtrail:LookupEvents$/.test(line)),
    ).toBe(true);
    for (const account of await listAccounts(store.read, everything)) {
      const principals = await listPrincipalSummaries(store.read, account.id);
      const present = principals.filter((p) => p.presence === 'present').map((p) => p.id);
      const readable = !['100000000006', '100000000007'].includes(account.id);
      expect(present.filter((id) => !id.endsWith(':root')).sort()).toEqual(
        readable ? usersOf(organization, account.id) : [],
      );
      expect(present).toContain(`${account.id}:root`);
    }
  });

  it('makes the same projections again', async () => {
    const { store, collect, context } = await testPipeline({
      organization: sampleOrganization(now),
      clock: () => now,
      role,
    });
    await collect();
    const before = await dump(store.read);
    await rebuildProjections(context);
    expect(await dump(store.read)).toEqual(before);
  });
});

const faults: { says: string; fault: Fault; costs: string[] }[] = [
  {
    says: 'one user whose devices are denied',
    fault: { on: { operation: 'ListMFADevices', subject: 'sample-user-00003' }, effect: { kind: 'deny' } },
    costs: ['100000000001 mfa-devices partial iam:ListMFADevices'],
  },
  {
    says: 'a Region that throttles for ever',
    fault: { on: { service: 'cloudtrail', region: 'eu-north-1' }, effect: { kind: 'throttle' } },
    costs: ['100000000001 console-logins eu-north-1 failed cloudtrail:LookupEvents'],
  },
  {
    says: 'a call that hangs',
    fault: { on: { operation: 'ListSAMLProviders' }, effect: { kind: 'hang' } },
    costs: ['100000000001 federation partial iam:ListSAMLProviders'],
  },
  {
    says: 'a page of HTML with status 200',
    fault: { on: { operation: 'ListVirtualMFADevices' }, effect: { kind: 'html' } },
    costs: ['100000000001 virtual-devices failed iam:ListVirtualMFADevices'],
  },
  {
    says: 'Regions that may not be listed',
    fault: { on: { operation: 'DescribeRegions' }, effect: { kind: 'deny' } },
    costs: ['100000000001 regions denied ec2:DescribeRegions'],
  },
  {
    says: 'a report that may not be made',
    fault: { on: { operation: 'GenerateCredentialReport' }, effect: { kind: 'deny' } },
    costs: ['100000000001 credential-report denied iam:GenerateCredentialReport'],
  },
];

describe('what goes wrong costs only itself', () => {
  it.each(faults)('$says', async ({ fault, costs }) => {
    const organization = small(45);
    const { store, collect } = await testPipeline({
      organization,
      clock: () => now,
      faults: [fault],
      requestTimeout: 2_000,
      wait: noWait,
    });
    const ended = await collect();
    expect(troubles(await listSourceProgress(store.read, ended.id))).toEqual(costs);
    const principals = await listPrincipalSummaries(store.read, '100000000001');
    expect(
      principals
        .map((p) => p.id)
        .filter((id) => !id.endsWith(':root'))
        .sort(),
    ).toEqual(usersOf(organization, '100000000001'));
  });

  it('nothing can be read when the caller is refused', async () => {
    const deny: Fault = {
      on: { service: 'sts', operation: 'GetCallerIdentity' },
      effect: {
        kind: 'error',
        status: 403,
        code: 'InvalidClientTokenId',
        message: 'The security token included in the request is invalid.',
      },
    };
    const { collect } = await testPipeline({ organization: small(3), clock: () => now, faults: [deny] });
    const ended = await collect();
    expect(ended.status).toBe('failed');
    expect(ended.error).toMatch(/^[A-Z].*\.$/);
  });
});

describe('a run that was stopped and gone on with', () => {
  it('ends as an undisturbed one, at whatever moment it was stopped', async () => {
    const undisturbed = await testPipeline({ organization: small(), clock: () => now, limits: pages });
    await undisturbed.collect();
    const expected = await dump(undisturbed.store.read);
    const asked = undisturbed.standIn.log.count({ operation: 'ListMFADevices' });

    let left = Number.POSITIVE_INFINITY;
    let stop = new AbortController();
    const clock = () => {
      if (--left === 0) stop.abort();
      return now;
    };
    const stopped = await testPipeline({ organization: small(), clock, limits: pages });
    let { collection } = await stopped.begin();
    for (const after of [3, 40, 77, 120, 180, 260, 333, 400]) {
      left = after;
      stop = new AbortController();
      collection = await stopped.resume(collection, stop.signal).catch(() => collection);
    }
    left = Number.POSITIVE_INFINITY;
    const ended = await stopped.resume(collection);
    expect(ended.status).toBe('succeeded');
    expect(await dump(stopped.store.read)).toEqual(expected);
    // Who had answered is not asked again: at most what was under way when it was stopped.
    expect(stopped.standIn.log.count({ operation: 'ListMFADevices' })).toBeLessThanOrEqual(asked * 4);
  });
});

describe('a second run', () => {
  it('asks no certification again and of the events only what overlaps', async () => {
    let at = now;
    const { standIn, store, collect } = await testPipeline({ organization: small(), clock: () => at, limits: pages });
    await collect();
    expect(standIn.log.count({ operation: 'GetMFADevice' })).toBeGreaterThan(0);
    const lookups = standIn.log.count({ operation: 'LookupEvents', outcome: 'ok' });
    const levels = await dump(store.read, ['mfa_devices']);
    standIn.log.clear();
    at = now + hour + 5 * minute;
    const second = await collect();
    expect(second.status).toBe('succeeded');
    expect(standIn.log.count({ operation: 'GetMFADevice' })).toBe(0);
    // One call for each Region and name of sign-ins, one for each name of changes, one more for what begins and ends a device.
    const regions = (await listSourceProgress(store.read, second.id)).filter(
      (s) => s.source === 'console-logins',
    ).length;
    expect(standIn.log.count({ operation: 'LookupEvents', outcome: 'ok' })).toBe(regions * 2 + 11 + 2);
    expect(lookups).toBeGreaterThan(regions * 2 + 11);
    expect(await dump(store.read, ['mfa_devices'])).toEqual(levels);
  });
});

async function noWait(): Promise<void> {}
