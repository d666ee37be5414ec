import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { sayNumber } from '#components/ui/count';
import { Rest } from '#components/ui/page-head';
import type { OverviewView } from '#lib/present/views/overview';

/** Who can sign in without MFA, and which roots are uncovered; what could not be checked is said, never counted as fine. */
export function OverviewAnswer({ view, params }: { view: OverviewView; params: URLSearchParams }) {
  const { usersWithoutMfa: users, rootsUncovered: roots } = view;
  const unknown = users.unknown + roots.unknown;
  return (
    <>
      <Link href={withScope('/users?status=NON_COMPLIANT', params)} prefetch={false}>
        {sayNumber(users.n)} of {sayNumber(users.of)} {users.of === 1 ? 'user' : 'users'}
      </Link>{' '}
      can sign in without MFA and{' '}
      <Link href={withScope('/root?state=uncovered', params)} prefetch={false}>
        {sayNumber(roots.n)} of {sayNumber(roots.of)} root {roots.of === 1 ? 'user' : 'users'}
      </Link>{' '}
      {roots.n === 1 ? 'is' : 'are'} uncovered.{' '}
      <Rest>
        {unknown > 0 ? `${sayNumber(unknown)} more could not be checked.` : 'All others were checked.'}
        {view.accountsNotReadable.length > 0
          ? ` ${view.accountsNotReadable.length === 1 ? '1 account' : `${sayNumber(view.accountsNotReadable.length)} accounts`} could not be read at all.`
          : ''}
      </Rest>
    </>
  );
}
