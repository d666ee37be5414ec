/** For which stretches of time sign-ins were not read, and why. Nothing is claimed about them (case L21). */
import type { Scope } from '#lib/domain/actor';
import { type CoveredSpan, uncoveredSpans } from '#lib/domain/coverage';
import { day, hour, type Instant, toIso, utcDay } from '#lib/domain/instant';
import { listAccounts } from '#lib/store/accounts';
import { listCoverage } from '#lib/store/event-coverage';
import { currentOutcomes } from '#lib/store/list-source-outcomes';
import type { ReadStore } from '#lib/store/read-store';
import type { SourceProgress } from '#lib/store/source-outcomes';
import { groupBy } from './group-by.ts';
import type { CoverageGapView } from './views/logins.ts';

const eventName = 'ConsoleLogin';

/** What a gap's Region says when it is every Region of the account that was to be read. */
export const everyRegion = 'every Region';

export interface Gap extends CoveredSpan {
  readonly accountId: string;
  readonly accountName: string;
  readonly region: string;
  readonly reason: string;
}

export interface ReadSpans {
  readonly gaps: readonly Gap[];
  /** The instant to which sign-ins have been read, in every Region that the last run reached; null when none have. */
  readonly readUntil: Instant | null;
}

/**
 * Gaps of the sign-ins of each account and Region within the window. The window's end is no gap while nothing has been read beyond it:
 * what happened since the last read is said by `readUntil`.
 * @param known the current outcomes, when the caller has read them already
 */
export async function findGaps(
  read: ReadStore,
  scope: Scope,
  window: CoveredSpan,
  known?: readonly SourceProgress[],
): Promise<ReadSpans> {
  const accounts = await listAccounts(read, scope);
  const outcomes = known ?? (await currentOutcomes(read, scope));
  const coverage = groupBy(await listCoverage(read, scope, { eventNames: [eventName] }), (one) => one.accountId);
  const byAccount = groupBy(outcomes, (one) => one.accountId);
  const readUntil = commonEnd([...coverage.values()].flat());
  const whole = { from: window.from, to: Math.min(window.to, readUntil ?? window.to) };

  const gaps = accounts
    .filter((account) => account.organizationStatus !== 'SUSPENDED')
    .flatMap((account) => {
      const own = byAccount.get(account.id) ?? [];
      const spans = groupBy(coverage.get(account.id) ?? [], (one) => one.region);
      const asked = own.filter((one) => one.source === 'console-logins' && one.region !== '');
      const regions = [...new Set([...asked.map((one) => one.region), ...spans.keys()])].sort();
      const role = own.find((one) => one.source === 'role');
      const found = (regions.length === 0 ? [everyRegion] : regions).flatMap((region) => {
        const outcome = asked.find((one) => one.region === region) ?? (region === everyRegion ? role : undefined);
        return uncoveredSpans(whole, spans.get(region) ?? []).map((gap) => ({
          ...gap,
          accountId: account.id,
          accountName: account.name,
          region,
          reason: reasonOf(outcome, gap, spans.get(region) ?? []),
        }));
      });
      return foldRegions(found, regions.length);
    });
  return { gaps: gaps.sort((a, b) => b.to - a.to || b.from - a.from), readUntil };
}

/** Regions of one run end minutes apart: what they have all been read to. One that stopped earlier is a gap, not the end. */
function commonEnd(coverage: readonly { accountId: string; region: string; to: Instant }[]): Instant | null {
  const ends = [...groupBy(coverage, (one) => `${one.accountId} ${one.region}`).values()].map((spans) =>
    spans.reduce((latest, span) => Math.max(latest, span.to), 0),
  );
  if (ends.length === 0) return null;
  const newest = ends.reduce((a, b) => Math.max(a, b));
  return ends.filter((end) => end >= newest - hour).reduce((a, b) => Math.min(a, b));
}

function reasonOf(outcome: SourceProgress | undefined, gap: CoveredSpan, spans: readonly CoveredSpan[]): string {
  if (outcome?.state === 'denied') return `${outcome.action ?? 'cloudtrail:LookupEvents'} is denied`;
  if (outcome?.state === 'failed' || outcome?.state === 'partial')
    return `${outcome.action ?? 'cloudtrail:LookupEvents'} failed: ${outcome.error ?? 'no reason given'}`;
  if (spans.length > 0 && spans.every((span) => span.from >= gap.to)) return 'Before what has been read so far';
  return 'Not read';
}

/** The same gap in every Region of an account is one line. */
function foldRegions(gaps: readonly Gap[], regions: number): readonly Gap[] {
  if (regions < 2) return gaps;
  return [...groupBy(gaps, (gap) => JSON.stringify([gap.from, gap.to, gap.reason])).values()].flatMap((same) => {
    const first = same[0];
    return first && same.length === regions ? [{ ...first, region: everyRegion }] : same;
  });
}

export const gapView = (gap: Gap): CoverageGapView => ({
  accountId: gap.accountId,
  accountName: gap.accountName,
  region: gap.region,
  eventName,
  from: toIso(gap.from),
  to: toIso(gap.to),
  reason: gap.reason,
});

/** UTC days of which some Region of the scope was not read in full. */
export function daysWithGaps(gaps: readonly Gap[]): ReadonlySet<string> {
  const days = new Set<string>();
  // A span is open at its start: what begins at midnight touches the day after, not the day before.
  for (const gap of gaps)
    for (let at = gap.from; at < gap.to; at = (Math.floor(at / day) + 1) * day) days.add(utcDay(at));
  return days;
}
