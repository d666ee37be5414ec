import type { Scope } from '#lib/domain/actor';
import { type CheckId, ownCheck } from '#lib/domain/compliance-status';
import { endsSoon } from '#lib/domain/exception';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import { deviceName, deviceType, maxDevicesPerPrincipal, type Strength } from '#lib/domain/mfa-device';
import { type CheckResultRecord, checkResultsOf } from '#lib/store/list-check-results';
import { type DeviceRecord, devicesOf } from '#lib/store/list-devices';
import {
  countPrincipals,
  listPrincipals,
  type PrincipalFilter,
  type PrincipalRecord,
} from '#lib/store/list-principals';
import type { ReadStore } from '#lib/store/read-store';
import { checkTitles } from './check-titles.ts';
import { exceptionMarks } from './exceptions.ts';
import { groupBy } from './group-by.ts';
import { cursorOf, pageOf } from './page-of.ts';
import { readEvidenceRefs, readStrings } from './read-json.ts';
import { scopeOf } from './scope-of.ts';
import type { CheckView, DeviceView, ListView } from './views/common.ts';
import type { ExceptionMarkView } from './views/exceptions.ts';
import type { PrincipalView } from './views/principals.ts';
import { type PrincipalSort, type PrincipalsQuery, principalSorts } from './views/queries.ts';

/** GET /principals, /users: one page of roots and IAM users, worst status first unless asked otherwise; `total` is exact. */
export async function getPrincipals(
  read: ReadStore,
  scope: Scope,
  query: PrincipalsQuery,
  now: Instant,
): Promise<ListView<PrincipalView>> {
  const { order, descending } = sortOf(query.sort);
  const list = `principals:${descending ? '-' : ''}${order}`;
  const page = pageOf(query, list, order === 'status' || order === 'accountName' ? 3 : 2, descending);
  const narrowed = await scopeOf(read, scope, query);
  const filter = filterOf(query, now);
  const { rows, next } = await listPrincipals(read, narrowed, filter, order, page);
  // A list that ends on its first page has been counted by reading it.
  const total = page.after === null && next === null ? rows.length : await countPrincipals(read, narrowed, filter);
  return {
    items: await principalViews(read, rows, now),
    nextCursor: cursorOf(list, next),
    total,
    totalIsLowerBound: false,
  };
}

function sortOf(sort: PrincipalsQuery['sort']): { order: PrincipalSort; descending: boolean } {
  const descending = sort?.startsWith('-') ?? false;
  const name = descending ? sort?.slice(1) : sort;
  return { order: principalSorts.find((known) => known === name) ?? 'status', descending };
}

function filterOf(query: PrincipalsQuery, now: Instant): PrincipalFilter {
  return {
    ...(query.kind && { kind: query.kind }),
    ...(query.status?.length && { status: query.status }),
    ...(query.q && { q: query.q }),
    ...(query.privileged !== undefined && { privileged: query.privileged }),
    ...(query.strength?.length && { strength: query.strength }),
    ...(query.presence && { presence: query.presence }),
    ...(query.console !== undefined && { console: query.console }),
    ...(query.keys && { keys: query.keys }),
    ...(query.shared !== undefined && { shared: query.shared }),
    ...(query.exception && { exception: { is: query.exception, now, soon: now + endsSoon } }),
    ...(query.missing?.length && { missing: query.missing }),
    ...(query.failedSince !== undefined && { failedSince: query.failedSince }),
  };
}

/** Rows as views, with the devices and checks of all of them in one query each. */
export async function principalViews(
  read: ReadStore,
  rows: readonly PrincipalRecord[],
  now: Instant,
): Promise<PrincipalView[]> {
  const ids = rows.map((row) => row.id);
  const devices = groupBy(await devicesOf(read, ids), (device) => device.principalId);
  const checks = groupBy(await checkResultsOf(read, ids), (check) => check.principalId);
  const markOf = await exceptionMarks(read, ids, now);
  return rows.map((row) => principalView(row, devices.get(row.id) ?? [], checks.get(row.id) ?? [], markOf));
}

function principalView(
  row: PrincipalRecord,
  devices: readonly DeviceRecord[],
  checks: readonly CheckResultRecord[],
  markOf: (principalId: string, checkId: CheckId) => ExceptionMarkView | null,
): PrincipalView {
  return {
    id: row.id,
    accountId: row.accountId,
    accountName: row.accountName,
    partition: row.partition,
    kind: row.kind,
    userName: row.userName,
    previousNames: readStrings(row.previousNames),
    arn: row.arn,
    uniqueId: row.uniqueId,
    presence: row.presence,
    console: row.console,
    activeKeys: row.activeKeys,
    privileged: row.privileged,
    status: row.status,
    reason: row.reason,
    exception: markOf(row.id, ownCheck(row.kind === 'RootUser')),
    strength: strengthOfText(row.strength),
    devices: devices.map(deviceView),
    devicesComplete: row.devicesComplete,
    deviceSlots: { used: row.slotsUsed, max: maxDevicesPerPrincipal },
    sharedBecause: sharedBecauseOf(row.sharedBecause),
    failingSince: toIsoOrNull(row.failingSince),
    lastLogin:
      row.lastLoginAt === null
        ? null
        : {
            at: toIso(row.lastLoginAt),
            deviceName: row.lastLoginSerial === null ? null : deviceName(row.lastLoginSerial),
            mfaUsed: row.lastLoginMfa,
          },
    checks: checks.map((check) => checkView(check, markOf(row.id, check.checkId))),
    readAt: toIsoOrNull(row.readAt),
  };
}

export const deviceView = (device: DeviceRecord): DeviceView => ({
  serialNumber: device.serialNumber,
  name: deviceName(device.serialNumber),
  type: deviceType(device.serialNumber),
  enabledAt: toIsoOrNull(device.enabledAt),
});

export function checkView(check: CheckResultRecord, exception: ExceptionMarkView | null): CheckView {
  return {
    checkId: check.checkId,
    title: checkTitles[check.checkId],
    status: check.status,
    exception,
    reason: check.reason,
    evidence: readEvidenceRefs(check.evidence).map((ref) => ({ ...ref, at: toIsoOrNull(ref.at) })),
    missing: readStrings(check.missing),
    lastKnown: check.lastKnown && { status: check.lastKnown.status, at: toIso(check.lastKnown.at) },
  };
}

function strengthOfText(text: string): Strength {
  return text === 'only' || text === 'also-phishable' || text === 'no' ? text : 'unknown';
}

export function sharedBecauseOf(text: string | null): PrincipalView['sharedBecause'] {
  return text === 'root' || text === 'tag' || text === 'declared' ? text : null;
}
