import { sql } from 'kysely';
import { type Instant, second } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { transact, type WriteStore } from './write-store.ts';

/** How long a lease lasts unless renewed, and how often it is to be renewed. */
export const leaseLasts = 45 * second;
export const leaseRenewedEvery = 10 * second;

/** The right to write one account's facts. Its number grows with each change of hands and is checked at every commit. */
export interface Lease {
  readonly accountId: string;
  readonly holder: string;
  readonly number: number;
}

/**
 * Takes an account's lease if it is free, has run out, or is held by a predecessor; null when a stranger holds it.
 *
 * `supervisor` names who starts workers one after another (one `serve`): a lease held in the same supervisor's name belongs to a
 * worker that is gone, and is taken at once. Another supervisor's is waited out.
 */
export async function takeLease(
  write: WriteStore,
  wanted: { accountId: string; supervisor: string; worker: string; now: Instant },
): Promise<Lease | null> {
  const prefix = `${wanted.supervisor}/`;
  const holder = `${prefix}${wanted.worker}`;
  const row = await write.db
    .insertInto('leases')
    .values({ account_id: wanted.accountId, holder, number: 1, expires_at: wanted.now + leaseLasts })
    .onConflict((oc) =>
      oc
        .column('account_id')
        .doUpdateSet((eb) => ({
          holder: eb.ref('excluded.holder'),
          number: eb('leases.number', '+', 1),
          expires_at: eb.ref('excluded.expires_at'),
        }))
        .where((eb) =>
          eb.or([
            eb('leases.expires_at', '<=', wanted.now),
            sql<boolean>`substr(leases.holder, 1, ${sql.lit(prefix.length)}) = ${prefix}`,
          ]),
        ),
    )
    .returning('number')
    .executeTakeFirst();
  return row ? { accountId: wanted.accountId, holder, number: row.number } : null;
}

/** Ends leases whose holders (`supervisor/worker`) are known to live no more, so that nobody waits them out. */
export async function endLeasesOfDead(write: WriteStore, isDead: (holder: string) => boolean): Promise<void> {
  const held = await write.db
    .selectFrom('leases')
    .select(['account_id', 'holder', 'number'])
    .where('expires_at', '>', 0)
    .execute();
  for (const { account_id: accountId, holder, number } of held)
    if (isDead(holder)) await releaseLease(write, { accountId, holder, number });
}

/** False when the lease has passed to somebody else: stop work on this account. */
export async function renewLease(write: WriteStore, lease: Lease, now: Instant): Promise<boolean> {
  const result = await write.db
    .updateTable('leases')
    .set({ expires_at: now + leaseLasts })
    .where('account_id', '=', lease.accountId)
    .where('number', '=', lease.number)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Frees an account at once. The number stays, so that a late commit of this holder is still refused. */
export async function releaseLease(write: WriteStore, lease: Lease): Promise<void> {
  await write.db
    .updateTable('leases')
    .set((eb) => ({ expires_at: 0, number: eb('number', '+', 1) }))
    .where('account_id', '=', lease.accountId)
    .where('number', '=', lease.number)
    .execute();
}

/**
 * One transaction that begins by making sure the lease is still ours, and keeps it so until the end.
 * @throws KeyholderError LEASE_LOST when another worker has taken the account over; nothing is written then
 */
export async function commit<T>(write: WriteStore, lease: Lease, fn: (tx: WriteStore) => Promise<T>): Promise<T> {
  return transact(write, async (tx) => {
    let query = tx.db.selectFrom('leases').select('number').where('account_id', '=', lease.accountId);
    if (tx.engine === 'postgresql') query = query.forUpdate(); // one commit of an account at a time, as on SQLite, where nobody else writes while we do
    const row = await query.executeTakeFirst();
    if (row?.number !== lease.number)
      throw new KeyholderError('LEASE_LOST', `Another worker has taken over account ${lease.accountId}.`);
    return fn(tx);
  });
}
