import type { Unreadable } from '#lib/domain/facts';

/** One answer of AWS in Keyholder's words. Nothing is dropped: what could not be read stands in `unreadable`. */
export interface Normalized<Facts> {
  /** Null when the answer as a whole could not be read. */
  readonly facts: Facts | null;
  readonly unreadable: readonly Unreadable[];
}
