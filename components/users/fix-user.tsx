'use client';
import { Icon } from '#components/ui/icon';
import type { PrincipalDetailView } from '#lib/present/views/principals';
import { AcceptRisk } from './accept-risk.tsx';
import { CheckAgain } from './check-again.tsx';
import { DevicesSection } from './devices-section.tsx';
import { ExceptionsSection } from './exceptions-section.tsx';
import { FixesSection } from './fixes-section.tsx';
import { useFreshPrincipal } from './fresh-principal.ts';
import { nameOf, UserIdentity, UserVerdict } from './user-verdict.tsx';

/** The user in hand: what is wrong, the ways to fix it, and the question whether AWS says it is done. */
export function FixUser(props: {
  user: PrincipalDetailView;
  place: { at: number; of: number; onPrevious: (() => void) | null; onNext: (() => void) | null };
  now: string;
  onAnswer: () => void;
}) {
  const { user, place } = props;
  const fresh = useFreshPrincipal();
  return (
    <section className="fix-user" aria-labelledby="fix-name">
      <div className="row row-w between">
        <h2 id="fix-name" className="wrap-any">
          {nameOf(user)}
        </h2>
        <span className="row">
          <span className="small t3 nowrap">{place.at > 0 ? `${place.at} of ${place.of}` : 'Not in this list'}</span>
          <button
            type="button"
            className="btn s"
            disabled={!place.onPrevious}
            onClick={() => place.onPrevious?.()}
            aria-label="Previous user, key k"
          >
            <Icon name="up" small />
            Previous
          </button>
          <button
            type="button"
            className="btn s"
            disabled={!place.onNext}
            onClick={() => place.onNext?.()}
            aria-label="Next user, key j"
          >
            <Icon name="down" small />
            Next
          </button>
        </span>
      </div>
      <UserIdentity user={user} created={user.createdAt} />
      <UserVerdict user={user} now={props.now} />
      <CheckAgain user={user} onAnswer={props.onAnswer}>
        <AcceptRisk
          user={user}
          onAccepted={() => {
            void fresh.again(user.id);
            props.onAnswer();
          }}
        />
      </CheckAgain>
      {user.fixes.length > 0 ? <FixesSection fixes={user.fixes} /> : null}
      <ExceptionsSection exceptions={user.exceptions} />
      <DevicesSection user={user} />
    </section>
  );
}
