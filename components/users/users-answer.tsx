import Link from 'next/link';
import { withScope } from '#components/shell/pages';
import { sayNumber } from '#components/ui/count';
import { Rest } from '#components/ui/page-head';
import type { ComplianceStatus } from '#lib/domain/compliance-status';

/** Of those who can sign in, how many have no MFA; those not checked and those without a password are said apart. */
export function UsersAnswer(props: {
  counts: Record<ComplianceStatus, number>;
  params: URLSearchParams;
  collected: boolean;
}) {
  const { counts } = props;
  const of = counts.NON_COMPLIANT + counts.INSUFFICIENT_DATA + counts.COMPLIANT;
  if (!props.collected && of + counts.NOT_APPLICABLE === 0) return 'No user has been read yet.';
  return (
    <>
      <Link href={withScope('/users?status=NON_COMPLIANT', props.params)} prefetch={false}>
        {sayNumber(counts.NON_COMPLIANT)} of {sayNumber(of)} {of === 1 ? 'user' : 'users'}
      </Link>{' '}
      who can sign in {counts.NON_COMPLIANT === 1 ? 'has' : 'have'} no MFA.{' '}
      <Rest>
        {counts.INSUFFICIENT_DATA === 0
          ? 'All were checked'
          : `${sayNumber(counts.INSUFFICIENT_DATA)} could not be checked`}
        {counts.NOT_APPLICABLE === 0
          ? '.'
          : `; ${sayNumber(counts.NOT_APPLICABLE)} more ${counts.NOT_APPLICABLE === 1 ? 'has' : 'have'} no password.`}
      </Rest>
    </>
  );
}
