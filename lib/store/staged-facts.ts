import type { SourceFailure } from '#lib/domain/collection';
import type { FactSourceId, FactsBySource } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { type PackedJson, unpackJson } from './compressed-json.ts';
import type { ReadStore } from './read-store.ts';
import type { WriteStore } from './write-store.ts';

/** One committed portion of a source's facts, waiting for its account's snapshot. */
export interface StagedChunk {
  readonly source: FactSourceId;
  /** From 0, in the order read. */
  readonly chunk: number;
  readonly evidenceSha256: string | null;
  readonly committedAt: Instant;
}

/** What is packed: the facts of one chunk (null: a refusal, kept for its evidence), and what came of the subjects asked in it. */
export interface StagedFacts<S extends FactSourceId> {
  readonly facts: FactsBySource[S] | null;
  readonly attempted: number;
  readonly succeeded: number;
  /** All of them: a snapshot must be able to name every user who could not be asked. */
  readonly failures: readonly SourceFailure[];
  /** First and last answer. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** @param facts a StagedFacts packed by `packJson` before the transaction. The same chunk again (a resumed run) replaces it. */
export async function stageFacts(
  tx: WriteStore,
  key: { collectionId: string; accountId: string } & StagedChunk,
  facts: PackedJson,
): Promise<void> {
  const values = { body: facts.body, evidence_sha256: key.evidenceSha256, committed_at: key.committedAt };
  await tx.db
    .insertInto('staged_facts')
    .values({
      collection_id: key.collectionId,
      account_id: key.accountId,
      source: key.source,
      chunk: key.chunk,
      ...values,
    })
    .onConflict((oc) => oc.columns(['collection_id', 'account_id', 'source', 'chunk']).doUpdateSet(values))
    .execute();
}

/** What of an account this run has committed, without the facts: what a resumed run need not ask again. */
export async function listStagedChunks(
  read: ReadStore,
  collectionId: string,
  accountId: string,
): Promise<StagedChunk[]> {
  const rows = await read.db
    .selectFrom('staged_facts')
    .select(['source', 'chunk', 'evidence_sha256', 'committed_at'])
    .where('collection_id', '=', collectionId)
    .where('account_id', '=', accountId)
    .orderBy('source')
    .orderBy('chunk')
    .execute();
  return rows.map((row) => ({
    source: row.source,
    chunk: row.chunk,
    evidenceSha256: row.evidence_sha256,
    committedAt: row.committed_at,
  }));
}

/** One source's facts, chunk by chunk in the order read, with the evidence of each. */
export async function readStagedFacts<S extends FactSourceId>(
  read: ReadStore,
  key: { collectionId: string; accountId: string; source: S },
): Promise<{ staged: StagedFacts<S>; chunk: number; evidenceSha256: string | null }[]> {
  const rows = await read.db
    .selectFrom('staged_facts')
    .select(['chunk', 'body', 'evidence_sha256'])
    .where('collection_id', '=', key.collectionId)
    .where('account_id', '=', key.accountId)
    .where('source', '=', key.source)
    .orderBy('chunk')
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      staged: await unpackJson<StagedFacts<S>>(row.body),
      chunk: row.chunk,
      evidenceSha256: row.evidence_sha256,
    })),
  );
}

/** After the snapshot is sealed, or when a run was given up: staged facts are no record of their own. */
export async function clearStagedFacts(
  tx: WriteStore,
  key: { collectionId: string; accountId?: string; source?: FactSourceId },
): Promise<void> {
  let query = tx.db.deleteFrom('staged_facts').where('collection_id', '=', key.collectionId);
  if (key.accountId !== undefined) query = query.where('account_id', '=', key.accountId);
  if (key.source !== undefined) query = query.where('source', '=', key.source);
  await query.execute();
}
