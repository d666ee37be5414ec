import Link from 'next/link';
import { changedQuery } from '#components/ui/changed-query';
import { sayNumber } from '#components/ui/count';
import { ToneIcon } from '#components/ui/status';
import type { RootState, RootView } from '#lib/present/views/principals';
import { rootStates } from './root-state.tsx';

/** The states that occur, as a choice in the URL. */
export function RootFilter(props: { counts: RootView['counts']; chosen: RootState[]; params: URLSearchParams }) {
  const all = rootStates.reduce((sum, one) => sum + props.counts[one.state], 0);
  const href = (state: RootState | null) => `/root${changedQuery(props.params, { state })}`;
  return (
    <nav className="seg seg-scroll" aria-label="State">
      <Link href={href(null)} aria-current={props.chosen.length === 0 ? 'true' : undefined} prefetch={false}>
        All <span className="t3">{sayNumber(all)}</span>
      </Link>
      {rootStates
        .filter((one) => props.counts[one.state] > 0 || props.chosen.includes(one.state))
        .map(({ state, tone, word }) => (
          <Link
            key={state}
            href={href(state)}
            aria-current={props.chosen.includes(state) ? 'true' : undefined}
            prefetch={false}
          >
            <ToneIcon tone={tone} small />
            {word} <span className="t3">{sayNumber(props.counts[state])}</span>
          </Link>
        ))}
    </nav>
  );
}
