import { sql } from 'kysely';
import type { AttributionState } from '#lib/domain/console-login';
import type { Instant } from '#lib/domain/instant';
import { anyOf } from './list-condition.ts';
import type { ReadStore } from './read-store.ts';

export interface LoginGroup {
  readonly state: AttributionState;
  readonly basis: string | null;
  readonly instanceId: string | null;
  readonly n: number;
  readonly lastAt: Instant;
}

/** Sign-ins and attempts of one principal in `]from, to]` by what is known of them: a handful of rows, from one pass over the index. */
export async function groupLogins(
  read: ReadStore,
  principalId: string,
  from: Instant,
  to: Instant,
): Promise<readonly LoginGroup[]> {
  const rows = await read.db
    .selectFrom('login_attributions')
    .where('principal_id', '=', principalId)
    .where('time', '>', from)
    .where('time', '<=', to)
    .select((eb) => [
      'state',
      'basis',
      'instance_id',
      eb.fn.countAll<number>().as('n'),
      eb.fn.max('time').as('last_at'),
    ])
    .groupBy(['state', 'basis', 'instance_id'])
    .execute();
  return rows.map((row) => ({
    state: row.state,
    basis: row.basis,
    instanceId: row.instance_id,
    n: row.n,
    lastAt: row.last_at,
  }));
}

export interface SharedUse {
  readonly principalId: string;
  /** Successful sign-ins that went through AWS's own sign-in. */
  readonly logins: number;
  /** Of these: a person is named by custody. */
  readonly attributed: number;
}

/** How the sign-ins of several principals in `]from, to]` are attributed, all at once. */
export async function countAttributed(
  read: ReadStore,
  principalIds: readonly string[],
  from: Instant,
  to: Instant,
): Promise<readonly SharedUse[]> {
  if (principalIds.length === 0) return [];
  const rows = await read.db
    .selectFrom('login_attributions')
    .where(anyOf('principal_id', principalIds))
    .where('time', '>', from)
    .where('time', '<=', to)
    .where('state', 'not in', ['not-a-login', 'not-visible-to-aws'])
    .select((eb) => [
      'principal_id',
      eb.fn.countAll<number>().as('logins'),
      sql<number>`sum(case when state = 'person' and basis = 'custody' then 1 else 0 end)`.as('attributed'),
    ])
    .groupBy('principal_id')
    .execute();
  return rows.map((row) => ({ principalId: row.principal_id ?? '', logins: row.logins, attributed: row.attributed }));
}

export interface LoginMark {
  readonly eventId: string;
  readonly time: Instant;
  readonly instanceId: string | null;
  readonly state: AttributionState;
  readonly basis: string | null;
  readonly personId: string | null;
}

/** The newest sign-ins and attempts of one principal in `]from, to]`, newest first: what a picture draws. */
export async function listMarks(
  read: ReadStore,
  principalId: string,
  from: Instant,
  to: Instant,
  limit: number,
): Promise<readonly LoginMark[]> {
  const rows = await read.db
    .selectFrom('login_attributions')
    .where('principal_id', '=', principalId)
    .where('time', '>', from)
    .where('time', '<=', to)
    .select(['event_id', 'time', 'instance_id', 'state', 'basis', 'person_id'])
    .orderBy('time', 'desc')
    .orderBy('event_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    eventId: row.event_id,
    time: row.time,
    instanceId: row.instance_id,
    state: row.state,
    basis: row.basis,
    personId: row.person_id,
  }));
}
