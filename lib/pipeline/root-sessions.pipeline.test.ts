import { describe, expect, it, vi } from 'vitest';
import { makeAccount } from '#lib/demo/make-account';
import { makeOrganization } from '#lib/demo/make-organization';
import type { Organization, RootCredentials } from '#lib/demo/organization';
import type { Partition } from '#lib/domain/account';
import { everything } from '#lib/domain/actor';
import { day, hour } from '#lib/domain/instant';
import { listAudit } from '#lib/store/audit-log';
import { getEvidence } from '#lib/store/evidence';
import { loadSnapshot } from '#lib/store/snapshots';
import { listSourceProgress } from '#lib/store/source-outcomes';
import { switchRootSessions } from './commands/switch-root-sessions.ts';
import { rebuildProjections } from './rebuild-projections.ts';
import { recheckPrincipal } from './recheck-principal.ts';
import { dump } from './test-dump.ts';
import { testPipeline } from './test-pipeline.ts';
import { verdictsOf } from './test-verdicts.ts';

const start = Date.UTC(2026, 10, 22, 12);
const joinedAt = start - 900 * day;
const role = { name: 'KeyholderRead', externalId: 'sample-external' };
const hub = '100000000001';
const member = '100000000002';
const bare = '100000000003';

const rootWith = (...serials: string[]): RootCredentials => ({
  passwordEnabled: true,
  passwordLastChangedAt: joinedAt,
  passwordLastUsedAt: null,
  accessKeyActive: false,
  devices: serials.map((serialNumber) => ({ serialNumber, enabledAt: joinedAt + day })),
});
const fido = (id: string, partition: Partition = 'aws') =>
  `arn:${partition}:iam::${id}:u2f/root/root-account/key-AAAABBBBCCCCDDDDEEEEFFFFGG`;
const totp = (id: string, partition: Partition = 'aws') => `arn:${partition}:iam::${id}:mfa/root-account-mfa-device`;

function organization(partition: Partition = 'aws', given: Partial<Organization> = {}): Organization {
  const auditRoles = [{ name: role.name, uniqueId: 'AROASAMPLE', trustedAccountId: hub, externalId: role.externalId }];
  const enabledRegions =
    partition === 'aws' ? ['us-east-1', 'eu-west-1', 'us-east-2'] : ['us-gov-west-1', 'us-gov-east-1'];
  const account = (id: string, name: string, root: RootCredentials) =>
    makeAccount({ id, name, joinedAt, auditRoles, enabledRegions, root });
  return makeOrganization(
    [
      account(hub, 'hub', rootWith(fido(hub, partition))),
      account(member, 'member', rootWith(fido(member, partition), totp(member, partition))),
      account(bare, 'bare', rootWith(fido(bare, partition))),
    ],
    { partition, rootFeatures: ['RootCredentialsManagement', 'RootSessions'], ...given },
  );
}

async function pipeline(of: Organization = organization(), region = 'us-east-1') {
  const time = { now: start };
  const tested = await testPipeline({ organization: of, clock: () => time.now, role, wait: async () => {} });
  vi.stubEnv('AWS_REGION', region);
  const actor = { id: 'sample-admin' };
  const command = { ...tested.context, actor, scope: everything };
  const root = async (id: string) => (await verdictsOf(tested.store.read, id))['<root_account>'];
  return {
    ...tested,
    time,
    root,
    turn: (enabled: boolean) => switchRootSessions(command, { enabled, acknowledged: true }),
    command,
  };
}

const sessions = ({ standIn }: { standIn: { log: { count(on: object): number } } }, on: object = {}) =>
  standIn.log.count({ operation: 'AssumeRoot', ...on });

