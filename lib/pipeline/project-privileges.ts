/**
 * Whether a user is privileged depends on the roles of every collected account (case P7). What is needed of an account to judge others
 * is kept in memory, by its snapshot, so that a seal costs one account's decoding and not all of them.
 */
import { createHash } from 'node:crypto';
import type { AccountSnapshot } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { userPrincipalId } from '#lib/domain/principal';
import { judgePrivileges, type Privilege } from '#lib/evaluate/privilege/privilege';
import {
  type AccountRoles,
  accountRoles,
  type OrganizationRoles,
  organizationRoles,
} from '#lib/evaluate/privilege/roles';
import { isSuspended } from '#lib/evaluate/root-state';
import { type KnownAccount, listAccounts } from '#lib/store/accounts';
import { listPrivileges, putPrivileges } from '#lib/store/privileges';
import { loadSnapshot } from '#lib/store/snapshots';
import { transact, type WriteStore } from '#lib/store/write-store';

interface Kept {
  /** By account; `key` names the snapshot and what else its roles depend on. */
  readonly roles: Map<string, { readonly key: string; readonly roles: AccountRoles | null }>;
  organization: { readonly key: string; readonly roles: OrganizationRoles } | null;
  /** By account: the roles of others with which its users were last judged. */
  readonly judgedWith: Map<string, string>;
}
const keptOf = new WeakMap<WriteStore['db'], Kept>();

function kept(write: WriteStore): Kept {
  const before = keptOf.get(write.db);
  if (before) return before;
  const fresh: Kept = { roles: new Map(), organization: null, judgedWith: new Map() };
  keptOf.set(write.db, fresh);
  return fresh;
}

export type Privileges = ReadonlyMap<string, Privilege>;

/** The users of an account by unique id, judged with the roles of all accounts as they are known now. */
export async function privilegesOf(
  write: WriteStore,
  account: KnownAccount,
  snapshot: AccountSnapshot | null,
  at: Instant,
): Promise<Privileges> {
  const users = snapshot?.sources.users?.facts?.users;
  if (snapshot === null || users === undefined || isSuspended(account)) return new Map();
  const organization = await rolesOfAll(write);
  const { authorization } = snapshot.sources;
  kept(write).judgedWith.set(account.id, seenFrom(account.id, organization));
  return judgePrivileges({ account, authorization, users, organization, at });
}

/** Judges users again: of those accounts for whom the roles of others have changed since, or everyone. */
export async function refreshPrivileges(write: WriteStore, who: 'concerned' | 'everyone' = 'concerned'): Promise<void> {
  const organization = await rolesOfAll(write);
  const { judgedWith } = kept(write);
  for (const account of await listAccounts(write, { kind: 'all' })) {
    if (account.snapshotId === null) continue;
    if (who === 'concerned' && judgedWith.get(account.id) === seenFrom(account.id, organization)) continue;
    await projectPrivileges(write, account, account.snapshotId);
  }
}

async function projectPrivileges(write: WriteStore, account: KnownAccount, snapshotId: string): Promise<void> {
  const snapshot = await loadSnapshot(write, { id: snapshotId }, ['authorization', 'users']);
  if (snapshot === null) return;
  const privileges = await privilegesOf(write, account, snapshot, snapshot.sealedAt);
  const byId = new Map([...privileges].map(([uniqueId, one]) => [userPrincipalId(account.id, uniqueId), one]));
  await transact(write, async (tx) => {
    const rows = await listPrivileges(tx, { accountId: account.id });
    const changed = rows.flatMap(({ id, privileged, because }) => {
      const now = byId.get(id);
      return now === undefined || (now.privileged === privileged && now.because === because) ? [] : [{ id, ...now }];
    });
    await putPrivileges(tx, changed);
  });
}

/** Roles of every account that was entered, from its last sealed snapshot. */
async function rolesOfAll(write: WriteStore): Promise<OrganizationRoles> {
  const state = kept(write);
  const accounts = await listAccounts(write, { kind: 'all' });
  const keys = accounts.map(
    (account) => `${account.id} ${account.snapshotId} ${account.isManagement} ${isSuspended(account)}`,
  );
  const key = keys.join('\n');
  if (state.organization?.key === key) return state.organization.roles;
  const all: AccountRoles[] = [];
  for (const [n, account] of accounts.entries()) {
    const own = keys[n] ?? '';
    let entry = state.roles.get(account.id);
    if (entry?.key !== own) {
      entry = { key: own, roles: await rolesOf(write, account) };
      state.roles.set(account.id, entry);
    }
    if (entry.roles !== null) all.push(entry.roles);
  }
  const roles = organizationRoles(all);
  state.organization = { key, roles };
  return roles;
}

/** Null for an account that was not entered: its roles are not those of a collected account. */
async function rolesOf(write: WriteStore, account: KnownAccount): Promise<AccountRoles | null> {
  if (account.snapshotId === null || isSuspended(account)) return null;
  const snapshot = await loadSnapshot(write, { id: account.snapshotId }, ['authorization']);
  if (snapshot === null || snapshot.role.outcome !== 'collected') return null;
  return accountRoles(account, snapshot.sources.authorization, snapshot.sealedAt);
}

/** What of the organization's roles can concern an account, as a short text to compare. */
function seenFrom(accountId: string, { administrative, incomplete }: OrganizationRoles): string {
  const hash = createHash('sha256');
  for (const { role, isCertain, because } of administrative) {
    const concerns = role.accountId === accountId || role.trusted.has(accountId) || role.trusted.has('*');
    if (concerns) hash.update(JSON.stringify([role.arn, role.trust, isCertain, because]));
  }
  for (const { account, incomplete: why } of incomplete) hash.update(JSON.stringify([account.id, why]));
  return hash.digest('hex');
}
