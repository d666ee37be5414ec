import { KeyholderError } from '#lib/domain/keyholder-error';
import { type KnownAccount, listAccounts } from '#lib/store/accounts';
import { clearProjections } from '#lib/store/clear-projections';
import { principalsWithLogins } from '#lib/store/console-logins';
import { releaseLease } from '#lib/store/leases';
import { listOverlays } from '#lib/store/overlays';
import { listSnapshots, loadSnapshot } from '#lib/store/snapshots';
import type { WriteStore } from '#lib/store/write-store';
import { accountLogins, attributePrincipals } from './attribute-logins.ts';
import { tryLease } from './hold-lease.ts';
import type { CollectingContext } from './pipeline-context.ts';
import { projectOverlay, projectSnapshot } from './project-account.ts';
import { refreshPrivileges } from './project-privileges.ts';
import { runLease } from './run-collection.ts';

export interface Rebuilt {
  readonly accounts: number;
  readonly snapshots: number;
  readonly overlays: number;
}

/**
 * Empties everything that screens query and makes it again from what is immutable: snapshots, rechecks, events, custodies, decisions.
 * It comes out equal to what was there.
 * @throws KeyholderError CONFLICT while a collection is running
 */
export async function rebuildProjections(
  context: Pick<CollectingContext, 'write' | 'clock' | 'holder'>,
  onAccount: (account: KnownAccount) => void = () => {},
): Promise<Rebuilt> {
  const { write } = context;
  const lease = await tryLease(context, runLease);
  if (lease === null) {
    throw new KeyholderError(
      'CONFLICT',
      'A collection is running. Rebuild when it has ended, or stop Keyholder first.',
    );
  }
  try {
    await clearProjections(write);
    const accounts = await listAccounts(write, { kind: 'all' });
    let snapshots = 0;
    let overlays = 0;
    for (const account of accounts) {
      onAccount(account);
      const done = await rebuildAccount(write, account);
      snapshots += done.snapshots;
      overlays += done.overlays;
    }
    await refreshPrivileges(write, 'everyone');
    return { accounts: accounts.length, snapshots, overlays };
  } finally {
    await releaseLease(write, lease);
  }
}

/** An account's history, step by step in the order in which it was learned. */
async function rebuildAccount(write: WriteStore, account: KnownAccount) {
  const snapshots = await listSnapshots(write, account.id);
  const overlays = await listOverlays(write, { accountId: account.id });
  const waiting = [...overlays];
  let current: string | null = null;
  if (snapshots.length === 0) await projectSnapshot({ write }, account, account.firstSeenAt, null);
  for (const { id, sealedAt } of snapshots) {
    for (let next = waiting[0]; next !== undefined && next.readAt <= sealedAt; next = waiting[0]) {
      await projectOverlay({ write }, account, next, current);
      waiting.shift();
    }
    await projectSnapshot({ write }, account, sealedAt, await loadSnapshot(write, { id }));
    current = id;
  }
  for (const overlay of waiting) await projectOverlay({ write }, account, overlay, current);
  const everybody = [...(await principalsWithLogins(write, account.id)), null];
  await attributePrincipals(write, await accountLogins(write, account.id), everybody);
  return { snapshots: snapshots.length, overlays: overlays.length };
}
