/** What every part of the sample organization is made from: a seed, the moment it starts, and a few fixed names. */
import type { Partition } from '#lib/domain/account';
import { day, type Instant } from '#lib/domain/instant';
import { type Random, seededRandom, seedFor } from '../random.ts';

export interface SamplePlan {
  readonly seed: number;
  /** "Now" when the organization was made: history ends here, and new sign-ins begin. Whole seconds. */
  readonly start: Instant;
  /** Randomness of its own for each part, so that a change in one leaves the others as they are. */
  random(part: string): Random;
  /** That many milliseconds before the start, on a whole second. */
  ago(ms: number): Instant;
}

export const samplePartition: Partition = 'aws';
export const historyDays = 90;

export const sampleAccountIds = {
  management: '100000000001',
  production: '100000000002',
  development: '100000000003',
  data: '100000000004',
  security: '100000000005',
  partner: '100000000006',
  archive: '100000000007',
} as const;

/** What the product is configured with to reach the member accounts. */
export const sampleRoleName = 'KeyholderAudit';
export const sampleExternalId = 'sample-external-id';

export function samplePlan(seed: number, startedAt: Instant): SamplePlan {
  const start = Math.floor(startedAt / 1_000) * 1_000;
  return {
    seed,
    start,
    random: (part) => seededRandom([...part].reduce((s, c) => seedFor(s, c.charCodeAt(0)), seed)),
    ago: (ms) => start - Math.floor(ms / 1_000) * 1_000,
  };
}

export const historyStart = (plan: SamplePlan): Instant => plan.ago(historyDays * day);

export const arnOf = (accountId: string, rest: string): string => `arn:${samplePartition}:iam::${accountId}:${rest}`;
export const virtualSerial = (accountId: string, name: string): string => arnOf(accountId, `mfa/${name}`);
export const fidoSerial = (accountId: string, userName: string, name: string, code: string): string =>
  arnOf(accountId, `u2f/user/${userName}/${name}-${code}`);

/** The same role has the same id in the account and in the sign-ins through it. */
export const sampleRoleId = (accountId: string, name: string): string =>
  `AROASAMPLE${seededRandom([...accountId, ...name].reduce((s, c) => seedFor(s, c.charCodeAt(0)), 1)).code(11)}`;
