/** What a viewer reads of each principal of an account, as the API gives it: for tests that drive a whole run. */

import { everything } from '#lib/domain/actor';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import { getPrincipals } from '#lib/present/principals';
import { getRoot } from '#lib/present/root';
import type { PrincipalView } from '#lib/present/views/principals';
import type { PrincipalsQuery } from '#lib/present/views/queries';
import { listPrivileges } from '#lib/store/privileges';
import type { ReadStore } from '#lib/store/read-store';

export interface Verdict extends Omit<PrincipalView, 'devices' | 'checks'> {
  readonly devices: readonly string[];
  readonly slotsUsed: number | null;
  readonly checks: Readonly<Record<string, ComplianceStatus>>;
  readonly privilegedBecause: string | null;
  readonly missing: readonly string[];
  readonly headline: string | null;
  readonly state: string | null;
}

/** By user name, root as `<root_account>`; namesakes, and those deleted since the report, by their id. */
export async function verdictsOf(read: ReadStore, accountId: string): Promise<Readonly<Record<string, Verdict>>> {
  const present = await allPages(read, { accountId: [accountId] });
  const gone = await allPages(read, { accountId: [accountId], presence: 'deleted-since-report' });
  const { cards } = await getRoot(read, everything, { accountId: [accountId] }, 0);
  const privileges = new Map((await listPrivileges(read, { accountId })).map((one) => [one.id, one.because]));
  const names = present.map((one) => one.userName);
  const verdict = (view: PrincipalView): Verdict => {
    const card = cards.find((one) => one.principal.id === view.id);
    return {
      ...view,
      devices: view.devices.map((device) => device.serialNumber).sort(),
      slotsUsed: view.deviceSlots.used,
      checks: Object.fromEntries(view.checks.map((check) => [check.checkId, check.status])),
      privilegedBecause: privileges.get(view.id) ?? null,
      missing: view.checks[0]?.missing ?? [],
      headline: card?.headline ?? null,
      state: card?.state ?? null,
    };
  };
  return Object.fromEntries([
    ...present.map((one) => [
      names.filter((name) => name === one.userName).length > 1 ? one.id : one.userName,
      verdict(one),
    ]),
    ...gone.map((one) => [one.id, verdict(one)]),
  ]);
}

async function allPages(read: ReadStore, query: PrincipalsQuery): Promise<PrincipalView[]> {
  const items: PrincipalView[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await getPrincipals(read, everything, { ...query, limit: 500, ...(cursor && { cursor }) }, 0);
    items.push(...page.items);
    if (page.nextCursor === null) return items;
    cursor = page.nextCursor;
  }
}
