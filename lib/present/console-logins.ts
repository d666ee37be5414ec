import type { Scope } from '#lib/domain/actor';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import { deviceName, deviceType } from '#lib/domain/mfa-device';
import { countLogins, type LoginFilter, type LoginRecord, listLogins } from '#lib/store/list-console-logins';
import type { ReadStore } from '#lib/store/read-store';
import { cursorOf, pageOf } from './page-of.ts';
import { readStrings } from './read-json.ts';
import { scopeOf } from './scope-of.ts';
import type { ListView } from './views/common.ts';
import type { LoginView } from './views/logins.ts';
import type { ConsoleLoginsQuery } from './views/queries.ts';

/** GET /console-logins, /logins: one page of sign-ins, newest first unless asked otherwise; `total` is exact to 10,000. */
export async function getConsoleLogins(
  read: ReadStore,
  scope: Scope,
  query: ConsoleLoginsQuery,
  _now: Instant,
): Promise<ListView<LoginView>> {
  const descending = query.sort !== 'time';
  const list = `console-logins:${descending ? '-' : ''}time`;
  const page = pageOf(query, list, 3, descending);
  const narrowed = await scopeOf(read, scope, query);
  const filter = loginFilterOf(query);
  const { rows, next } = await listLogins(read, narrowed, filter, page);
  // A list that ends on its first page has been counted by reading it: a search for something rare looks through all sign-ins once.
  const isWhole = page.after === null && next === null;
  const total = isWhole ? { n: rows.length, isLowerBound: false } : await countLogins(read, narrowed, filter);
  return {
    items: rows.map(loginView),
    nextCursor: cursorOf(list, next),
    total: total.n,
    totalIsLowerBound: total.isLowerBound,
  };
}

function loginFilterOf(query: ConsoleLoginsQuery): LoginFilter {
  return {
    ...(query.sharedOnly && { sharedOnly: true }),
    ...(query.state?.length && { state: query.state }),
    ...(query.principalId && { principalId: query.principalId }),
    ...(query.person && { personId: query.person }),
    ...(query.serialNumber && { serialNumber: query.serialNumber }),
    ...(query.instanceId && { instanceId: query.instanceId }),
    ...(query.outcome && { outcome: query.outcome }),
    ...(query.identity?.length && { identity: query.identity }),
    ...(query.from !== undefined && { from: query.from }),
    ...(query.to !== undefined && { to: query.to }),
    ...(query.q && { q: query.q }),
  };
}

export function loginView(row: LoginRecord): LoginView {
  return {
    eventId: row.eventId,
    time: toIso(row.time),
    accountId: row.accountId,
    accountName: row.accountName,
    region: row.region,
    principalId: row.principalId,
    uniqueId: row.uniqueId,
    userName: row.userName,
    identity: row.identity,
    provider: row.provider,
    outcome: row.outcome,
    errorMessage: row.errorMessage,
    mfaUsed: row.mfaUsed,
    sourceIp: row.sourceIp,
    userAgent: row.userAgent,
    shared: row.shared,
    attribution: {
      state: row.state,
      basis: row.basis,
      device:
        row.serialNumber === null
          ? null
          : {
              serialNumber: row.serialNumber,
              name: deviceName(row.serialNumber),
              type: deviceType(row.serialNumber),
              instanceId: row.instanceId,
              enabledAt: toIsoOrNull(row.enabledAt),
              removedAt: toIsoOrNull(row.removedAt),
            },
      person: personOf(row),
      reason: row.reason,
      flags: readStrings(row.flags),
    },
  };
}

/** For `account-holder` there is no recorded person: the user name stands in, under the principal's id. */
function personOf(row: LoginRecord): LoginView['attribution']['person'] {
  if (row.personName === null) return null;
  return { id: row.personId ?? row.principalId ?? row.personName, name: row.personName };
}
