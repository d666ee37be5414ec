import type { Actor, Scope } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import type { Custody } from '#lib/domain/person';
import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import { appendAudit } from './audit-log.ts';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';
import { transact, type WriteStore } from './write-store.ts';

export type NewCustody = Omit<Custody, 'accountId' | 'recordedAt' | 'recordedBy'>;

/** Writes down who held a device instance when. Custodies are appended, never edited. */
export async function addCustody(write: WriteStore, custody: NewCustody, actor: Actor, at: Instant): Promise<void> {
  await transact(write, async (tx) => {
    await tx.db
      .insertInto('custodies')
      .values({
        id: custody.id,
        account_id: accountOfPrincipal(custody.principalId),
        principal_id: custody.principalId,
        serial_number: custody.serialNumber,
        device_instance_id: custody.deviceInstanceId,
        person_id: custody.personId,
        valid_from: custody.validFrom,
        valid_to: custody.validTo,
        reason: custody.reason,
        recorded_at: at,
        recorded_by: actor.id,
      })
      .execute();
    await appendAudit(tx, { actor, at, action: 'custody.add', subject: custody.id, detail: { ...custody } });
  });
}

/**
 * Writes down that a custody ended. The earliest end counts; the custody's own row stays as it was.
 * @throws KeyholderError NOT_FOUND
 */
export async function endCustody(
  write: WriteStore,
  end: { id: string; custodyId: string; at: Instant; reason: string },
  actor: Actor,
  now: Instant,
): Promise<void> {
  await transact(write, async (tx) => {
    const custody = await getCustody(tx, end.custodyId);
    if (!custody) throw new KeyholderError('NOT_FOUND', 'There is no such custody.');
    await tx.db
      .insertInto('custody_ends')
      .values({
        id: end.id,
        custody_id: end.custodyId,
        at: end.at,
        reason: end.reason,
        recorded_at: now,
        recorded_by: actor.id,
      })
      .execute();
    const detail = { end: end.at, reason: end.reason, principalId: custody.principalId };
    await appendAudit(tx, { actor, at: now, action: 'custody.end', subject: end.custodyId, detail });
  });
}

/** Custodies with their ends applied: `validTo` is the earliest end known. */
function selectCustodies(read: ReadStore) {
  return read.db
    .selectFrom('custodies as c')
    .selectAll('c')
    .select((eb) =>
      eb
        .selectFrom('custody_ends as e')
        .whereRef('e.custody_id', '=', 'c.id')
        .select((inner) => inner.fn.min('e.at').as('at'))
        .as('ended_at'),
    );
}

/** By start, then id. @param of one principal, some hundred principals at most, or what a reader may see */
export async function listCustodies(
  read: ReadStore,
  of: { principalId: PrincipalId } | { principalIds: readonly PrincipalId[] } | { scope: Scope },
): Promise<Custody[]> {
  if ('principalIds' in of && of.principalIds.length === 0) return [];
  const query = selectCustodies(read).orderBy('c.valid_from').orderBy('c.id');
  const rows = await ('scope' in of
    ? query.where(whereScope(of.scope, 'c.account_id'))
    : query.where('c.principal_id', 'in', 'principalId' in of ? [of.principalId] : of.principalIds)
  ).execute();
  return rows.map(toCustody);
}

export async function getCustody(read: ReadStore, id: string): Promise<Custody | null> {
  const row = await selectCustodies(read).where('c.id', '=', id).executeTakeFirst();
  return row ? toCustody(row) : null;
}

type CustodyRow = Awaited<ReturnType<ReturnType<typeof selectCustodies>['executeTakeFirstOrThrow']>>;

function toCustody(row: CustodyRow): Custody {
  const ends = [row.valid_to, row.ended_at].filter((at) => at !== null);
  return {
    id: row.id,
    accountId: row.account_id,
    principalId: row.principal_id,
    serialNumber: row.serial_number,
    deviceInstanceId: row.device_instance_id,
    personId: row.person_id,
    validFrom: row.valid_from,
    validTo: ends.length > 0 ? Math.min(...ends) : null,
    recordedAt: row.recorded_at,
    recordedBy: row.recorded_by,
    reason: row.reason,
  };
}
