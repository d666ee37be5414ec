import { type Kysely, type Migration, sql } from 'kysely';

/** Lists and counts of tens of thousands of principals are answered from an index alone; only the rows of a page are read. */
const statements = [
  'DROP INDEX principals_list',
  // In the order of the list, with what is filtered and searched by.
  'CREATE INDEX principals_list ON principals (kind, status_rank, user_name, id, account_id, presence, status, console, search)',
  // In the order in which statuses are counted, so that nothing is sorted.
  'CREATE INDEX principals_counts ON principals (presence, kind, status, console, account_id)',
  // Who is to be looked at first.
  'CREATE INDEX principals_attention ON principals (kind, presence, status, status_rank, privileged, failing_since, console, account_id, id)',
  // A handful of thousands.
  'CREATE INDEX principals_shared ON principals (presence, account_id, id, last_login_at) WHERE shared_because IS NOT NULL',
];

export const listIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
