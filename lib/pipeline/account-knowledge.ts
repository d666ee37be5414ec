import { lifecycleEventNames } from '#lib/domain/console-login';
import type { AccountSnapshot, RootFacts } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import type { AccountKnowledge } from '#lib/evaluate/account-knowledge';
import { type KnownAccount, listAccounts } from '#lib/store/accounts';
import { listJudgedResults } from '#lib/store/check-results';
import { listCoverage } from '#lib/store/event-coverage';
import { listLifecycleEvents } from '#lib/store/lifecycle-events';
import { listOverlays } from '#lib/store/overlays';
import type { ReadStore } from '#lib/store/read-store';
import { listSharedAccountDecisions } from '#lib/store/shared-account-decisions';
import { loadSnapshot } from '#lib/store/snapshots';
import { joinLevels } from './captured-levels.ts';
import type { Privileges } from './project-privileges.ts';

export const lifecycleCoverage = (read: ReadStore, accountId: string) =>
  listCoverage(read, { kind: 'accounts', accountIds: [accountId] }, { eventNames: lifecycleEventNames });

/**
 * Everything known about an account as judged at `now`: the moment of a seal, or of an overlay read after it. Overlays read later than
 * that are left out, so that the same history always gives the same answers.
 */
export async function accountKnowledge(
  read: ReadStore,
  account: KnownAccount,
  snapshot: AccountSnapshot | null,
  now: Instant,
  privileges: Privileges = new Map(),
): Promise<AccountKnowledge> {
  const overlays = (await listOverlays(read, { accountId: account.id })).filter((overlay) => overlay.readAt <= now);
  const certified = overlays.flatMap((overlay) => overlay.sources['fido-certification']?.facts?.devices ?? []);
  const earlier = snapshot?.sources['fido-certification']?.facts?.devices;
  return {
    account,
    snapshot,
    overlays,
    lifecycle: await listLifecycleEvents(read, account.id),
    lifecycleCoverage: await lifecycleCoverage(read, account.id),
    organizationRoot: await organizationRoot(read, account, snapshot, now),
    capturedLevels: earlier ? joinLevels(earlier, certified) : certified,
    decisions: await listSharedAccountDecisions(read, { scope: { kind: 'accounts', accountIds: [account.id] } }),
    previous: previousTo(await listJudgedResults(read, { accountId: account.id }), now),
    privileges,
    now,
  };
}

/** The answers before `now`: when the same moment is judged again, with more events, its own first answer is not "before". */
function previousTo(results: AccountKnowledge['previous'], now: Instant): AccountKnowledge['previous'] {
  return results.flatMap((result) => {
    if (result.judgedAt < now) return [result];
    if (result.lastKnown === null) return [];
    return [{ ...result, status: result.lastKnown.status, judgedAt: result.lastKnown.at, lastKnown: null }];
  });
}

/** Central root management is asked once, in the management account, and holds for the whole organization of that connection. */
async function organizationRoot(
  read: ReadStore,
  account: KnownAccount,
  snapshot: AccountSnapshot | null,
  now: Instant,
): Promise<RootFacts | null> {
  const own = snapshot?.sources.root?.facts;
  if (own) return own;
  const management = (await listAccounts(read, { kind: 'all' })).find(
    (other) => other.connectionId === account.connectionId && other.isManagement === true,
  );
  if (management === undefined || management.id === account.id) return null;
  // Of the same run where there is one, whichever of the two was sealed first; else the last before this one.
  const which = { accountId: management.id };
  const same = snapshot && (await loadSnapshot(read, { ...which, collectionId: snapshot.collectionId }, ['root']));
  const found = same ?? (await loadSnapshot(read, { ...which, asOf: now }, ['root']));
  return found?.sources.root?.facts ?? null;
}
