import type { CheckId, ComplianceStatus } from '#lib/domain/compliance-status';
import type { ExceptionState } from '#lib/domain/exception';
import type { IsoInstant } from '#lib/domain/instant';
import type { PrincipalKind } from '#lib/domain/principal';

export type { ExceptionState };

/** The mark beside a status: an accepted risk that holds now. It never changes the status. */
export interface ExceptionMarkView {
  id: string;
  owner: string;
  reason: string;
  expiresAt: IsoInstant;
  /** Whole days until it ends, in its last 30; null before that. */
  endsInDays: number | null;
  recordedAt: IsoInstant;
  recordedBy: string;
}

/** One item of GET /exceptions. */
export interface ExceptionView {
  id: string;
  accountId: string;
  accountName: string;
  principalId: string;
  kind: PrincipalKind;
  /** As it was called when the risk was accepted. */
  userName: string;
  checkId: CheckId;
  checkTitle: string;
  /** What the check says now; null where the principal is no longer there. */
  status: ComplianceStatus | null;
  owner: string;
  reason: string;
  expiresAt: IsoInstant;
  endsInDays: number | null;
  state: ExceptionState;
  recordedAt: IsoInstant;
  recordedBy: string;
}
