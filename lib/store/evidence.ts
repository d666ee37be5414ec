import type { SourceId } from '#lib/domain/collection';
import type { Instant } from '#lib/domain/instant';
import { type PackedJson, packJson, unpackJson } from './compressed-json.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** One answered request to AWS as it is kept (the shape of aws/aws-call.ts, which this folder may not import). */
export interface EvidenceCall {
  readonly action: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly requestId: string | null;
  readonly at: Instant;
  readonly answer: unknown;
  readonly bytes?: string;
}

export interface EvidenceOrigin {
  readonly accountId: string;
  readonly source: SourceId;
  /** Empty for sources that are not read per Region. */
  readonly region: string;
  /** Null for a question that a viewer asked, outside any run. */
  readonly collectionId: string | null;
}

/** The calls of one portion of a source as one block, compressed and named by its content; not yet kept. */
export interface PackedEvidence extends PackedJson, EvidenceOrigin {
  readonly calls: number;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
}

/** Compresses before a transaction, so that none waits for it. @param calls at least one */
export async function packEvidence(calls: readonly EvidenceCall[], origin: EvidenceOrigin): Promise<PackedEvidence> {
  if (calls.length === 0) throw new RangeError('evidence of no call');
  const times = calls.map((call) => call.at);
  const packed = await packJson(calls);
  return { ...origin, ...packed, calls: calls.length, firstAt: Math.min(...times), lastAt: Math.max(...times) };
}

/** Keeps a block; the same content twice is kept once. Answers its hash. */
export async function putEvidence(tx: WriteStore, block: PackedEvidence): Promise<string> {
  await tx.db
    .insertInto('evidence')
    .values({
      sha256: block.sha256,
      account_id: block.accountId,
      source: block.source,
      region: block.region,
      collection_id: block.collectionId,
      calls: block.calls,
      first_at: block.firstAt,
      last_at: block.lastAt,
      size: block.size,
      body: block.body,
    })
    .onConflict((oc) => oc.doNothing())
    .execute();
  return block.sha256;
}

export interface EvidenceBlock {
  readonly sha256: string;
  readonly accountId: string;
  readonly source: string;
  readonly region: string;
  readonly collectionId: string | null;
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly calls: readonly EvidenceCall[];
}

/** The calls of a block, as they were kept; null when there is none of that hash. */
export async function getEvidence(read: ReadStore, hash: string): Promise<EvidenceBlock | null> {
  const row = await read.db.selectFrom('evidence').selectAll().where('sha256', '=', hash).executeTakeFirst();
  if (!row) return null;
  return {
    sha256: row.sha256,
    accountId: row.account_id,
    source: row.source,
    region: row.region,
    collectionId: row.collection_id,
    firstAt: row.first_at,
    lastAt: row.last_at,
    calls: await unpackJson<EvidenceCall[]>(row.body),
  };
}
