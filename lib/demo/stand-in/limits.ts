/** AWS's request rates, as token buckets per account, service and (for regional services) Region. */
import type { Service } from './wire-answer.ts';

export interface RateLimit {
  /** Requests a second; Infinity for none. */
  readonly perSecond: number;
  readonly burst: number;
}

export interface Limits {
  /** AWS publishes no rates for IAM; this is the order of magnitude at which it starts to throttle. */
  readonly iam: RateLimit;
  readonly sts: RateLimit;
  readonly organizations: RateLimit;
  readonly ec2: RateLimit;
  /** LookupEvents: 2 a second per account and Region (CloudTrail quotas). */
  readonly cloudtrail: RateLimit;
  /** Milliseconds before an answer. */
  readonly latencyMs: number;
  /** From GenerateCredentialReport to its completion. */
  readonly reportBuildMs: number;
  /** From an event to its appearance in LookupEvents. */
  readonly eventDelayMs: number;
  /** Upper bound of a page, below AWS's own; IAM may answer fewer than asked for. Null: AWS's. */
  readonly pageSize: number | null;
}

/** AWS's own pace. */
export const realisticLimits: Limits = {
  iam: { perSecond: 20, burst: 40 },
  sts: { perSecond: 600, burst: 600 },
  organizations: { perSecond: 10, burst: 20 },
  ec2: { perSecond: 20, burst: 100 },
  cloudtrail: { perSecond: 2, burst: 2 },
  latencyMs: 40,
  reportBuildMs: 5_000,
  eventDelayMs: 300_000,
  pageSize: null,
};

const unlimited: RateLimit = { perSecond: Number.POSITIVE_INFINITY, burst: Number.POSITIVE_INFINITY };

/** No rate, no wait: what is left is the caller's own time. */
export const unthrottledLimits: Limits = {
  iam: unlimited,
  sts: unlimited,
  organizations: unlimited,
  ec2: unlimited,
  cloudtrail: unlimited,
  latencyMs: 0,
  reportBuildMs: 0,
  eventDelayMs: 0,
  pageSize: null,
};

/** The same organization `factor` times faster. */
export function speededLimits(limits: Limits, factor: number): Limits {
  const faster = (l: RateLimit): RateLimit => ({ perSecond: l.perSecond * factor, burst: l.burst * factor });
  return {
    iam: faster(limits.iam),
    sts: faster(limits.sts),
    organizations: faster(limits.organizations),
    ec2: faster(limits.ec2),
    cloudtrail: faster(limits.cloudtrail),
    // Below a millisecond a timer costs more than it delays.
    latencyMs: limits.latencyMs / factor < 1 ? 0 : limits.latencyMs / factor,
    reportBuildMs: limits.reportBuildMs / factor,
    eventDelayMs: 0,
    pageSize: limits.pageSize,
  };
}

/** Takes one token; false when the bucket is empty. */
export type TakeToken = (service: Service, accountId: string, region: string) => boolean;

/** `ticks` is monotonic milliseconds: pace is real time, also when the organization's clock stands still. */
export function createTokenBuckets(limits: Limits, ticks: () => number): TakeToken {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (service, accountId, region) => {
    const limit = limits[service];
    if (limit.perSecond === Number.POSITIVE_INFINITY) return true;
    const key = `${accountId}/${service}/${service === 'cloudtrail' || service === 'ec2' ? region : ''}`;
    const at = ticks();
    const bucket = buckets.get(key) ?? { tokens: limit.burst, at };
    bucket.tokens = Math.min(limit.burst, bucket.tokens + ((at - bucket.at) / 1_000) * limit.perSecond);
    bucket.at = at;
    buckets.set(key, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  };
}
