import { day } from '#lib/domain/instant';
import type { CoverageGapView } from '#lib/present/views/logins';

/** One stretch of time that was not read in some Regions of one account, for one reason. */
export interface GapGroup {
  readonly accountName: string;
  readonly regions: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** Gaps of one account with the same days and reason told as one, the longest first: a denied trail is one fact, not seventeen. */
export function groupGaps(gaps: readonly CoverageGapView[]): GapGroup[] {
  const groups = new Map<string, GapGroup & { regions: string[] }>();
  for (const { accountId, accountName, region, from, to, reason } of gaps) {
    const days = [from, to].map((iso) => Math.floor(Date.parse(iso) / day));
    const key = JSON.stringify([accountId, reason, days]);
    const known = groups.get(key);
    if (!known) groups.set(key, { accountName: accountName || accountId, regions: [region], from, to, reason });
    else if (!known.regions.includes(region)) known.regions.push(region);
  }
  const length = (group: GapGroup) => Date.parse(group.to) - Date.parse(group.from);
  return [...groups.values()].sort((a, b) => length(b) - length(a) || b.regions.length - a.regions.length);
}
