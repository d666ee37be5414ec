import type { CollectionStatus, Outcome, SourceFailure } from '#lib/domain/collection';
import type { IsoInstant } from '#lib/domain/instant';

export interface CollectionSourceView {
  source: string;
  region?: string;
  /** Absent while it is waiting or running. */
  outcome?: Outcome;
  state: 'waiting' | 'running' | Outcome;
  action?: string;
  error?: string;
  attempted: number;
  succeeded: number;
  expected: number | null;
  failureCount: number;
  failures: SourceFailure[];
  from?: IsoInstant;
  to?: IsoInstant;
}

/** GET /collections/{id}, one item of GET /collections. */
export interface CollectionView {
  id: string;
  status: CollectionStatus;
  trigger: string;
  requestedBy: string;
  startedAt: IsoInstant;
  finishedAt: IsoInstant | null;
  error: string | null;
  progress: { done: number; of: number; sentence: string };
  accounts: { accountId: string; name: string; sources: CollectionSourceView[] }[];
}

/** One line of GET /collections. The accounts are there unless the reader asked for a summary. */
export interface CollectionSummaryView extends Omit<CollectionView, 'accounts'> {
  accounts?: CollectionView['accounts'];
  counts: { collected: number; partial: number; denied: number; failed: number; waiting: number };
  accountCount: number;
}

export interface EventCoverageView {
  accountId: string;
  accountName: string;
  region: string;
  eventName: string;
  spans: { from: IsoInstant; to: IsoInstant }[];
}

export interface UnreadableRecordView {
  id: string;
  accountId: string;
  accountName: string;
  source: string;
  region: string;
  where: string;
  reason: string;
  raw: string;
  recordedAt: IsoInstant;
}
