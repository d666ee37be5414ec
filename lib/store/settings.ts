import type { Actor } from '#lib/domain/actor';
import type { Instant } from '#lib/domain/instant';
import { appendAudit } from './audit-log.ts';
import type { ReadStore } from './read-store.ts';
import { transact, type WriteStore } from './write-store.ts';

/** Whether member accounts are asked for their root's devices through root sessions; off until an admin switches it on. */
export interface RootSessionsSetting {
  readonly enabled: boolean;
  /** Null: never changed. */
  readonly changedAt: Instant | null;
  readonly changedBy: string | null;
}

const rootSessions = 'root-sessions';

export async function getRootSessionsSetting(read: ReadStore): Promise<RootSessionsSetting> {
  const row = await read.db.selectFrom('settings').selectAll().where('name', '=', rootSessions).executeTakeFirst();
  if (!row) return { enabled: false, changedAt: null, changedBy: null };
  return { enabled: row.value === 'true', changedAt: row.changed_at, changedBy: row.changed_by };
}

/** @param acknowledged what the person confirmed to know, word for word, for the audit log; null where nothing was to be confirmed */
export async function putRootSessionsSetting(
  write: WriteStore,
  given: { readonly enabled: boolean; readonly acknowledged: string | null },
  actor: Actor,
  at: Instant,
): Promise<void> {
  const row = { value: String(given.enabled), changed_at: at, changed_by: actor.id };
  await transact(write, async (tx) => {
    await tx.db
      .insertInto('settings')
      .values({ name: rootSessions, ...row })
      .onConflict((oc) => oc.column('name').doUpdateSet(row))
      .execute();
    const action = given.enabled ? 'root-sessions.enable' : 'root-sessions.disable';
    await appendAudit(tx, { actor, at, action, subject: rootSessions, detail: { acknowledged: given.acknowledged } });
  });
}
