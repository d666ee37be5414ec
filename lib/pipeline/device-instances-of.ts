import type { DeviceSighting } from '#lib/domain/device-sighting';
import type { DeviceInstance } from '#lib/domain/mfa-device';
import type { PrincipalId } from '#lib/domain/principal';
import { deviceInstances } from '#lib/evaluate/device-instances';
import { type KnownPrincipal, lifecycleByPrincipal } from '#lib/evaluate/lifecycle-by-principal';
import { listConsoleLogins, listLoginIdentifiers, principalsWithLogins } from '#lib/store/console-logins';
import { listLifecycleEvents } from '#lib/store/lifecycle-events';
import type { ReadStore } from '#lib/store/read-store';

export interface InstancesOfAccount {
  /** Whose instances were made, those without any included. */
  readonly owners: readonly PrincipalId[];
  readonly instances: readonly DeviceInstance[];
}

/**
 * Every enabling of a device in an account, from the lists, the lifecycle events and the identifiers of logins. Principals that exist no
 * more keep theirs: their old logins still need them.
 * @param only this one instead of all
 */
export async function instancesOf(
  read: ReadStore,
  accountId: string,
  principals: readonly KnownPrincipal[],
  sightings: readonly DeviceSighting[],
  only: PrincipalId | null = null,
): Promise<InstancesOfAccount> {
  const signedIn = new Set(await principalsWithLogins(read, accountId));
  const known = [...principals, ...(await namesOfGone(read, principals, signedIn))];
  const lifecycle = lifecycleByPrincipal(accountId, await listLifecycleEvents(read, accountId), known);
  const seen = new Map<PrincipalId, DeviceSighting[]>();
  for (const sighting of sightings) {
    const own = seen.get(sighting.principalId);
    if (own) own.push(sighting);
    else seen.set(sighting.principalId, [sighting]);
  }
  const all = new Set([...known.map((p) => p.id), ...seen.keys(), ...lifecycle.keys()]);
  const owners = only === null ? [...all] : [only];
  const instances: DeviceInstance[] = [];
  for (const principalId of owners) {
    const traces = {
      accountId,
      principalId,
      sightings: seen.get(principalId) ?? [],
      lifecycle: lifecycle.get(principalId) ?? [],
      logins: signedIn.has(principalId) ? await listLoginIdentifiers(read, principalId) : [],
    };
    if (traces.sightings.length > 0 || traces.lifecycle.length > 0) instances.push(...deviceInstances(traces));
  }
  return { owners, instances };
}

/** Users that signed in once and are in no list any more: their name stands in their logins. */
async function namesOfGone(
  read: ReadStore,
  principals: readonly KnownPrincipal[],
  signedIn: ReadonlySet<PrincipalId>,
): Promise<KnownPrincipal[]> {
  const listed = new Set(principals.map((p) => p.id));
  const gone: KnownPrincipal[] = [];
  for (const id of signedIn) {
    if (listed.has(id)) continue;
    const [login] = await listConsoleLogins(read, { principalId: id }, { limit: 1 });
    if (login?.userName) gone.push({ id, userName: login.userName, createdAt: null });
  }
  return gone;
}
