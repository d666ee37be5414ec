import type { EvidenceRef } from '#lib/domain/compliance-status';
import type { SourceReading } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';

/** The answer to one question about a principal, and how it is known; `value` null: it is not, and `how` says why. */
export interface Known<T> {
  readonly value: T | null;
  /** A sentence. */
  readonly how: string;
  /** When that was true; null where nothing was answered. */
  readonly at: Instant | null;
  readonly evidence: readonly EvidenceRef[];
  /** IAM actions that would have to be granted, or that failed. */
  readonly missing: readonly string[];
}

/** Points at the block of a source's evidence that holds an answer: its own chunk's, else the only one there is. */
export function evidenceOf(
  label: string,
  source: string,
  reading: Pick<SourceReading<unknown>, 'evidence'> | undefined,
  at: Instant | null,
  block?: number,
): EvidenceRef {
  const hashes = reading === undefined ? [] : reading.evidence;
  const sha256 = block === undefined ? (hashes.length === 1 ? hashes[0] : hashes.at(-1)) : hashes[block];
  return { label, source, sha256: sha256 ?? null, at };
}
