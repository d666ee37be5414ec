import type { Scope } from '#lib/domain/actor';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import type { SharedAccountDecision } from '#lib/domain/person';
import { countAttributed, type SharedUse } from '#lib/store/count-logins-of-principal';
import { devicesOf } from '#lib/store/list-devices';
import { countPrincipals, listPrincipals, type PrincipalRecord } from '#lib/store/list-principals';
import type { ReadStore } from '#lib/store/read-store';
import { listSharedAccountDecisions } from '#lib/store/shared-account-decisions';
import { groupBy } from './group-by.ts';
import { cursorOf, pageOf } from './page-of.ts';
import { sharedBecauseOf } from './principals.ts';
import { scopeOf } from './scope-of.ts';
import type { ListView } from './views/common.ts';
import type { SharedAccountView } from './views/logins.ts';
import type { SharedAccountsQuery } from './views/queries.ts';
import { windowOf } from './windows.ts';

/** GET /shared-accounts: principals that several people use, those with the most recent sign-in first; counts are of the window (90 days). */
export async function getSharedAccounts(
  read: ReadStore,
  scope: Scope,
  query: SharedAccountsQuery,
  now: Instant,
): Promise<ListView<SharedAccountView>> {
  const list = 'shared-accounts';
  const page = pageOf(query, list, 2, true);
  const narrowed = await scopeOf(read, scope, query);
  const { rows, next } = await listPrincipals(read, narrowed, { shared: true }, 'lastLogin', page);
  const window = windowOf(query, now);
  const uses = await countAttributed(
    read,
    rows.map((row) => row.id),
    window.from,
    window.to,
  );
  const devices = groupBy(
    await devicesOf(
      read,
      rows.map((row) => row.id),
    ),
    (device) => device.principalId,
  );
  const decisions = groupBy(await listSharedAccountDecisions(read, { scope: narrowed }), (one) => one.principalId);
  return {
    items: rows.map((row) =>
      sharedAccountView(
        row,
        uses.find((use) => use.principalId === row.id),
        devices.get(row.id)?.length ?? 0,
        decisions.get(row.id)?.at(-1),
      ),
    ),
    nextCursor: cursorOf(list, next),
    total: await countPrincipals(read, narrowed, { shared: true }),
    totalIsLowerBound: false,
  };
}

export function sharedAccountView(
  row: PrincipalRecord,
  use: SharedUse | undefined,
  devices: number,
  decision: SharedAccountDecision | undefined,
): SharedAccountView {
  const because = sharedBecauseOf(row.sharedBecause);
  const declared = because === 'declared' && decision?.decision === 'declared' ? decision : undefined;
  return {
    principalId: row.id,
    accountId: row.accountId,
    accountName: row.accountName,
    userName: row.userName,
    sharedBecause: because ?? 'declared',
    justification: declared?.justification ?? null,
    decidedBy: declared?.recordedBy ?? null,
    decidedAt: declared ? toIso(declared.recordedAt) : null,
    logins: use?.logins ?? 0,
    attributed: use?.attributed ?? 0,
    devices,
    lastLoginAt: toIsoOrNull(row.lastLoginAt),
  };
}
