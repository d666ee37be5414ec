'use client';
import { ReadAgain } from '#components/collections/read-again';
import { sayCount } from '#components/ui/count';
import { Notice } from '#components/ui/notice';
import { sayTime } from '#components/ui/say-time';
import type { CoverageGapView } from '#lib/present/views/logins';

const day = (iso: string) => sayTime(iso, 'day').replace(/ \d{4}$/, '');

/** `2 Sep to 4 Sep were not read in eu-north-1 of harbor-network`. */
export function sayGap(gap: CoverageGapView): string {
  const from = day(gap.from);
  const to = day(gap.to);
  return from === to
    ? `${from} was not wholly read in ${gap.region}`
    : `${from} to ${to} were not read in ${gap.region}`;
}

/** Time that was not read: nothing is claimed about it, and the reader is told so before the numbers mislead. */
export function GapNotice({ gaps, accountIds }: { gaps: readonly CoverageGapView[]; accountIds: string[] }) {
  const [first, ...others] = gaps;
  if (!first) return null;
  return (
    <div className="gap-notice">
      <Notice
        tone="unknown"
        title={`${sayGap(first)}${first.accountName ? ` of ${first.accountName}` : ''}.`}
        action={<ReadAgain accountIds={accountIds} />}
      >
        {first.reason} Logins there may be missing from every number on this page.
        {others.length > 0 ? (
          <details>
            <summary>{sayCount(others.length, 'more stretch', 'more stretches')} not read</summary>
            <ul className="gap-list">
              {others.slice(0, 200).map((gap) => (
                <li key={`${gap.accountId} ${gap.region} ${gap.eventName} ${gap.from}`}>
                  {sayGap(gap)} of {gap.accountName || gap.accountId}. {gap.reason}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
      </Notice>
    </div>
  );
}
