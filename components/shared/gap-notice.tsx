'use client';
import { ReadAgain } from '#components/collections/read-again';
import { sayCount } from '#components/ui/count';
import { Notice } from '#components/ui/notice';
import { sayTime } from '#components/ui/say-time';
import type { CoverageGapView } from '#lib/present/views/logins';
import { type GapGroup, groupGaps } from './group-gaps.ts';

const day = (iso: string) => sayTime(iso, 'day').replace(/ \d{4}$/, '');
const ended = (sentence: string) => (sentence === '' || /[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** `2 Sep to 4 Sep were not read in eu-north-1 of harbor-network`. */
function sayGap({ from, to, regions, accountName }: GapGroup): string {
  const where = regions.includes('every Region')
    ? 'any Region'
    : regions.length > 3
      ? sayCount(regions.length, 'Region')
      : regions.join(', ');
  const days = day(from) === day(to) ? `${day(from)} was not wholly read` : `${day(from)} to ${day(to)} were not read`;
  return `${days} in ${where} of ${accountName}`;
}

/** Time that was not read: nothing is claimed about it, and the reader is told so before the numbers mislead. */
export function GapNotice({ gaps, accountIds }: { gaps: readonly CoverageGapView[]; accountIds: string[] }) {
  const [first, ...others] = groupGaps(gaps);
  if (!first) return null;
  return (
    <div className="gap-notice">
      <Notice tone="unknown" title={`${sayGap(first)}.`} action={<ReadAgain accountIds={accountIds} />}>
        {ended(first.reason)} Logins there may be missing from every number on this page.
        {others.length > 0 ? (
          <details>
            <summary>{sayCount(others.length, 'more stretch', 'more stretches')} not read</summary>
            <ul className="gap-list">
              {others.slice(0, 200).map((gap) => (
                <li key={`${gap.accountName} ${gap.regions.join()} ${gap.from} ${gap.to}`}>
                  {sayGap(gap)}. {ended(gap.reason)}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Notice>
    </div>
  );
}
