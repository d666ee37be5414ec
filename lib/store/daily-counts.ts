import { sql } from 'kysely';
import { type DailyCountName, loginCountNames } from '#lib/domain/daily-count';
import { day, type Instant, utcDay } from '#lib/domain/instant';
import { batches } from './batches.ts';
import { transact, type WriteStore } from './write-store.ts';

/** Sets counts of one account and day, as `utcDay` names it; other counts of that day stay. */
export async function putDailyCounts(
  tx: WriteStore,
  of: { accountId: string; day: string },
  counts: Readonly<Partial<Record<DailyCountName, number>>>,
): Promise<void> {
  await put(
    tx,
    Object.entries(counts).map(([name, n]) => ({ day: of.day, account_id: of.accountId, name, n })),
  );
}

async function put(
  tx: WriteStore,
  rows: readonly { day: string; account_id: string; name: string; n: number }[],
): Promise<void> {
  for (const batch of batches(rows, 4))
    await sql`insert into daily_counts (day, account_id, name, n)
      values ${sql.join(batch.map((row) => sql`(${row.day}, ${row.account_id}, ${row.name}, ${row.n})`))}
      on conflict (day, account_id, name) do update set n = excluded.n`.execute(tx.db);
}

/**
 * Counts an account's sign-ins of the days of these instants again, from the rows themselves (domain/daily-count.ts says what).
 * To be called after a page of events is committed and attributed.
 */
export async function recountDailyLogins(
  write: WriteStore,
  accountId: string,
  times: readonly Instant[],
): Promise<void> {
  const starts = [...new Set(times.map((at) => Math.floor(at / day) * day))];
  for (const batch of batches(starts, 200)) {
    await transact(write, async (tx) => {
      for (const start of batch) {
        const counted = await countDay(tx, accountId, start);
        await put(
          tx,
          loginCountNames.map((name) => ({ day: utcDay(start), account_id: accountId, name, n: counted[name] })),
        );
      }
    });
  }
}

type LoginCounts = Record<(typeof loginCountNames)[number], number>;

async function countDay(tx: WriteStore, accountId: string, start: Instant): Promise<LoginCounts> {
  const { rows } = await sql<
    Record<'logins' | 'without_mfa' | 'federated' | 'failed' | 'shared' | 'unattributed', number>
  >`
    select
      coalesce(sum(case when outcome = 'success' then 1 else 0 end), 0) as logins,
      coalesce(sum(case when outcome = 'success' and state = 'no-mfa' then 1 else 0 end), 0) as without_mfa,
      coalesce(sum(case when outcome = 'success' and state = 'not-visible-to-aws' then 1 else 0 end), 0) as federated,
      coalesce(sum(case when outcome = 'failure' then 1 else 0 end), 0) as failed,
      coalesce(sum(case when outcome = 'success' and shared = 1 and state <> 'not-visible-to-aws' then 1 else 0 end), 0) as shared,
      coalesce(sum(case when outcome = 'success' and shared = 1 and state <> 'not-visible-to-aws'
        and not (state = 'person' and coalesce(basis, '') = 'custody') then 1 else 0 end), 0) as unattributed
    from login_attributions where account_id = ${accountId} and time >= ${start} and time < ${start + day}`.execute(
    tx.db,
  );
  const row = rows[0];
  if (!row) throw new Error('an aggregate without a row');
  return {
    logins: row.logins,
    'logins-without-mfa': row.without_mfa,
    'logins-federated': row.federated,
    'logins-failed': row.failed,
    'logins-shared': row.shared,
    'logins-shared-unattributed': row.unattributed,
  };
}
