/** Rows for the store's tests: an invented user, its sign-ins, and what is known of them. */
import type { Attribution, ConsoleLogin } from '#lib/domain/console-login';
import type { AttributedLogin } from './login-attributions.ts';
import type { ProjectedPrincipal } from './principals.ts';

export const accountId = '100000000001';
export const alice = `${accountId}:AIDAALICE`;
export const serial = `arn:aws:iam::${accountId}:mfa/alice`;

export const principal = (id: string, over: Partial<ProjectedPrincipal> = {}): ProjectedPrincipal => ({
  id,
  accountId,
  kind: 'IamUser',
  userName: 'Alice',
  arn: `arn:aws:iam::${accountId}:user/Alice`,
  uniqueId: id.slice(13),
  createdAt: 1,
  presence: 'present',
  previousNames: ['Alicia'],
  console: true,
  activeKeys: null,
  privileged: null,
  status: 'NON_COMPLIANT',
  reason: 'no device',
  strength: 'no',
  devicesComplete: true,
  slotsUsed: 0,
  sharedBecause: null,
  tags: { team: 'a' },
  rootState: null,
  detail: { sources: [], privilegedBecause: null, root: null },
  readAt: 5,
  ...over,
});

export function attributed(
  eventId: string,
  time: number,
  over: Partial<Attribution> = {},
  login: Partial<ConsoleLogin> = {},
  shared = false,
): AttributedLogin {
  return {
    login: {
      accountId,
      eventId,
      time,
      region: 'us-east-1',
      identity: 'iam-user',
      principalId: alice,
      uniqueId: 'AIDAALICE',
      userName: 'Alice',
      arn: null,
      outcome: 'success',
      errorMessage: null,
      mfaUsed: true,
      mfaIdentifier: serial,
      sourceIp: '192.0.2.1',
      userAgent: 'a browser',
      provider: null,
      evidenceSha256: 'e',
      evidenceIndex: 0,
      ...login,
    },
    attribution: {
      accountId,
      eventId,
      state: 'device',
      basis: null,
      device: { serialNumber: serial, type: 'virtual-authenticator', instanceId: 'i1', enabledAt: 1, removedAt: null },
      personId: null,
      personName: null,
      custodyId: null,
      reason: 'by its identifier',
      flags: ['mfa-used-no'],
      ...over,
    },
    shared,
    personLabel: null,
  };
}
