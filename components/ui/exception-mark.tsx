import { sayDay } from '#lib/domain/instant';
import type { ExceptionMarkView } from '#lib/present/views/exceptions';
import { Icon } from './icon.tsx';

/** An accepted risk, beside a status and never instead of it; in its last 30 days it says how many are left. */
export function ExceptionMark({ mark }: { mark: ExceptionMarkView | null }) {
  if (mark === null) return null;
  return (
    <span
      className="exc"
      title={`Accepted by ${mark.owner} until ${sayDay(Date.parse(mark.expiresAt))}: ${mark.reason}`}
    >
      <Icon name="flag" />
      {sayMark(mark)}
    </span>
  );
}

export function sayMark({ endsInDays, expiresAt }: Pick<ExceptionMarkView, 'endsInDays' | 'expiresAt'>): string {
  if (endsInDays === null) return `Accepted until ${sayDay(Date.parse(expiresAt))}`;
  return `Accepted, ends in ${endsInDays} ${endsInDays === 1 ? 'day' : 'days'}`;
}
