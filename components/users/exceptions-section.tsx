import { ExceptionMark } from '#components/ui/exception-mark';
import { Section } from '#components/ui/section';
import { Time } from '#components/ui/time';
import type { ExceptionView } from '#lib/present/views/exceptions';
import type { PrincipalDetailView } from '#lib/present/views/principals';

/** Risks accepted for this principal: the one that counts first; expired and replaced ones say so. */
export function ExceptionsSection({ exceptions }: { exceptions: PrincipalDetailView['exceptions'] }) {
  if (exceptions.length === 0) return null;
  return (
    <Section id="d-exceptions" level={3} title="Accepted risks" note="beside the status, never instead of it">
      <ul className="rules soft">
        {exceptions.map((one) => (
          <li key={one.id}>
            <div className="row row-w between">
              <ExceptionState exception={one} />
              <span className="small t3">{one.checkTitle}</span>
            </div>
            <div className="t2 wrap-any">{one.reason}</div>
            <div className="small t3">
              Owner {one.owner}, recorded by {one.recordedBy.replace(/^local:/, '')}{' '}
              <Time at={one.recordedAt} form="day" />
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Only an exception that holds carries the mark; the others are told in plain words. */
export function ExceptionState({ exception }: { exception: ExceptionView }) {
  if (exception.state === 'active' || exception.state === 'ends-soon') return <ExceptionMark mark={exception} />;
  return (
    <span className="small t3">
      {exception.state === 'expired' ? 'Expired ' : 'Replaced by a later one, was to end '}
      <Time at={exception.expiresAt} form="day" />
    </span>
  );
}