describe('root sessions', () => {
  it('are off until an admin who knows what they do switches them on', async () => {
    const run = await pipeline();
    await run.collect();
    expect(sessions(run)).toBe(0);
    await expect(switchRootSessions(run.command, { enabled: true })).rejects.toThrow(
      /root activity.*"acknowledged": true/,
    );
    expect(await run.turn(true)).toMatchObject({ enabled: true, changedBy: 'sample-admin', changedAt: start });
    await run.turn(true);
    const audit = await listAudit(run.store.read, { limit: 10 });
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([['root-sessions.enable', 'sample-admin']]);
    expect(audit[0]?.detail).toMatchObject({ acknowledged: expect.stringMatching(/alarms on root activity/) });
  });

  it('R9 list all devices of a member root, with their kinds, at the Region of the caller, never of the management account', async () => {
    const run = await pipeline(organization(), 'eu-west-1');
    await run.turn(true);
    const { id } = await run.collect();
    expect(await run.root(member)).toMatchObject({
      status: 'COMPLIANT',
      reason: expect.stringMatching(
        /^MFA is enabled. All its devices, listed in a root session at 12:00 UTC on 22 Nov 2026: a passkey or security key and a virtual authenticator; certification levels are not visible there\./,
      ),
      devices: [totp(member), fido(member)],
      devicesComplete: true,
      slotsUsed: 2,
      strength: 'also-phishable',
      headline: 'Covered, 2 devices',
    });
    expect(await run.root(bare)).toMatchObject({
      devices: [fido(bare)],
      strength: 'only',
      headline: 'Covered, 1 device',
    });
    expect(await run.root(hub)).toMatchObject({ devices: [], devicesComplete: false, strength: 'unknown' });
    expect(sessions(run)).toBe(2);
    expect(sessions(run, { region: 'eu-west-1', accountId: hub })).toBe(2);
    expect(sessions(run, { subject: hub })).toBe(0);
    const progress = await listSourceProgress(run.store.read, id);
    expect(progress.filter((one) => one.source === 'root-sessions').map((one) => [one.accountId, one.state])).toEqual([
      [member, 'collected'],
      [bare, 'collected'],
    ]);
    expect(run.standIn.log.count({ operation: 'GetMFADevice' })).toBe(0);
  });

  it('leave no token in the evidence', async () => {
    const run = await pipeline();
    await run.turn(true);
    await run.collect();
    const reading = (await loadSnapshot(run.store.read, { accountId: member }))?.sources['root-sessions'];
    const kept = JSON.stringify(await getEvidence(run.store.read, reading?.evidence[0] ?? ''));
    expect(kept).toMatch(/IAMAuditRootUserCredentials/);
    expect(kept).toMatch(/SessionTokenSha256/);
    expect(kept).not.toMatch(/sample-(session|secret)/);
  });

  it('are opened once a week, their list counts for a week, and a rebuild says the same', async () => {
    const run = await pipeline();
    await run.turn(true);
    await run.collect();
    for (const days of [1, 6]) {
      run.time.now = start + days * day;
      await run.collect();
      expect(await run.root(member)).toMatchObject({ devicesComplete: true, slotsUsed: 2 });
    }
    expect(sessions(run)).toBe(2);
    const before = await dump(run.store.read);
    await rebuildProjections(run.context);
    expect(await dump(run.store.read)).toEqual(before);
    run.time.now = start + 7 * day;
    await run.collect();
    expect(sessions(run)).toBe(4);
  });

  it('switched off again, the last list counts until its week is over', async () => {
    const run = await pipeline();
    await run.turn(true);
    await run.collect();
    await run.turn(false);
    run.time.now = start + 6 * day;
    await run.collect();
    expect(await run.root(member)).toMatchObject({ devicesComplete: true });
    run.time.now = start + 7 * day + 2 * hour;
    await run.collect();
    expect(sessions(run)).toBe(2);
    expect(await run.root(member)).toMatchObject({
      status: 'COMPLIANT',
      devices: [totp(member)],
      devicesComplete: false,
      slotsUsed: null,
      strength: 'unknown',
    });
  });

  it('are opened on request for one root', async () => {
    const run = await pipeline();
    await run.collect();
    await run.turn(true);
    run.time.now += hour;
    await recheckPrincipal(run.context, `${member}:root`, 'sample-admin');
    expect(await run.root(member)).toMatchObject({ devicesComplete: true, slotsUsed: 2 });
    expect(sessions(run)).toBe(1);
    await recheckPrincipal(run.context, `${hub}:root`, 'sample-admin');
    expect(sessions(run)).toBe(1);
    run.time.now += hour;
    await run.collect();
    expect(await run.root(member)).toMatchObject({ devicesComplete: true });
    expect(sessions(run, { subject: member })).toBe(1);
    expect(sessions(run, { subject: bare })).toBe(1);
  });

  const refusals = [
    {
      says: 'central management of root credentials is off',
      of: organization('aws', { rootFeatures: null }),
      action: 'sts:AssumeRoot',
    },
    {
      says: 'only root sessions for privileged actions are on',
      of: organization('aws', { rootFeatures: ['RootSessions'] }),
      action: 'sts:AssumeRoot',
    },
    { says: 'a policy about root denies the list', of: organization(), action: 'iam:ListMFADevices' },
  ] as const;
  it.each(refusals)('where $says, what is visible from inside stands', async ({ of, action }) => {
    const run = await pipeline(of);
    await run.turn(true);
    if (action === 'iam:ListMFADevices') {
      run.standIn.setFaults([{ on: { operation: 'ListMFADevices' }, effect: { kind: 'deny' } }]);
    }
    const { id } = await run.collect();
    expect(await run.root(member)).toMatchObject({
      status: 'COMPLIANT',
      reason: expect.stringMatching(
        new RegExp(`At least a virtual authenticator.*All devices of root could not be listed: ${action} was denied`),
      ),
      devices: [totp(member)],
      devicesComplete: false,
      strength: 'unknown',
      headline: 'Covered, at least 1 device',
    });
    const progress = await listSourceProgress(run.store.read, id, member);
    expect(progress.find((one) => one.source === 'root-sessions')).toMatchObject({ state: 'denied', action });
  });

  it('are never asked for in AWS GovCloud (US)', async () => {
    const run = await pipeline(organization('aws-us-gov'), 'us-gov-west-1');
    await run.turn(true);
    await run.collect();
    await recheckPrincipal(run.context, `${member}:root`, 'sample-admin');
    expect(sessions(run)).toBe(0);
    expect(await run.root(member)).toMatchObject({ status: 'NOT_APPLICABLE' });
  });
});
