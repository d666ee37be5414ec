import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { sayNumber } from '#components/ui/count';
import { Rest } from '#components/ui/page-head';
import type { RootView } from '#lib/present/views/principals';

/** Of the accounts where root can or may sign in, how many are covered, uncovered, and not readable. */
export function RootAnswer({ counts, params }: { counts: RootView['counts']; params: URLSearchParams }) {
  const covered = counts.covered + counts['covered-with-keys'];
  const of = covered + counts.uncovered + counts.unknown;
  const notApplicable = counts['no-credentials'] + counts['not-in-partition'];
  if (of + notApplicable + counts.suspended === 0) return 'No root user has been read yet.';
  return (
    <>
      Root is covered in{' '}
      <Link href={withScope('/root?state=covered&state=covered-with-keys', params)} prefetch={false}>
        {sayNumber(covered)} of {sayNumber(of)} {of === 1 ? 'account' : 'accounts'}
      </Link>{' '}
      where it can or may sign in;{' '}
      <Link href={withScope('/root?state=uncovered', params)} prefetch={false}>
        {sayNumber(counts.uncovered)} {counts.uncovered === 1 ? 'is' : 'are'} uncovered
      </Link>
      .{' '}
      <Rest>
        {counts.unknown > 0
          ? `${sayNumber(counts.unknown)} ${counts.unknown === 1 ? 'was' : 'were'} not readable.`
          : 'All were readable.'}
      </Rest>
    </>
  );
}
