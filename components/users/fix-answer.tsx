import { sayNumber } from '#components/ui/count';
import { Rest } from '#components/ui/page-head';
import { sayTime } from '#components/ui/say-time';

/** How many of those without MFA have it now, by AWS's word. */
export function FixAnswer(props: {
  progress: { done: number; of: number; unknown: number; accepted: number };
  since: string;
  collected: boolean;
}) {
  const { done, of, unknown, accepted } = props.progress;
  if (!props.collected) return 'No user has been read yet.';
  if (of === 0) return 'Nobody is left: every user who can sign in and was checked has MFA.';
  return (
    <>
      {sayNumber(done)} of {sayNumber(of)} done.{' '}
      <Rest>
        {of === 1 ? 'One user was' : `${sayNumber(of)} users were`} without MFA at some time since{' '}
        {sayTime(props.since, 'day')}.{unknown > 0 ? ` ${sayNumber(unknown)} could not be checked since.` : ''}
        {accepted > 0 ? ` For ${sayNumber(accepted)} the risk is accepted.` : ''}
      </Rest>
    </>
  );
}
