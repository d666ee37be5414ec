import type { Selectable } from 'kysely';
import type { Actor } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import type { Person } from '#lib/domain/person';
import { appendAudit } from './audit-log.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { ReadStore } from './read-store.ts';
import type { Schema } from './schema.ts';
import { transact, type WriteStore } from './write-store.ts';

/**
 * Adds somebody.
 * @throws KeyholderError CONFLICT when somebody with that e-mail address (upper and lower case alike) exists
 */
export async function addPerson(write: WriteStore, person: Person, actor: Actor, at: Instant): Promise<void> {
  await transact(write, async (tx) => {
    try {
      await tx.db
        .insertInto('people')
        .values({
          id: person.id,
          name: person.name,
          email: person.email,
          email_lower: person.email.toLowerCase(),
          left_at: person.leftAt,
          recorded_at: at,
          recorded_by: actor.id,
        })
        .execute();
    } catch (e) {
      if (!isUniqueViolation(e)) throw e;
      throw new KeyholderError('CONFLICT', `A person with the e-mail address ${person.email} exists already.`, {}, e);
    }
    await appendAudit(tx, {
      actor,
      at,
      action: 'person.add',
      subject: person.id,
      detail: { name: person.name, email: person.email, leftAt: person.leftAt },
    });
  });
}

/** Changes name, address or the day somebody left. @throws KeyholderError NOT_FOUND, CONFLICT */
export async function updatePerson(write: WriteStore, person: Person, actor: Actor, at: Instant): Promise<void> {
  await transact(write, async (tx) => {
    const before = await getPerson(tx, person.id);
    if (!before) throw new KeyholderError('NOT_FOUND', 'There is no such person.');
    try {
      await tx.db
        .updateTable('people')
        .set({
          name: person.name,
          email: person.email,
          email_lower: person.email.toLowerCase(),
          left_at: person.leftAt,
        })
        .where('id', '=', person.id)
        .execute();
    } catch (e) {
      if (!isUniqueViolation(e)) throw e;
      throw new KeyholderError('CONFLICT', `A person with the e-mail address ${person.email} exists already.`, {}, e);
    }
    await appendAudit(tx, {
      actor,
      at,
      action: 'person.change',
      subject: person.id,
      detail: { before, after: person },
    });
  });
}

/** By name, then id. */
export async function listPeople(read: ReadStore): Promise<Person[]> {
  const rows = await read.db.selectFrom('people').selectAll().orderBy('name').orderBy('id').execute();
  return rows.map(toPerson);
}

export async function getPerson(read: ReadStore, id: string): Promise<Person | null> {
  const row = await read.db.selectFrom('people').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? toPerson(row) : null;
}

/** Upper and lower case alike. */
export async function findPersonByEmail(read: ReadStore, email: string): Promise<Person | null> {
  const row = await read.db
    .selectFrom('people')
    .selectAll()
    .where('email_lower', '=', email.toLowerCase())
    .executeTakeFirst();
  return row ? toPerson(row) : null;
}

const toPerson = (row: Selectable<Schema['people']>): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  leftAt: row.left_at,
});
