import type { Scope } from '#lib/domain/actor';
import { type Instant, toIsoOrNull } from '#lib/domain/instant';
import { deviceName, deviceType } from '#lib/domain/mfa-device';
import { isRootPrincipal } from '#lib/domain/principal';
import { listAccounts } from '#lib/store/accounts';
import { listDevices } from '#lib/store/list-devices';
import type { ReadStore } from '#lib/store/read-store';
import { cursorOf, pageOf } from './page-of.ts';
import { quoteShell } from './quote-shell.ts';
import { scopeOf } from './scope-of.ts';
import type { ListView } from './views/common.ts';
import type { DevicesQuery } from './views/queries.ts';
import type { DeviceRowView } from './views/settings.ts';

/** GET /devices: every device that a list shows now, by account and serial number. Orphans are nobody's MFA (case U14). */
export async function getDevices(
  read: ReadStore,
  scope: Scope,
  query: DevicesQuery,
  _now: Instant,
): Promise<ListView<DeviceRowView>> {
  const page = pageOf(query, 'devices', 3, false);
  const narrowed = await scopeOf(read, scope, query);
  const filter = {
    ...(query.orphaned !== undefined && { orphaned: query.orphaned }),
    ...(query.type?.length && { type: query.type }),
    ...(query.q && { q: query.q }),
  };
  const { rows, next, total } = await listDevices(read, narrowed, filter, page);
  const names = new Map((await listAccounts(read, narrowed)).map((account) => [account.id, account.name]));
  return {
    items: rows.map((row) => ({
      accountId: row.accountId,
      accountName: names.get(row.accountId) ?? row.accountId,
      serialNumber: row.serialNumber,
      name: deviceName(row.serialNumber),
      type: deviceType(row.serialNumber),
      enabledAt: toIsoOrNull(row.enabledAt),
      principalId: row.principalId,
      userName: row.userName,
      orphaned: row.principalId === null,
      lastUsedAt: toIsoOrNull(row.lastUsedAt),
      cleanUp: cleanUp(row),
    })),
    nextCursor: cursorOf('devices', next),
    total,
    totalIsLowerBound: false,
  };
}

/** An unassigned virtual device can be deleted; SMS is no factor any more and can be deactivated. */
function cleanUp(row: { serialNumber: string; principalId: string | null; userName: string | null }): string | null {
  const serial = quoteShell(row.serialNumber);
  if (row.principalId === null) return `aws iam delete-virtual-mfa-device --serial-number ${serial}`;
  if (deviceType(row.serialNumber) !== 'sms' || row.userName === null || isRootPrincipal(row.principalId)) return null;
  return `aws iam deactivate-mfa-device --user-name ${quoteShell(row.userName)} --serial-number ${serial}`;
}
