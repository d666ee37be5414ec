/** Who can sign in with AWS's own credentials: the root user and IAM users. */
import type { Instant } from './instant.ts';

export type PrincipalKind = 'RootUser' | 'IamUser';
export type Presence = 'present' | 'deleted-since-report';

/** `123456789012:AIDA…` or `123456789012:root`; never the name, because names are reused. */
export type PrincipalId = string;

export const rootPrincipalId = (accountId: string): PrincipalId => `${accountId}:root`;
export const userPrincipalId = (accountId: string, uniqueId: string): PrincipalId => `${accountId}:${uniqueId}`;
export const accountOfPrincipal = (id: PrincipalId): string => id.slice(0, 12);
export const isRootPrincipal = (id: PrincipalId): boolean => id.endsWith(':root');

/** How a report row without an `AIDA…` id is known once its user is gone: by ARN and creation time, as the cases demand (U10, U15). */
export const goneUserId = (accountId: string, arn: string, createdAt: Instant | null): PrincipalId =>
  `${accountId}:gone:${arn.slice(arn.indexOf(':user/') + 6)}@${createdAt ?? 0}`;

/** The subject that stands for all users of an account whose `ListUsers` could not be read (U21b). */
export const unlistedUsersId = (accountId: string): PrincipalId => `${accountId}:users`;

export interface Principal {
  readonly id: PrincipalId;
  readonly accountId: string;
  readonly kind: PrincipalKind;
  /** `<root_account>` for root. */
  readonly userName: string;
  readonly arn: string;
  readonly uniqueId: string;
  readonly createdAt: Instant | null;
  readonly presence: Presence;
}
