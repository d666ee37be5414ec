import type { Selectable } from 'kysely';
import type { Actor } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import type { Boundary } from '#lib/domain/person';
import { appendAudit } from './audit-log.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { transact, type WriteStore } from './write-store.ts';

/** @throws KeyholderError CONFLICT when a boundary of that name exists */
export async function addBoundary(
  write: WriteStore,
  boundary: Omit<Boundary, 'recordedAt' | 'recordedBy'>,
  actor: Actor,
  at: Instant,
): Promise<void> {
  await transact(write, async (tx) => {
    try {
      await tx.db
        .insertInto('boundaries')
        .values({
          id: boundary.id,
          name: boundary.name,
          justification: boundary.justification,
          account_ids: JSON.stringify(boundary.accountIds),
          recorded_at: at,
          recorded_by: actor.id,
        })
        .execute();
    } catch (e) {
      if (!isUniqueViolation(e)) throw e;
      throw new KeyholderError('CONFLICT', `A boundary named ${boundary.name} exists already.`, {}, e);
    }
    await appendAudit(tx, { actor, at, action: 'boundary.add', subject: boundary.id, detail: { ...boundary } });
  });
}

/** By name. */
export async function listBoundaries(read: ReadStore): Promise<Boundary[]> {
  const rows = await read.db.selectFrom('boundaries').selectAll().orderBy('name').execute();
  return rows.map(toBoundary);
}

export async function getBoundary(read: ReadStore, id: string): Promise<Boundary | null> {
  const row = await read.db.selectFrom('boundaries').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toBoundary(row) : null;
}

const toBoundary = (row: Selectable<Schema['boundaries']>): Boundary => ({
  id: row.id,
  name: row.name,
  justification: row.justification,
  accountIds: JSON.parse(row.account_ids),
  recordedAt: row.recorded_at,
  recordedBy: row.recorded_by,
});
