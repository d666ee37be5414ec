/** Parts of the organizations that hold the cases, and one collection of each whose verdicts all its tests read. */
import { makeAccount, makeUser } from '#lib/demo/make-account';
import { makeOrganization } from '#lib/demo/make-organization';
import type { Organization, OrganizationAccount, OrganizationUser, RootCredentials } from '#lib/demo/organization';
import type { Fault } from '#lib/demo/stand-in/faults';
import type { Limits } from '#lib/demo/stand-in/limits';
import { type Partition, signInRegions } from '#lib/domain/account';
import { day, type Instant, minute } from '#lib/domain/instant';
import { listSourceProgress, type SourceProgress } from '#lib/store/source-outcomes';
import type { CommandContext } from './commands/command-context.ts';
import { switchRootSessions } from './commands/switch-root-sessions.ts';
import { type TestPipeline, testPipeline } from './test-pipeline.ts';
import { type Verdict, verdictsOf } from './test-verdicts.ts';

export const now: Instant = Date.UTC(2026, 10, 22, 14, 0);
/** AWS's report of the cases: 3 hours 55 minutes old. */
export const reportAt: Instant = Date.UTC(2026, 10, 22, 10, 5);
export const joinedAt: Instant = now - 900 * day;
export const created: Instant = now - 300 * day;
export const enabledAt: Instant = now - 200 * day;
export const hub = '100000000001';
export const role = { name: 'KeyholderRead', externalId: 'sample-external' };

export const virtual = (accountId: string, name: string, partition: Partition = 'aws') =>
  `arn:${partition}:iam::${accountId}:mfa/${name}`;
export const fido = (accountId: string, owner: string, partition: Partition = 'aws') =>
  `arn:${partition}:iam::${accountId}:u2f/${owner}/key-AAAABBBBCCCCDDDDEEEEFFFFGG`;
export const device = (serialNumber: string, changes: object = {}) => ({ serialNumber, enabledAt, ...changes });

export const rootWith = (changes: Partial<RootCredentials> = {}): RootCredentials => ({
  passwordEnabled: true,
  passwordLastChangedAt: joinedAt,
  passwordLastUsedAt: null,
  accessKeyActive: false,
  devices: [],
  ...changes,
});

/** A member account with the role, read in the partition's sign-in Regions only. */
export function member(
  id: string,
  changes: Partial<OrganizationAccount> = {},
  partition: Partition = 'aws',
): OrganizationAccount {
  const auditRoles = [{ name: role.name, uniqueId: 'AROASAMPLE', trustedAccountId: hub, externalId: role.externalId }];
  return makeAccount({
    id,
    name: `account-${id.slice(-2)}`,
    joinedAt,
    auditRoles,
    enabledRegions: signInRegions(partition),
    root: rootWith({ devices: [device(fido(id, 'root/root-account', partition))] }),
    ...changes,
  });
}

export const password = (createdAt: Instant = created) => ({ createdAt, lastUsedAt: null });

export const user = (userName: string, changes: Partial<OrganizationUser> = {}): OrganizationUser =>
  makeUser({
    userName,
    uniqueId: `AIDA${userName.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`,
    createdAt: created,
    password: password(),
    ...changes,
  });

export const key = (id: string) => ({ id, active: true, createdAt: created, lastUsed: null });

export interface CasesRun {
  readonly verdicts: Readonly<Record<string, Readonly<Record<string, Verdict>>>>;
  readonly sources: readonly SourceProgress[];
  readonly calls: TestPipeline['standIn']['log'];
}

interface Given {
  readonly accounts: readonly OrganizationAccount[];
  readonly organization?: Partial<Organization>;
  readonly faults?: readonly Fault[];
  readonly limits?: Partial<Limits>;
  readonly rootSessions?: boolean;
  readonly region?: string;
}

/** Collected over HTTP once, by whichever test asks first. The hub has no role of its own (case U23). */
export function collectedOnce(given: Given, stubRegion: (region: string) => void): () => Promise<CasesRun> {
  let run: Promise<CasesRun> | null = null;
  return () => {
    run ??= collectCases(given, stubRegion);
    return run;
  };
}

async function collectCases(given: Given, stubRegion: (region: string) => void): Promise<CasesRun> {
  const partition = given.organization?.partition ?? 'aws';
  const first = member(hub, { auditRoles: [], root: rootWith({ devices: [device(fido(hub, 'root/a', partition))] }) });
  const own = { ...first, enabledRegions: signInRegions(partition) };
  const organization = makeOrganization([own, ...given.accounts], given.organization);
  const clock = () => now;
  const tested = await testPipeline({
    organization,
    clock,
    role,
    faults: given.faults ?? [],
    limits: { eventDelayMs: 0, ...given.limits },
    wait: async () => {},
  });
  if (given.region) stubRegion(given.region);
  const actor: CommandContext = { ...tested.context, actor: { id: 'sample-admin' }, scope: { kind: 'all' } };
  if (given.rootSessions) await switchRootSessions(actor, { enabled: true, acknowledged: true });
  const { id } = await tested.collect();
  const read = tested.store.read;
  const verdicts = await Promise.all(
    organization.accounts.map(async (account) => [account.id, await verdictsOf(read, account.id)] as const),
  );
  return {
    verdicts: Object.fromEntries(verdicts),
    sources: await listSourceProgress(read, id),
    calls: tested.standIn.log,
  };
}

export const ago = (minutes: number): Instant => now - minutes * minute;
