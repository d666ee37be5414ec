import type { FactSourceId, FactsBySource } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import type { Normalized } from './normalized.ts';

/** What the answers themselves do not say. */
export interface AnswerContext {
  readonly accountId: string;
  /** When the (last) answer of the chunk arrived. */
  readonly readAt: Instant;
}

/** One chunk's answer (`Chunk.answer` of the source of the same name in collect/) to facts. */
export function normalizeSource<S extends FactSourceId>(
  source: S,
  answer: unknown,
  context: AnswerContext,
): Normalized<FactsBySource[S]> {
  throw new Error(`${source} ${typeof answer} ${context.accountId} is on its way`);
}

/** Joins the facts of a source's chunks, in the order in which they were read; null when there is none. */
export function mergeFacts<S extends FactSourceId>(
  source: S,
  chunks: readonly FactsBySource[S][],
): FactsBySource[S] | null {
  throw new Error(`${source} ${chunks.length} is on its way`);
}
