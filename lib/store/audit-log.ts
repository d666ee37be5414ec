import { sql } from 'kysely';
import type { Actor } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

export interface AuditEntry {
  readonly sequence: number;
  readonly at: Instant;
  readonly actor: string;
  /** `person.add`, `custody.end`: noun and verb. */
  readonly action: string;
  /** Id of what was changed. */
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Any number that no other advisory lock of ours uses. */
const auditLock = 7_061_001;

/** Who changed what, in the transaction of the change itself. Numbered without gaps, so that a missing row shows. */
export async function appendAudit(
  tx: WriteStore,
  entry: { actor: Actor; at: Instant; action: string; subject: string; detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  // SQLite has one writer at a time; PostgreSQL is told to.
  if (tx.engine === 'postgresql') await sql`select pg_advisory_xact_lock(${sql.lit(auditLock)})`.execute(tx.db);
  const last = await tx.db
    .selectFrom('audit_log')
    .select((eb) => eb.fn.max('sequence').as('n'))
    .executeTakeFirst();
  await tx.db
    .insertInto('audit_log')
    .values({
      sequence: Number(last?.n ?? 0) + 1,
      at: entry.at,
      actor: entry.actor.id,
      action: entry.action,
      subject: entry.subject,
      detail: JSON.stringify(entry.detail),
    })
    .execute();
}

/** Newest first. @param before sequence to go on from */
export async function listAudit(read: ReadStore, page: { before?: number; limit: number }): Promise<AuditEntry[]> {
  let query = read.db.selectFrom('audit_log').selectAll().orderBy('sequence', 'desc').limit(page.limit);
  if (page.before !== undefined) query = query.where('sequence', '<', page.before);
  return (await query.execute()).map((row) => ({ ...row, detail: JSON.parse(row.detail) }));
}
