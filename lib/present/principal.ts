import { type Scope, scopeAllows } from '#lib/domain/actor';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { deviceName, deviceType } from '#lib/domain/mfa-device';
import type { Custody, Person } from '#lib/domain/person';
import { accountOfPrincipal } from '#lib/domain/principal';
import { groupLogins } from '#lib/store/count-logins-of-principal';
import { listCustodies } from '#lib/store/custodies';
import { findLastRecheck } from '#lib/store/find-last-recheck';
import { countLogins, listLogins } from '#lib/store/list-console-logins';
import { type DeviceInstanceRecord, instancesOf } from '#lib/store/list-device-instances';
import { type DeviceRecord, devicesOf, serialsOfAccount } from '#lib/store/list-devices';
import { listPrincipals, type PrincipalRecord } from '#lib/store/list-principals';
import type { ReadStore } from '#lib/store/read-store';
import { loginView } from './console-logins.ts';
import { holdsAt, peopleById } from './custodies.ts';
import { getExceptions } from './exceptions.ts';
import { fixesFor } from './fixes.ts';
import { maxLimit } from './page-of.ts';
import { partitionOf } from './partition-of.ts';
import { principalViews } from './principals.ts';
import { readLevels, readPrincipalDetail, readStringMap } from './read-json.ts';
import type { PrincipalDetailView } from './views/principals.ts';
import { windowOf } from './windows.ts';

const loginsShown = 200;

/**
 * GET /principals/{id}: the drawer. Also for one that was deleted since the report.
 * @throws KeyholderError NOT_FOUND
 */
export async function getPrincipal(
  read: ReadStore,
  scope: Scope,
  query: { id: string },
  now: Instant,
): Promise<PrincipalDetailView> {
  const { id } = query;
  const page = { after: null, descending: true };
  const row = scopeAllows(scope, accountOfPrincipal(id))
    ? (await listPrincipals(read, scope, { id, presence: 'any' }, 'status', { ...page, limit: 1 })).rows[0]
    : undefined;
  const [view] = row ? await principalViews(read, [row], now) : [];
  if (!row || !view)
    throw new KeyholderError('NOT_FOUND', 'There is no such principal among the accounts that were read.', { id });
  const logins = await listLogins(read, scope, { principalId: id }, { ...page, limit: loginsShown });
  const total = await countLogins(read, scope, { principalId: id, from: windowOf({}, now).from });
  const recheck = await findLastRecheck(read, id);
  const detail = readPrincipalDetail(row.detail);
  return {
    ...view,
    createdAt: toIsoOrNull(row.createdAt),
    tags: readStringMap(row.tags),
    privilegedBecause: detail.privilegedBecause,
    sources: detail.sources.map((one) => ({ ...one, at: toIsoOrNull(one.at) })),
    deviceDetails: await deviceDetails(read, id, now),
    recentLogins: logins.rows.map(loginView),
    loginsTotal: total.n,
    loginsTotalIsLowerBound: total.isLowerBound,
    fixes: await fixesOf(read, row),
    exceptions: (await getExceptions(read, scope, { principalId: id, limit: maxLimit }, now)).items,
    lastRecheck: recheck && { at: toIso(recheck.at), by: recheck.by },
  };
}

/** Devices listed now, then those that were removed, newest removal first. */
async function deviceDetails(
  read: ReadStore,
  principalId: string,
  now: Instant,
): Promise<PrincipalDetailView['deviceDetails']> {
  const devices = await devicesOf(read, [principalId]);
  const instances = await instancesOf(read, [principalId]);
  const custodies = await listCustodies(read, { principalId });
  const people = custodies.length > 0 ? await peopleById(read) : new Map<string, Person>();
  const ended = instances.filter((one) => one.ended);
  const groups = ended.length > 0 ? [...(await groupLogins(read, principalId, 0, now))] : [];
  const uses = new Map(groups.sort((a, b) => a.lastAt - b.lastAt).map((group) => [group.instanceId, group.lastAt]));
  const listed = devices.map((device) => {
    const instance = instances.find((one) => one.id === device.instanceId);
    return detailOf(
      device.serialNumber,
      device,
      instance,
      custodianOf(device.instanceId, custodies, people, now),
      null,
    );
  });
  const removed = ended
    .sort((a, b) => (b.untilLatest ?? 0) - (a.untilLatest ?? 0))
    .map((one) =>
      detailOf(one.serialNumber, undefined, one, custodianOf(one.id, custodies, people, now), uses.get(one.id) ?? null),
    );
  return [...listed, ...removed];
}

function detailOf(
  serialNumber: string,
  device: DeviceRecord | undefined,
  instance: DeviceInstanceRecord | undefined,
  custodian: PrincipalDetailView['deviceDetails'][number]['custodian'],
  lastUsedAt: Instant | null,
): PrincipalDetailView['deviceDetails'][number] {
  return {
    serialNumber,
    name: deviceName(serialNumber),
    type: deviceType(serialNumber),
    enabledAt: toIsoOrNull(device?.enabledAt ?? instance?.fromLatest ?? null),
    instanceId: instance?.id ?? null,
    levels: readLevels(device?.levels ?? null),
    levelsCapturedAt: toIsoOrNull(device?.levelsCapturedAt ?? null),
    custodian,
    lastUsedAt: toIsoOrNull(device?.lastUsedAt ?? lastUsedAt),
    enabledEarliest: toIsoOrNull(instance?.fromEarliest ?? null),
    enabledLatest: toIsoOrNull(instance?.fromLatest ?? null),
    removedAt: instance?.ended ? toIsoOrNull(instance.untilLatest ?? instance.untilEarliest) : null,
    removedBy: instance?.removedBy ?? null,
  };
}

function custodianOf(
  instanceId: string | null,
  custodies: readonly Custody[],
  people: ReadonlyMap<string, Person>,
  now: Instant,
): PrincipalDetailView['deviceDetails'][number]['custodian'] {
  const custody = custodies.findLast((one) => one.deviceInstanceId === instanceId && holdsAt(one, now));
  if (!custody) return null;
  const name = people.get(custody.personId)?.name ?? custody.personId;
  return { id: custody.personId, name, since: toIso(custody.validFrom) };
}

/** Only who can or may sign in and has no valid device needs them. */
async function fixesOf(read: ReadStore, row: PrincipalRecord): Promise<PrincipalDetailView['fixes']> {
  const needed = row.presence === 'present' && row.status === 'NON_COMPLIANT' && row.console !== false;
  if (!needed) return [];
  return fixesFor({
    kind: row.kind,
    accountId: row.accountId,
    accountName: row.accountName,
    partition: partitionOf(row.partition),
    userName: row.userName,
    takenSerials: new Set(await serialsOfAccount(read, row.accountId)),
  });
}
