import type { Outcome } from '#lib/domain/collection';
import type { AccountSnapshot, FactSourceId } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { type PackedJson, packJson, unpackJson } from './compressed-json.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

type Sources = AccountSnapshot['sources'];

/** What `snapshots.manifest` holds: which block holds which source. */
interface Manifest {
  readonly role: AccountSnapshot['role'];
  readonly blocks: { readonly [S in FactSourceId]?: string };
}

/** A snapshot ready to be written: one compressed block per source. */
export interface PackedSnapshot {
  readonly id: string;
  readonly accountId: string;
  readonly collectionId: string;
  readonly sealedAt: Instant;
  readonly roleOutcome: Outcome;
  readonly oldestSourceAt: Instant | null;
  readonly manifest: Manifest;
  readonly blocks: readonly PackedJson[];
}

/** Compresses before the transaction, so that it does not wait. */
export async function packSnapshot(id: string, snapshot: AccountSnapshot): Promise<PackedSnapshot> {
  const packed = await Promise.all(
    Object.entries(snapshot.sources).map(async ([source, reading]) => ({
      source,
      // A root session is asked once a week on purpose: it does not make the data old.
      from: reading.facts === null || source === 'root-sessions' ? null : reading.from,
      block: await packJson({ [source]: reading } satisfies Record<string, unknown>),
    })),
  );
  const times = packed.map((p) => p.from).filter((at) => at !== null);
  return {
    id,
    accountId: snapshot.accountId,
    collectionId: snapshot.collectionId,
    sealedAt: snapshot.sealedAt,
    roleOutcome: snapshot.role.outcome,
    oldestSourceAt: times.length > 0 ? Math.min(...times) : null,
    manifest: {
      role: snapshot.role,
      blocks: Object.fromEntries(packed.map((p) => [p.source, p.block.sha256])),
    },
    blocks: packed.map((p) => p.block),
  };
}

/** Seals an account's snapshot and makes it the one that screens show. A run seals an account once: a second time changes nothing. */
export async function sealSnapshot(tx: WriteStore, s: PackedSnapshot): Promise<{ isNew: boolean }> {
  for (const block of s.blocks) {
    await tx.db
      .insertInto('snapshot_blocks')
      .values({ sha256: block.sha256, body: block.body })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
  const made = await tx.db
    .insertInto('snapshots')
    .values({
      id: s.id,
      account_id: s.accountId,
      collection_id: s.collectionId,
      sealed_at: s.sealedAt,
      role_outcome: s.roleOutcome,
      manifest: JSON.stringify(s.manifest),
    })
    .onConflict((oc) => oc.columns(['account_id', 'collection_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return { isNew: false };
  await tx.db
    .updateTable('accounts')
    .set({ snapshot_id: s.id, sealed_at: s.sealedAt, oldest_source_at: s.oldestSourceAt })
    .where('id', '=', s.accountId)
    .execute();
  return { isNew: true };
}

export interface SnapshotRef {
  readonly id: string;
  readonly accountId: string;
  readonly collectionId: string;
  readonly sealedAt: Instant;
}

/** Oldest first: the order in which projections are made again. */
export async function listSnapshots(read: ReadStore, accountId: string): Promise<SnapshotRef[]> {
  const rows = await read.db
    .selectFrom('snapshots')
    .select(['id', 'account_id', 'collection_id', 'sealed_at'])
    .where('account_id', '=', accountId)
    .orderBy('sealed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    collectionId: row.collection_id,
    sealedAt: row.sealed_at,
  }));
}

/** Which snapshot: by id, of one run, or the last sealed at or before an instant (without one: the last). */
export type WhichSnapshot =
  | { readonly id: string }
  | { readonly accountId: string; readonly collectionId: string }
  | { readonly accountId: string; readonly asOf?: Instant };

/** @param only these sources instead of all, to decode no more than is needed */
export async function loadSnapshot(
  read: ReadStore,
  which: WhichSnapshot,
  only?: readonly FactSourceId[],
): Promise<AccountSnapshot | null> {
  let query = read.db.selectFrom('snapshots').selectAll().orderBy('sealed_at', 'desc').orderBy('id', 'desc').limit(1);
  if ('id' in which) query = query.where('id', '=', which.id);
  else {
    query = query.where('account_id', '=', which.accountId);
    if ('collectionId' in which) query = query.where('collection_id', '=', which.collectionId);
    else if (which.asOf !== undefined) query = query.where('sealed_at', '<=', which.asOf);
  }
  const row = await query.executeTakeFirst();
  if (!row) return null;
  const manifest: Manifest = JSON.parse(row.manifest);
  return {
    accountId: row.account_id,
    collectionId: row.collection_id,
    sealedAt: row.sealed_at,
    role: manifest.role,
    sources: await readBlocks(read, manifest, only),
  };
}

async function readBlocks(read: ReadStore, manifest: Manifest, only?: readonly FactSourceId[]): Promise<Sources> {
  const wanted = only ?? factSources(manifest);
  const hashes = wanted.map((source) => manifest.blocks[source]).filter((hash) => hash !== undefined);
  if (hashes.length === 0) return {};
  const rows = await read.db.selectFrom('snapshot_blocks').selectAll().where('sha256', 'in', hashes).execute();
  if (rows.length < new Set(hashes).size) throw new Error('a block of a snapshot is missing: the database is damaged');
  const parts = await Promise.all(rows.map((row) => unpackJson<Sources>(row.body)));
  return Object.assign({}, ...parts);
}

function factSources(manifest: Manifest): FactSourceId[] {
  const sources: FactSourceId[] = [];
  let source: FactSourceId;
  for (source in manifest.blocks) sources.push(source);
  return sources;
}
