import { sayDuration } from '#lib/domain/instant';
import { Icon } from './icon.tsx';
import { Time } from './time.tsx';

/** When the facts on this page were true. The second fact is the oldest source among them. */
export function AsOf({ at, oldest = null }: { at: string | null; oldest?: string | null }) {
  if (at === null) return <span className="asof">Nothing read yet</span>;
  const behind = oldest === null ? 0 : Date.parse(at) - Date.parse(oldest);
  return (
    <span className="asof">
      <Icon name="clock" small />
      <span>
        As of <Time at={at} form="page" />
        {behind >= 60_000 ? ` · oldest source ${sayDuration(behind)} older` : null}
      </span>
    </span>
  );
}
