import type { Scope } from '#lib/domain/actor';
import { type Instant, toIsoOrNull } from '#lib/domain/instant';
import { listCustodies } from '#lib/store/custodies';
import { listPeople } from '#lib/store/people';
import type { ReadStore } from '#lib/store/read-store';
import { holdsAt } from './custodies.ts';
import { cursorOf, pageOf } from './page-of.ts';
import { scopeOf } from './scope-of.ts';
import type { ListView } from './views/common.ts';
import type { PeopleQuery } from './views/queries.ts';
import type { PersonView } from './views/settings.ts';

/** GET /people: who holds devices, by name. People belong to no account; the devices counted do. */
export async function getPeople(
  read: ReadStore,
  scope: Scope,
  query: PeopleQuery,
  now: Instant,
): Promise<ListView<PersonView>> {
  const page = pageOf(query, 'people', 2, false);
  const narrowed = await scopeOf(read, scope, query);
  const held = new Map<string, Set<string>>();
  for (const custody of await listCustodies(read, { scope: narrowed }))
    if (holdsAt(custody, now))
      held.set(custody.personId, (held.get(custody.personId) ?? new Set()).add(custody.deviceInstanceId));
  const q = query.q?.trim().toLowerCase() ?? '';
  const all = (await listPeople(read))
    .filter((person) => `${person.name}\n${person.email}`.toLowerCase().includes(q))
    .sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
  const [name, id] = page.after ?? [];
  const rest = all.filter(
    (person) =>
      name === undefined || compare(person.name, String(name)) > 0 || (person.name === name && person.id > String(id)),
  );
  const shown = rest.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      leftAt: toIsoOrNull(person.leftAt),
      devices: held.get(person.id)?.size ?? 0,
    })),
    nextCursor: last && rest.length > shown.length ? cursorOf('people', [last.name, last.id]) : null,
    total: all.length,
    totalIsLowerBound: false,
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
