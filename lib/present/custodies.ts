import { type Scope, scopeAllows } from '#lib/domain/actor';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import type { Custody, Person } from '#lib/domain/person';
import { accountOfPrincipal } from '#lib/domain/principal';
import { listCustodies } from '#lib/store/custodies';
import { listPeople } from '#lib/store/people';
import type { ReadStore } from '#lib/store/read-store';
import { groupBy } from './group-by.ts';
import { cursorOf, pageOf } from './page-of.ts';
import { scopeOf } from './scope-of.ts';
import type { ListView } from './views/common.ts';
import type { CustodyView } from './views/logins.ts';
import type { CustodiesQuery } from './views/queries.ts';

const colours = 8;

/** GET /custodies: who holds or held which device instance, by principal and beginning. */
export async function getCustodies(
  read: ReadStore,
  scope: Scope,
  query: CustodiesQuery,
  _now: Instant,
): Promise<ListView<CustodyView>> {
  const page = pageOf(query, 'custodies', 1, false);
  const narrowed = await scopeOf(read, scope, query);
  const people = await peopleById(read);
  const all = query.principalId
    ? scopeAllows(narrowed, accountOfPrincipal(query.principalId))
      ? await listCustodies(read, { principalId: query.principalId })
      : []
    : await listCustodies(read, { scope: narrowed });
  const byPrincipal = groupBy(all, (custody) => custody.principalId);
  // Colours go by account, so they are given before a person is filtered for.
  const views = [...byPrincipal.values()]
    .flatMap((own) => custodyViews(own, people))
    .filter((view) => !query.personId || view.person.id === query.personId)
    .sort((a, b) => compare(keyOf(a), keyOf(b)));
  const after = page.after?.[0];
  const rest = after === undefined ? views : views.filter((view) => keyOf(view) > String(after));
  const items = rest.slice(0, page.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: last && rest.length > items.length ? cursorOf('custodies', [keyOf(last)]) : null,
    total: views.length,
    totalIsLowerBound: false,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const keyOf = (view: CustodyView) => `${view.principalId} ${view.validFrom} ${view.id}`;

export const peopleById = async (read: ReadStore): Promise<ReadonlyMap<string, Person>> =>
  new Map((await listPeople(read)).map((person) => [person.id, person]));

/** Colours 1 to 8 of the people of one shared account, in the order in which they were first written down; so they stay. */
export function coloursOf(custodies: readonly Custody[]): ReadonlyMap<string, number> {
  const inOrder = [...custodies].sort(
    (a, b) => a.recordedAt - b.recordedAt || a.validFrom - b.validFrom || compare(a.id, b.id),
  );
  const people = [...new Set(inOrder.map((custody) => custody.personId))];
  return new Map(people.map((id, index) => [id, (index % colours) + 1]));
}

/** Custodies of one principal, by beginning. */
export function custodyViews(custodies: readonly Custody[], people: ReadonlyMap<string, Person>): CustodyView[] {
  const colour = coloursOf(custodies);
  return custodies.map((custody) => ({
    id: custody.id,
    accountId: custody.accountId,
    principalId: custody.principalId,
    serialNumber: custody.serialNumber,
    deviceInstanceId: custody.deviceInstanceId,
    person: { id: custody.personId, name: people.get(custody.personId)?.name ?? custody.personId },
    personColour: colour.get(custody.personId) ?? 1,
    validFrom: toIso(custody.validFrom),
    validTo: toIsoOrNull(custody.validTo),
    recordedAt: toIso(custody.recordedAt),
    recordedBy: custody.recordedBy,
    reason: custody.reason,
  }));
}

/** Whether a custody holds at an instant: from its beginning on, up to but without its end. */
export const holdsAt = (custody: Custody, at: Instant): boolean =>
  custody.validFrom <= at && (custody.validTo === null || at < custody.validTo);
