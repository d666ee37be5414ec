import type { DailyCountName } from '#lib/domain/daily-count';
import type { AccountSnapshot, PrincipalOverlay } from '#lib/domain/facts';
import { type Instant, utcDay } from '#lib/domain/instant';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import { judgeAccount } from '#lib/evaluate/judge-account';
import type { JudgedPrincipal } from '#lib/evaluate/judged-principal';
import { getAccount, type KnownAccount } from '#lib/store/accounts';
import { replaceCheckResults } from '#lib/store/check-results';
import { putDailyCounts } from '#lib/store/daily-counts';
import { listDeviceInstances, replaceDeviceInstances } from '#lib/store/device-instances';
import { listDeviceSightings, putDeviceSightings } from '#lib/store/device-sightings';
import { replaceMfaDevices } from '#lib/store/mfa-devices';
import { listOverlays } from '#lib/store/overlays';
import { type ProjectedPrincipal, putPrincipals, replacePrincipals } from '#lib/store/principals';
import { listPrivileges } from '#lib/store/privileges';
import { refreshDerived } from '#lib/store/refresh-derived';
import { loadSnapshot } from '#lib/store/snapshots';
import { recordStatuses } from '#lib/store/status-intervals';
import { transact, type WriteStore } from '#lib/store/write-store';
import { accountKnowledge } from './account-knowledge.ts';
import { accountLogins, attributePrincipal } from './attribute-logins.ts';
import { instancesOf } from './device-instances-of.ts';
import { sightDevices } from './device-sightings.ts';
import { type Privileges, privilegesOf } from './project-privileges.ts';
import { devicesOf, orphansOf, projectedPrincipal } from './projected-rows.ts';

export interface Projecting {
  readonly write: WriteStore;
}

/**
 * Makes the rows that screens read of one account again from its last sealed snapshot, what was rechecked since, and the events
 * committed so far. Everything is judged at the moment of the seal, so that the same history always gives the same rows.
 * @returns principals whose device instances are others than before: their logins are to be attributed again
 */
export async function projectAccount(context: Projecting, accountId: string): Promise<PrincipalId[]> {
  const { write } = context;
  const account = await getAccount(write, accountId);
  if (account === null) return [];
  const at = account.sealedAt ?? account.firstSeenAt;
  const snapshot = account.snapshotId === null ? null : await loadSnapshot(write, { id: account.snapshotId });
  const privileges = await privilegesOf(write, account, snapshot, at);
  const used = await projectSnapshot(context, account, at, snapshot, privileges);
  // What was rechecked after the seal, or while this was being made, wins over it.
  const changed = new Set(used.changed);
  for (const overlay of await listOverlays(write, { accountId })) {
    if (used.overlays.has(overlay.id)) continue;
    for (const id of await projectOverlay(context, account, overlay)) changed.add(id);
  }
  return [...changed];
}

/**
 * One step of an account's history: what a seal made of it. Also the step that `rebuild` repeats for every snapshot.
 * @param privileges left out where they are refreshed afterwards: they depend on other accounts as they are now, not on history
 */
export async function projectSnapshot(
  { write }: Projecting,
  account: KnownAccount,
  at: Instant,
  snapshot: AccountSnapshot | null,
  privileges?: Privileges,
): Promise<{ readonly overlays: ReadonlySet<string>; readonly changed: readonly PrincipalId[] }> {
  const overlays = (await listOverlays(write, { accountId: account.id })).filter((overlay) => overlay.readAt <= at);
  const judged = judgeAccount(await accountKnowledge(write, account, snapshot, at, privileges));
  const known = await listDeviceSightings(write, { accountId: account.id });
  const sightings = snapshot === null ? known : sightDevices(known, snapshot);
  const before = await listDeviceInstances(write, { accountId: account.id });
  const { owners, instances } = await instancesOf(write, account.id, judged.principals, sightings);
  await transact(write, async (tx) => {
    await replacePrincipals(tx, account.id, judged.principals.map(projectedPrincipal));
    await replaceMfaDevices(tx, { accountId: account.id }, [
      ...judged.principals.flatMap(devicesOf),
      ...orphansOf(account.id, judged.orphans),
    ]);
    await putDeviceSightings(tx, sightings);
    await replaceDeviceInstances(tx, owners, instances);
    const results = judged.principals.flatMap((principal) => principal.results);
    await replaceCheckResults(tx, { accountId: account.id }, results, at);
    await recordStatuses(tx, account.id, results, { at, complete: true });
    await putDailyCounts(tx, { accountId: account.id, day: utcDay(at) }, countUsers(judged.principals));
    await refreshDerived(
      tx,
      judged.principals.map((principal) => principal.id),
    );
  });
  return { overlays: new Set(overlays.map(({ id }) => id)), changed: ownersOfChanges(before, instances) };
}

