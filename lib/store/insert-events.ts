/**
 * CloudTrail events are kept once, by (recipient account, event id): pages overlap, windows are read again, and several Regions
 * may answer with the same event (case L10). The same key with other content is no duplicate: it is kept aside, and shown.
 */
import type { Instant } from '#lib/domain/instant';
import { batches } from './batches.ts';
import { sha256 } from './compressed-json.ts';
import { putUnreadable } from './unreadable-records.ts';
import type { WriteStore } from './write-store.ts';

interface Event {
  readonly accountId: string;
  readonly eventId: string;
  readonly principalId?: string | null;
  readonly mfaIdentifier?: string | null;
  readonly serialNumber?: string | null;
}

/** AWS writes at most 256 characters here. They stand in indexes, whose entries PostgreSQL limits: one hostile record must not stop a page. */
const longestKey = 512;
const isOverlong = (e: Event) =>
  [e.accountId, e.eventId, e.principalId, e.mfaIdentifier, e.serialNumber].some(
    (key) => (key?.length ?? 0) > longestKey,
  );

/** The page that the events stood on. */
export interface EventPage<E> {
  readonly source: string;
  readonly region: string;
  readonly collectionId: string | null;
  /** The record as AWS sent it. */
  readonly rawOf: (event: E) => string;
  readonly at: Instant;
}

export interface Inserted<E> {
  /** New to the store. */
  readonly inserted: readonly E[];
  /** Already known, with the same content. */
  readonly again: number;
  /** Kept aside as unreadable records: known already with other content, or with an id longer than AWS writes. */
  readonly aside: readonly E[];
}

interface Key {
  account_id: string;
  event_id: string;
}

/** How one table takes rows, and says what it holds. */
interface EventTable<E> {
  readonly columns: number;
  /** Inserts rows whose key is new; answers their keys. */
  insert(batch: readonly (E & { readonly contentSha256: string })[]): Promise<Key[]>;
  contents(accountId: string, eventIds: readonly string[]): Promise<(Key & { content_sha256: string })[]>;
}

export async function insertOnce<E extends Event>(
  tx: WriteStore,
  events: readonly E[],
  page: EventPage<E>,
  table: EventTable<E>,
): Promise<Inserted<E>> {
  const overlong = events.filter(isOverlong);
  await keepAside(tx, overlong, page, 'An id in this event is longer than AWS writes.');
  const usable = overlong.length === 0 ? events : events.filter((event) => !isOverlong(event));
  const candidates = usable.map((event) => ({ ...event, contentSha256: contentHash(page.rawOf(event)) }));
  const first = new Map<string, E & { contentSha256: string }>();
  for (const event of candidates) if (!first.has(keyOf(event))) first.set(keyOf(event), event);

  const insertedKeys = new Set<string>();
  const kept = new Map<string, string>();
  for (const batch of batches([...first.values()], table.columns))
    for (const row of await table.insert(batch)) insertedKeys.add(`${row.account_id} ${row.event_id}`);
  for (const [key, event] of first) if (insertedKeys.has(key)) kept.set(key, event.contentSha256);

  const known = [...first.values()].filter((event) => !insertedKeys.has(keyOf(event)));
  for (const accountId of new Set(known.map((event) => event.accountId))) {
    const ids = known.filter((event) => event.accountId === accountId).map((event) => event.eventId);
    for (const batch of batches(ids, 1))
      for (const row of await table.contents(accountId, batch))
        kept.set(`${row.account_id} ${row.event_id}`, row.content_sha256);
  }

  const conflicting = candidates.filter((event) => kept.get(keyOf(event)) !== event.contentSha256);
  await keepAside(
    tx,
    conflicting,
    page,
    'An event with this ID is known already, with other content. The first one counts; this one is kept aside.',
  );
  const inserted = [...first.values()].filter((event) => insertedKeys.has(keyOf(event)));
  const again = candidates.length - inserted.length - conflicting.length;
  return { inserted, again, aside: [...overlong, ...conflicting] };
}

async function keepAside<E extends Event>(
  tx: WriteStore,
  events: readonly E[],
  { source, region, collectionId, rawOf, at }: EventPage<E>,
  reason: string,
): Promise<void> {
  for (const event of events) {
    const record = { where: `event ${event.eventId.slice(0, longestKey)}`, reason, raw: rawOf(event) };
    await putUnreadable(
      tx,
      [record],
      { accountId: event.accountId.slice(0, longestKey), source, region, collectionId },
      at,
    );
  }
}

const keyOf = (event: Event) => `${event.accountId} ${event.eventId}`;

/** Hash of what a record says: the same for other spacing and another order of keys, which log files and LookupEvents may differ in. */
function contentHash(raw: string): string {
  try {
    return sha256(JSON.stringify(sorted(JSON.parse(raw))));
  } catch {
    return sha256(raw);
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, sorted(inner)]);
  return entries.sort(([a], [b]) => (a < b ? -1 : 1));
}
