import { type Scope, scopeAllows } from '#lib/domain/actor';
import type { AttributionState } from '#lib/domain/console-login';
import { type Instant, toIso, toIsoOrNull } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { deviceName, deviceType } from '#lib/domain/mfa-device';
import { accountOfPrincipal } from '#lib/domain/principal';
import { groupLogins, type LoginGroup, listMarks, type SharedUse } from '#lib/store/count-logins-of-principal';
import { listCustodies } from '#lib/store/custodies';
import { type DeviceInstanceRecord, instancesOf } from '#lib/store/list-device-instances';
import { devicesOf } from '#lib/store/list-devices';
import { listPrincipals } from '#lib/store/list-principals';
import type { ReadStore } from '#lib/store/read-store';
import { listSharedAccountDecisions } from '#lib/store/shared-account-decisions';
import { findGaps, gapView } from './coverage-gaps.ts';
import { coloursOf, custodyViews, peopleById } from './custodies.ts';
import { deviceNote } from './device-words.ts';
import { readLevels } from './read-json.ts';
import { sharedAccountView } from './shared-accounts.ts';
import type { CustodyView, LaneView, SharedAccountDetailView } from './views/logins.ts';
import { windowOf } from './windows.ts';

/** More would not be told apart in a picture; the table under it has them all. */
export const maxMarks = 2_000;

export interface SharedAccountQuery {
  principalId: string;
  from?: Instant;
  to?: Instant;
}

/**
 * GET /shared-accounts/{principalId}: one lane per device instance, a mark per sign-in, custody by custody. Any principal can be asked for, so
 * that one that is not (or no longer) shared can be looked at the same way.
 * @throws KeyholderError NOT_FOUND
 */
export async function getSharedAccount(
  read: ReadStore,
  scope: Scope,
  query: SharedAccountQuery,
  now: Instant,
): Promise<SharedAccountDetailView> {
  const { principalId } = query;
  const page = { after: null, limit: 1, descending: false };
  const row = scopeAllows(scope, accountOfPrincipal(principalId))
    ? (await listPrincipals(read, scope, { id: principalId, presence: 'any' }, 'status', page)).rows[0]
    : undefined;
  if (!row)
    throw new KeyholderError('NOT_FOUND', 'There is no such principal among the accounts that were read.', {
      principalId,
    });
  const window = windowOf(query, now);
  const { from, to } = window;

  const custodies = await listCustodies(read, { principalId });
  const colours = coloursOf(custodies);
  const people = await peopleById(read);
  const held = custodyViews(custodies, people);
  const groups = await groupLogins(read, principalId, from, to);
  const uses = usesByInstance(groups);
  const devices = await devicesOf(read, [principalId]);
  const instances = await instancesOf(read, [principalId]);
  const lanes = instances
    .filter((one) => !one.ended || (one.untilLatest ?? to) > from || uses.has(one.id))
    .map((one): LaneView => {
      const device = devices.find((known) => known.instanceId === one.id);
      const use = uses.get(one.id);
      return {
        instanceId: one.id,
        serialNumber: one.serialNumber,
        name: deviceName(one.serialNumber),
        type: deviceType(one.serialNumber),
        note: deviceNote(one, readLevels(device?.levels ?? null), isReused(one, instances)),
        from: { earliest: toIsoOrNull(one.fromEarliest), latest: toIsoOrNull(one.fromLatest) },
        until: one.ended ? { earliest: toIsoOrNull(one.untilEarliest), latest: toIsoOrNull(one.untilLatest) } : null,
        removedBy: one.removedBy,
        reusedLater: instances.some(
          (other) => other.serialNumber === one.serialNumber && startOf(other) > startOf(one),
        ),
        custodies: held.filter((custody) => custody.deviceInstanceId === one.id),
        logins: use?.n ?? 0,
        lastLoginAt: toIsoOrNull(use?.lastAt ?? null),
      };
    });
  const laneIds = new Set(lanes.map((lane) => lane.instanceId));
  const marks = await listMarks(read, principalId, from, to, maxMarks + 1);
  const { gaps } = await findGaps(read, { kind: 'accounts', accountIds: [row.accountId] }, window);
  const decision = (await listSharedAccountDecisions(read, { principalId })).at(-1);

  return {
    ...sharedAccountView(row, sharedUse(principalId, groups), devices.length, decision),
    from: toIso(from),
    to: toIso(to),
    lanes,
    marks: marks.slice(0, maxMarks).map((mark) => ({
      eventId: mark.eventId,
      time: toIso(mark.time),
      laneId: mark.instanceId !== null && laneIds.has(mark.instanceId) ? mark.instanceId : null,
      state: mark.state,
      personId: mark.personId,
      personColour: mark.personId === null ? null : (colours.get(mark.personId) ?? null),
    })),
    marksTruncated: marks.length > maxMarks,
    gaps: gaps.map(gapView),
    counts: allStates(groups),
    people: peopleOf(held),
  };
}

const startOf = (one: DeviceInstanceRecord): Instant => one.fromLatest ?? one.fromEarliest ?? 0;

const isReused = (one: DeviceInstanceRecord, all: readonly DeviceInstanceRecord[]): boolean =>
  all.some((other) => other.id !== one.id && other.serialNumber === one.serialNumber);

function usesByInstance(groups: readonly LoginGroup[]): ReadonlyMap<string, { n: number; lastAt: Instant }> {
  const uses = new Map<string, { n: number; lastAt: Instant }>();
  for (const { instanceId, n, lastAt } of groups) {
    if (instanceId === null) continue;
    const use = uses.get(instanceId);
    uses.set(instanceId, { n: n + (use?.n ?? 0), lastAt: Math.max(lastAt, use?.lastAt ?? 0) });
  }
  return uses;
}

/** Successful sign-ins through AWS's own sign-in, and those that name a person by custody. */
function sharedUse(principalId: string, groups: readonly LoginGroup[]): SharedUse {
  const counted = groups.filter(({ state }) => state !== 'not-a-login' && state !== 'not-visible-to-aws');
  const sum = (some: readonly LoginGroup[]) => some.reduce((n, group) => n + group.n, 0);
  const attributed = counted.filter(({ state, basis }) => state === 'person' && basis === 'custody');
  return { principalId, logins: sum(counted), attributed: sum(attributed) };
}

function allStates(groups: readonly LoginGroup[]): Record<AttributionState, number> {
  const of = (state: AttributionState) => groups.reduce((n, group) => (group.state === state ? n + group.n : n), 0);
  return {
    person: of('person'),
    device: of('device'),
    'probable-device': of('probable-device'),
    'unknown-device': of('unknown-device'),
    'device-not-recorded': of('device-not-recorded'),
    'mfa-not-recorded': of('mfa-not-recorded'),
    'no-mfa': of('no-mfa'),
    'not-visible-to-aws': of('not-visible-to-aws'),
    'not-a-login': of('not-a-login'),
  };
}

function peopleOf(custodies: readonly CustodyView[]): SharedAccountDetailView['people'] {
  const people = new Map(custodies.map((one) => [one.person.id, { ...one.person, colour: one.personColour }]));
  return [...people.values()].sort((a, b) => a.colour - b.colour || (a.name < b.name ? -1 : 1));
}
