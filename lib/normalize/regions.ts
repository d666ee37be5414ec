import { z } from 'zod';
import { type Partition, signInRegions } from '#lib/domain/account';
import type { RegionsFacts } from '#lib/domain/facts';
import { answerNotUnderstood } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({ enabled: z.array(z.string().min(1)) });

/** DescribeRegions: the Regions enabled for the account, and with the partition's sign-in Regions those in which events are read. */
export function normalizeRegions(
  answer: unknown,
  partition: Partition,
  callerRegion: string,
): Normalized<RegionsFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('DescribeRegions', parsed.error, answer);
  return { facts: regionsToRead(parsed.data.enabled, partition, callerRegion), unreadable: [] };
}

/** @param enabled null when DescribeRegions was denied: the partition's sign-in Regions and the caller's are read then. */
export function regionsToRead(
  enabled: readonly string[] | null,
  partition: Partition,
  callerRegion: string,
): RegionsFacts {
  const others = enabled === null ? [callerRegion] : enabled;
  return { enabled, readIn: [...new Set([...signInRegions(partition), ...others])] };
}
