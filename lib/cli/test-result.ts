/** Fixture: what a collection left behind, in a form in which two runs over the same organization are equal. */
import { day, hour, type Instant, minute } from '#lib/domain/instant';
import type { Store } from '#lib/store/open-store';
import { loadSnapshot } from '#lib/store/snapshots';

/** Sorted rows by table, as text, so that a difference is one line. */
export type Result = Readonly<Record<string, readonly string[]>>;

type Row = Readonly<Record<string, unknown>>;

/** Names of columns and members that say when, by which run and in which block something was read, never what. */
const ofTheRun = new Set([
  'recorded_at',
  'evidence_sha256',
  'evidence_index',
  'evidence',
  'evidenceSha256',
  'block',
  'collection_id',
  'collectionId',
  'snapshot_id',
]);

/**
 * Everything collected, projected and attributed. Instants of the run (all those from `since` on: the organization's own times must
 * lie at least a day before) and ids of the run are left out, everything else is kept.
 */
export async function readResult(store: Store, since: Instant): Promise<Result> {
  const { db } = store.read;
  const cover = (rows: readonly Row[]) => rows.map((row) => lineOf(row, since)).sort();
  const accounts = await db.selectFrom('accounts').selectAll().execute();
  const snapshots = await db.selectFrom('snapshots').selectAll().execute();
  const facts = await Promise.all(
    snapshots.map(async ({ id, account_id }) => {
      const snapshot = await loadSnapshot(store.read, { id });
      return Object.entries(snapshot?.sources ?? {}).map(([source, reading]) => ({ account_id, source, ...reading }));
    }),
  );
  const spans = await db.selectFrom('covered_spans').selectAll().execute();
  return {
    accounts: cover(accounts),
    collections: cover(await db.selectFrom('collections').select(['status', 'account_ids', 'error']).execute()),
    outcomes: cover(
      (await db.selectFrom('source_outcomes').selectAll().execute()).map(({ from_at: _, to_at: __, ...row }) => row),
    ),
    snapshots: cover(snapshots.map(({ account_id, role_outcome }) => ({ account_id, role_outcome }))),
    facts: cover(facts.flat().map(({ from: _, to: __, ...row }) => inAnyOrder(row))),
    staged: cover(await db.selectFrom('staged_facts').select(['account_id', 'source', 'chunk']).execute()),
    principals: cover(await db.selectFrom('principals').selectAll().execute()),
    devices: cover(await db.selectFrom('mfa_devices').selectAll().execute()),
    sightings: cover(await db.selectFrom('device_sightings').selectAll().execute()),
    instances: cover(await db.selectFrom('device_instances').selectAll().execute()),
    checks: cover(await db.selectFrom('check_results').selectAll().execute()),
    intervals: cover(await db.selectFrom('status_intervals').selectAll().execute()),
    counts: cover(await db.selectFrom('daily_counts').selectAll().execute()),
    logins: cover(await db.selectFrom('console_logins').selectAll().execute()),
    switches: cover(await db.selectFrom('role_switches').selectAll().execute()),
    lifecycle: cover(await db.selectFrom('lifecycle_events').selectAll().execute()),
    attributions: cover(await db.selectFrom('login_attributions').selectAll().execute()),
    unreadable: cover(
      (await db.selectFrom('unreadable_records').selectAll().execute()).map(({ id: _, ...row }) => row),
    ),
    // Where coverage ends is when it was read; that it is one span from the edge of AWS's history to a few minutes ago is not.
    coverage: cover(
      spans.map(({ from_at, to_at, ...row }) => ({
        ...row,
        fromEdge: from_at - (since - 90 * day) < hour,
        toNow: to_at > since - 30 * minute,
      })),
    ),
  };
}

/** Lines that only one of the two has, as `table: line`. Empty when they are equal. */
export function differences(found: Result, expected: Result): string[] {
  return Object.keys({ ...expected, ...found }).flatMap((table) => {
    const mine = found[table] ?? [];
    const theirs = expected[table] ?? [];
    return [
      ...without(mine, theirs).map((line) => `${table}, not expected: ${line}`),
      ...without(theirs, mine).map((line) => `${table}, missing: ${line}`),
    ];
  });
}

/** Each line as often as it is there: a row that appears twice is a difference. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const n = left.get(line) ?? 0;
    left.set(line, n - 1);
    return n <= 0;
  });
}

/** Users of a source stand in the order in which they were answered. */
function inAnyOrder(row: Row): Row {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !ofTheRun.has(name))
        .map(([name, member]) => [name, sorted(member)]),
    );
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, sorted(value)]));
}

function lineOf(row: Row, since: Instant): string {
  return JSON.stringify(row, (name, value: unknown) => {
    if (ofTheRun.has(name)) return undefined;
    if (typeof value === 'number') return value >= since - hour ? 'of the run' : value;
    if (typeof value !== 'string') return value;
    // Columns of JSON are read like the others.
    if (/^[[{]/.test(value)) return lineOf({ json: JSON.parse(value) }, since);
    const ofRun = (said: string, at: string) => (Date.parse(at) >= since - hour ? 'the time of the run' : said);
    return value
      .replaceAll(/(\d{2}:\d{2}) UTC on (\d+ \w{3} \d{4})/g, (said, time, day) => ofRun(said, `${day} ${time} UTC`))
      .replaceAll(/(\d+ \w{3} \d{4}), (\d{2}:\d{2}) UTC/g, (said, day, time) => ofRun(said, `${day} ${time} UTC`));
  });
}
