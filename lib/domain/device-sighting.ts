/** A device as AWS's lists showed it over time: one row per principal, serial number, enabling and list. */
import type { Instant } from './instant.ts';
import type { PrincipalId } from './principal.ts';

export interface DeviceSighting {
  readonly accountId: string;
  readonly principalId: PrincipalId;
  readonly serialNumber: string;
  /** AWS's `EnableDate`; null where AWS gave none. */
  readonly enabledAt: Instant | null;
  readonly source: 'mfa-devices' | 'virtual-devices' | 'root-sessions';
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** First complete list of that principal in which it was missing; null while it is listed. */
  readonly absentAt: Instant | null;
}
