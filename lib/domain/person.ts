/** People, and which of them held a device when. Custody is bitemporal: appended, never edited. */
import type { Instant } from './instant.ts';
import type { PrincipalId } from './principal.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly leftAt: Instant | null;
}

/** Which person holds a device instance, since when and until when, and when that was written down. */
export interface Custody {
  readonly id: string;
  readonly accountId: string;
  readonly principalId: PrincipalId;
  readonly serialNumber: string;
  readonly deviceInstanceId: string;
  readonly personId: string;
  readonly validFrom: Instant;
  /** The earlier of its own end and a later recorded end; null while it lasts. */
  readonly validTo: Instant | null;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
  readonly reason: string;
}

/** An admin's word on whether several people use a principal. The newest counts. */
export interface SharedAccountDecision {
  readonly id: string;
  readonly principalId: PrincipalId;
  readonly decision: 'declared' | 'dismissed';
  readonly justification: string;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}

/** Why a principal counts as shared; null when it does not. */
export type SharedBecause = 'root' | 'tag' | 'declared' | null;

/** A named set of accounts with a justification: the authorization boundary. */
export interface Boundary {
  readonly id: string;
  readonly name: string;
  readonly justification: string;
  readonly accountIds: readonly string[];
  readonly recordedAt: Instant;
  readonly recordedBy: string;
}
