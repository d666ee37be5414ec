import type { EventSource, EventsPage } from '#lib/collect/events';
import type { Instant } from '#lib/domain/instant';
import { normalizeConsoleLogins } from '#lib/normalize/console-logins';
import { normalizeDeviceLifecycle } from '#lib/normalize/device-lifecycle';
import { insertConsoleLogins } from '#lib/store/console-logins';
import { recordCoverage } from '#lib/store/event-coverage';
import { packEvidence, putEvidence } from '#lib/store/evidence';
import { commit } from '#lib/store/leases';
import { insertLifecycleEvents } from '#lib/store/lifecycle-events';
import { insertRoleSwitches } from '#lib/store/role-switches';
import { putUnreadable } from '#lib/store/unreadable-records';
import type { WriteStore } from '#lib/store/write-store';
import type { AccountRun } from './account-run.ts';
import { attributeNewLogins } from './attribute-logins.ts';
import { claimOf } from './plan-event-windows.ts';

export interface EventsRead {
  readonly source: EventSource;
  readonly region: string;
  readonly eventName: string;
}

/**
 * One page of events in one transaction: its records with their evidence, the device and person of each new sign-in, and the claim
 * that this stretch has been read. A crash leaves either all of it or nothing, so a resumed run goes on at the claim.
 */
export async function commitEvents(run: AccountRun, { source, region, eventName }: EventsRead, page: EventsPage) {
  const { context, account, collection, lease } = run;
  const origin = { accountId: account.id, source: source.id, region, collectionId: collection.id };
  // The records byte for byte, as a JSON array of texts: an event's evidence index is its index in it.
  const calls = page.calls.map((call, i) => (i === 0 ? { ...call, bytes: JSON.stringify(page.records) } : call));
  const evidence = await packEvidence(calls, origin);
  const place = { accountId: account.id, region, evidenceSha256: evidence.sha256 };
  const at = context.clock();
  const readAt = Math.min(...page.calls.map((call) => call.at));
  const claim = claimOf({ from: page.coveredFrom, to: page.coveredTo }, readAt);
  await commit(context.write, lease, async (tx) => {
    await putEvidence(tx, evidence);
    if (source.id === 'console-logins') await keepSignIns(tx, run, page.records, { ...place, ...origin }, at);
    else await keepLifecycle(tx, page.records, { ...place, ...origin }, at);
    if (claim) {
      const covered = { accountId: account.id, region, eventName, collectionId: collection.id, ...claim };
      await recordCoverage(tx, covered, at);
    }
  });
}

type Place = Parameters<typeof normalizeConsoleLogins>[1] & Parameters<typeof putUnreadable>[2];

async function keepSignIns(tx: WriteStore, run: AccountRun, records: readonly string[], place: Place, at: Instant) {
  const { logins, roleSwitches, unreadable } = normalizeConsoleLogins(records, place);
  const page = { ...place, at, rawOf: rawOf(records) };
  const { inserted } = await insertConsoleLogins(tx, logins, page);
  await insertRoleSwitches(tx, roleSwitches, page);
  await putUnreadable(tx, unreadable, place, at);
  await attributeNewLogins(tx, run.logins, inserted);
}

async function keepLifecycle(tx: WriteStore, records: readonly string[], place: Place, at: Instant) {
  const { events, unreadable } = normalizeDeviceLifecycle(records, place);
  await insertLifecycleEvents(tx, events, { ...place, at, rawOf: rawOf(records) });
  await putUnreadable(tx, unreadable, place, at);
}

const rawOf =
  (records: readonly string[]) =>
  ({ evidenceIndex }: { readonly evidenceIndex: number }): string =>
    records[evidenceIndex] ?? '';