/** One step of an account's history: what "Check again now" found of one principal. */
export async function projectOverlay(
  { write }: Projecting,
  account: KnownAccount,
  overlay: PrincipalOverlay,
  snapshotId: string | null = account.snapshotId,
): Promise<PrincipalId[]> {
  const id = overlay.principalId;
  const snapshot = snapshotId === null ? null : await loadSnapshot(write, { id: snapshotId });
  const at = Math.max(overlay.readAt, snapshot?.sealedAt ?? overlay.readAt);
  const judged = judgeAccount(await accountKnowledge(write, account, snapshot, at));
  const principal = judged.principals.find((one) => one.id === id);
  const known = await listDeviceSightings(write, { accountId: account.id });
  const sightings = sightDevices(known, overlay, id).filter((sighting) => sighting.principalId === id);
  const before = await listDeviceInstances(write, { principalId: id });
  const { instances } = await instancesOf(write, account.id, judged.principals, sightings, id);
  await transact(write, async (tx) => {
    await putDeviceSightings(tx, sightings);
    await replaceDeviceInstances(tx, [id], instances);
    if (principal === undefined) return;
    await putPrincipals(tx, [await keepingPrivilege(tx, projectedPrincipal(principal))]);
    await replaceMfaDevices(tx, { principalId: id }, devicesOf(principal));
    await replaceCheckResults(tx, { principalId: id }, principal.results, at);
    await recordStatuses(tx, account.id, principal.results, { at, complete: false });
    await refreshDerived(tx, [id]);
  });
  return ownersOfChanges(before, instances);
}

/**
 * One principal's rows and the attribution of its logins again: after a recheck, a custody, or a decision about sharing. When it answers,
 * all of it is committed.
 */
export async function projectPrincipal(context: Projecting, principalId: PrincipalId): Promise<void> {
  const { write } = context;
  const account = await getAccount(write, accountOfPrincipal(principalId));
  if (account === null) return;
  const latest = (await listOverlays(write, { principalId })).at(-1);
  const nothing = { accountId: account.id, principalId, readAt: account.sealedAt ?? account.firstSeenAt, sources: {} };
  await projectOverlay(context, account, latest ?? nothing);
  await attributePrincipal(write, await accountLogins(write, account.id), principalId);
}

/** A recheck asks nothing about policies. */
async function keepingPrivilege(tx: WriteStore, principal: ProjectedPrincipal): Promise<ProjectedPrincipal> {
  if (principal.kind === 'RootUser') return principal;
  const [before] = await listPrivileges(tx, { principalId: principal.id });
  if (before === undefined) return principal;
  const detail = { ...principal.detail, privilegedBecause: before.because };
  return { ...principal, privileged: before.privileged, detail };
}

function ownersOfChanges(before: readonly DeviceInstance[], after: readonly DeviceInstance[]): PrincipalId[] {
  const say = (instances: readonly DeviceInstance[]) =>
    new Map(instances.map((instance) => [JSON.stringify(instance), instance.principalId]));
  const old = say(before);
  const now = say(after);
  const changed = [...old, ...now].filter(([text]) => !(old.has(text) && now.has(text)));
  return [...new Set(changed.map(([, principalId]) => principalId))];
}

/** domain/daily-count.ts says what is counted. */
function countUsers(principals: readonly JudgedPrincipal[]): Partial<Record<DailyCountName, number>> {
  const signingIn = principals.filter(
    (p) => p.kind === 'IamUser' && p.presence === 'present' && p.console !== false && p.status !== 'NOT_APPLICABLE',
  );
  return {
    'users-with-console': signingIn.length,
    'users-without-mfa': signingIn.filter((p) => p.status === 'NON_COMPLIANT').length,
    'users-not-checked': signingIn.filter((p) => p.status === 'INSUFFICIENT_DATA').length,
  };
}
