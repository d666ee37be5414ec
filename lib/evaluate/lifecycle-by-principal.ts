import type { LifecycleEvent } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import { type PrincipalId, rootPrincipalId, userPrincipalId } from '#lib/domain/principal';

export interface KnownPrincipal {
  readonly id: PrincipalId;
  /** Present name, the last one for a user who is gone; `<root_account>` for root. */
  readonly userName: string;
  readonly createdAt: Instant | null;
}

/** How CloudTrail names root in `requestParameters.userName`. */
const rootUserName = 'aws root user';

/** Who bore a name during a stretch of time; `id` null while nothing says who it was. */
interface Bearer {
  id: PrincipalId | null;
  readonly createdAt: Instant | null;
}

/**
 * Lifecycle events of one account by the principal they are about. Names are reused and changed, ids are not: so names are
 * followed from the present back through the renamings, creations and deletions.
 * Events about a virtual device without an owner go to every principal that some other event ties to its serial number.
 */
export function lifecycleByPrincipal(
  accountId: string,
  events: readonly LifecycleEvent[],
  principals: readonly KnownPrincipal[],
): ReadonlyMap<PrincipalId, readonly LifecycleEvent[]> {
  const newestFirst = [...events].sort((a, b) => b.time - a.time || (a.eventId < b.eventId ? 1 : -1));
  const names = new NamesThroughTime(accountId, principals);
  const owned: { readonly event: LifecycleEvent; readonly bearer: Bearer }[] = [];
  const ownerless: LifecycleEvent[] = [];
  for (const event of newestFirst) {
    // A renaming names the old name, and a deletion one that nobody bears after it: both are looked up as it was before them.
    const before = event.name === 'UpdateUser' || event.name === 'DeleteUser';
    if (before) names.stepBack(event);
    const bearer = names.bearerOf(event);
    if (bearer === null) ownerless.push(event);
    else owned.push({ event, bearer });
    if (!before) names.stepBack(event);
  }
  const found = new Map<PrincipalId, LifecycleEvent[]>();
  const ownersOfSerial = new Map<string, Set<PrincipalId>>();
  const give = (id: PrincipalId, event: LifecycleEvent) => {
    const given = found.get(id);
    if (given === undefined) found.set(id, [event]);
    else given.push(event);
  };
  for (const { event, bearer } of owned) {
    if (bearer.id === null) continue;
    give(bearer.id, event);
    if (event.serialNumber === null) continue;
    const owners = ownersOfSerial.get(event.serialNumber) ?? new Set();
    ownersOfSerial.set(event.serialNumber, owners.add(bearer.id));
  }
  for (const event of ownerless) {
    for (const id of ownersOfSerial.get(event.serialNumber ?? '') ?? []) give(id, event);
  }
  for (const given of found.values()) given.sort((a, b) => a.time - b.time);
  return found;
}

/** Who bore which name, walked from now into the past. */
class NamesThroughTime {
  readonly #accountId: string;
  readonly #now = new Map<string, Bearer>();
  /** Others of the same name, newest first: found again behind a deletion. */
  readonly #earlier = new Map<string, Bearer[]>();

  constructor(accountId: string, principals: readonly KnownPrincipal[]) {
    this.#accountId = accountId;
    const newestFirst = withRealIds(principals).sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0));
    for (const principal of newestFirst) {
      const name = principal.userName.toLowerCase();
      const bearer = { id: principal.id, createdAt: principal.createdAt };
      if (!this.#now.has(name)) this.#now.set(name, bearer);
      else this.#earlier.set(name, [...(this.#earlier.get(name) ?? []), bearer]);
    }
  }

  /** Whom an event is about; null when it names nobody. */
  bearerOf(event: LifecycleEvent): Bearer | null {
    const name = event.userName?.toLowerCase() ?? null;
    if (name === rootUserName) return { id: rootPrincipalId(this.#accountId), createdAt: null };
    if (event.uniqueId !== null) {
      const id = userPrincipalId(this.#accountId, event.uniqueId);
      const bearer = name === null ? undefined : this.#now.get(name);
      if (bearer !== undefined && bearer.id === null) bearer.id = id;
      return { id, createdAt: null };
    }
    if (name === null) return null;
    const bearer = this.#now.get(name);
    // Created after the event: the name was another's then, whose deletion and re-creation were not seen.
    if (bearer !== undefined && isCreatedAfter(bearer, event.time)) return this.#before(name, event.time);
    return bearer ?? this.#before(name, event.time);
  }

  /** Undoes what a successful event did to names. */
  stepBack(event: LifecycleEvent): void {
    const name = event.userName?.toLowerCase() ?? null;
    if (event.errorCode !== null || name === null) return;
    if (event.name === 'CreateUser') this.#now.delete(name);
    if (event.name === 'DeleteUser') {
      // Known although gone: then it is the one that was deleted. Created later: then its namesake was.
      const bearer = this.#now.get(name);
      if (bearer === undefined || isCreatedAfter(bearer, event.time)) this.#before(name, event.time);
    }
    if (event.name === 'UpdateUser' && event.newUserName !== null) {
      const bearer = this.#now.get(event.newUserName.toLowerCase());
      if (bearer === undefined) return;
      this.#now.delete(event.newUserName.toLowerCase());
      this.#now.set(name, bearer);
    }
  }

  /** Who bore a name at an earlier time: a known principal created by then, else somebody not known by id. */
  #before(name: string, at: Instant): Bearer {
    const known = this.#earlier.get(name)?.find((one) => one.createdAt === null || one.createdAt <= at + clockSlack);
    const bearer = known ?? { id: null, createdAt: null };
    this.#earlier.set(name, this.#earlier.get(name)?.filter((one) => one !== known) ?? []);
    this.#now.set(name, bearer);
    return bearer;
  }
}

const isCreatedAfter = ({ createdAt }: Bearer, at: Instant): boolean =>
  createdAt !== null && createdAt > at + clockSlack;

/**
 * A user who is gone may be known twice: by the report's row, which has no id, and by the id in its logins, which have no creation
 * time. It is one user, and events belong to the id.
 */
function withRealIds(principals: readonly KnownPrincipal[]): KnownPrincipal[] {
  const undated = new Set(principals.filter((p) => p.createdAt === null).map((p) => p.userName.toLowerCase()));
  return principals.filter((p) => !(p.id.includes(':gone:') && undated.has(p.userName.toLowerCase())));
}

/** CloudTrail's eventTime and IAM's CreateDate come from different clocks. */
const clockSlack = 5_000;
