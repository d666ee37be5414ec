import type { Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { currentOutcomes } from '#lib/store/list-source-outcomes';
import type { ReadStore } from '#lib/store/read-store';
import { getDevices } from './devices.ts';
import { getPrincipals } from './principals.ts';
import { scopeOf } from './scope-of.ts';
import type { BoundaryQuery, DevicesQuery, PrincipalsQuery } from './views/queries.ts';

/** What each kind of leftover is by the filters of its list; case U14: an orphan is nobody's MFA. */
export const leftOver = {
  unassigned: { orphaned: true },
  sms: { type: ['sms'] },
  keys: { kind: 'IamUser', console: false, keys: 'some' },
} as const satisfies { unassigned: DevicesQuery; sms: DevicesQuery; keys: PrincipalsQuery };

export type LeftOver = keyof typeof leftOver;

export interface LeftOverCounts {
  unassigned: number;
  /** Of all devices that a list shows, unassigned ones included. */
  devices: number;
  sms: number;
  keys: number;
  users: number;
  /** Accounts whose users or virtual devices could not be listed, wholly or in part: there may be more left over. */
  accountsNotRead: number;
}

/** How many virtual devices belong to nobody, SMS are left over, and users have keys but no password. */
export async function countLeftOver(
  read: ReadStore,
  scope: Scope,
  query: BoundaryQuery & { accountId?: readonly string[] },
  now: Instant,
): Promise<LeftOverCounts> {
  const devices = async (more: DevicesQuery) =>
    (await getDevices(read, scope, { ...query, ...more, limit: 1 }, now)).total;
  const users = async (more: PrincipalsQuery) =>
    (await getPrincipals(read, scope, { ...query, ...more, limit: 1 }, now)).total;
  return {
    unassigned: await devices(leftOver.unassigned),
    devices: await devices({}),
    sms: await devices(leftOver.sms),
    keys: await users(leftOver.keys),
    users: await users({ kind: 'IamUser' }),
    accountsNotRead: await accountsNotRead(read, await scopeOf(read, scope, query)),
  };
}

const needed = new Set(['role', 'users', 'virtual-devices', 'mfa-devices', 'credential-report']);

async function accountsNotRead(read: ReadStore, scope: Scope): Promise<number> {
  const missing = (await currentOutcomes(read, scope)).filter(
    (one) => needed.has(one.source) && (one.state === 'denied' || one.state === 'failed' || one.state === 'partial'),
  );
  return new Set(missing.map((one) => one.accountId)).size;
}
