import type { Scope } from '#lib/domain/actor';
import type { RoleSwitch } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';

/** Console role switches of one identity in `]from, to]`, in whichever account they led to, oldest first; at most 100. */
export async function findRoleSwitches(
  read: ReadStore,
  scope: Scope,
  switchedFrom: string,
  from: Instant,
  to: Instant,
): Promise<readonly Pick<RoleSwitch, 'time' | 'roleArn' | 'accountId'>[]> {
  const rows = await read.db
    .selectFrom('role_switches')
    .where('switched_from', '=', switchedFrom)
    .where('time', '>', from)
    .where('time', '<=', to)
    .where(whereScope(scope, 'account_id'))
    .select(['time', 'role_arn', 'account_id'])
    .orderBy('time')
    .orderBy('event_id')
    .limit(100)
    .execute();
  return rows.map((row) => ({ time: row.time, roleArn: row.role_arn, accountId: row.account_id }));
}
