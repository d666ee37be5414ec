import './logins.css';
import { HatchPatterns } from '#components/charts/hatch-patterns';
import { sayCount } from '#components/ui/count';
import { sayTime } from '#components/ui/say-time';
import type { LoginsSummaryView } from '#lib/present/views/logins';

type Day = LoginsSummaryView['days'][number];

const height = 64;

/** A round top for the axis: an even number of a power of ten, so that its half is whole, at least 4. */
export function axisTop(most: number): number {
  const least = Math.max(4, most);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 4, 6, 8, 10].map((n) => n * power).find((top) => top >= least) ?? least;
}

const dayOf = (day: string) => sayTime(`${day}T00:00:00.000Z`, 'day').replace(/ \d{4}$/, '');

/** Bars of logins per UTC day. A day with a login without MFA has a red triangle under the axis; a day not wholly read is hatched. */
export function LoginsPerDay({ days }: { days: readonly Day[] }) {
  const top = axisTop(Math.max(0, ...days.map((day) => day.logins)));
  const step = 100 / Math.max(1, days.length);
  const total = days.reduce((sum, day) => sum + day.logins, 0);
  const without = days.filter((day) => day.withoutMfa > 0).length;
  const unread = days.filter((day) => !day.covered).length;
  const name =
    `Logins per day over ${sayCount(days.length, 'day')}, ${total} in all; ${sayCount(without, 'day')} with a login ` +
    `without MFA; ${sayCount(unread, 'day')} not wholly read. The table below holds the logins.`;
  const labels = labelled(days);
  return (
    <figure className="per-day panel" aria-label={name}>
      <HatchPatterns />
      <figcaption className="row row-w between small t2">
        <span>Logins per day, UTC</span>
        <ul className="legend">
          <li>
            <svg width="10" height="10" aria-hidden="true">
              <rect width="10" height="10" rx="1" className="chart-bar" />
            </svg>
            Logins
          </li>
          <li>
            <svg width="9" height="8" viewBox="-4.5 0 9 8" aria-hidden="true">
              <path d="M0 0 4.5 8h-9z" className="chart-warn" />
            </svg>
            Day with a login without MFA
          </li>
          <li>
            <svg width="18" height="10" aria-hidden="true">
              <rect x="0.5" y="0.5" width="17" height="9" fill="url(#hatch-grey)" className="gap-edge" />
            </svg>
            Not wholly read
          </li>
        </ul>
      </figcaption>
      <div className="per-day-plot">
        <svg width="100%" height={height + 34} role="img" aria-label={name}>
          {[0, 0.5, 1].map((share) => (
            <g key={share}>
              <line x2="100%" y1={height + 8 - share * height} y2={height + 8 - share * height} className="rule-line" />
              <text x="-8" y={height + 12 - share * height} className="tick" textAnchor="end">
                {top * share}
              </text>
            </g>
          ))}
          {days.map((day, i) => (
            <DayBar key={day.day} day={day} x={i * step} width={step} top={top} />
          ))}
          <line x2="100%" y1={height + 8} y2={height + 8} className="axis-line" />
          {labels.map(({ day, at, anchor }) => (
            <text key={day} x={`${at}%`} y={height + 32} textAnchor={anchor} className="tick">
              {dayOf(day)}
            </text>
          ))}
        </svg>
      </div>
    </figure>
  );
}

function DayBar({ day, x, width, top }: { day: Day; x: number; width: number; top: number }) {
  const bar = (day.logins / top) * height;
  const words = `${dayOf(day.day)}: ${sayCount(day.logins, 'login')}, ${day.withoutMfa} without MFA${day.covered ? '' : ', not wholly read'}`;
  return (
    <g>
      <title>{words}</title>
      {day.covered ? null : <rect x={`${x}%`} width={`${width}%`} y="8" height={height} fill="url(#hatch-grey)" />}
      <rect
        x={`${x + width * 0.09}%`}
        width={`${width * 0.82}%`}
        y={height + 8 - bar}
        height={bar}
        className="chart-bar"
      />
      {day.withoutMfa > 0 ? (
        <svg x={`${x + width / 2}%`} y={height + 11} overflow="visible" aria-hidden="true">
          <path d="M0 0 3.5 6.5h-7z" className="chart-warn" />
        </svg>
      ) : null}
    </g>
  );
}

interface Label {
  day: string;
  at: number;
  anchor: 'start' | 'middle' | 'end';
}

/** The first and last day, and up to four between them. */
function labelled(days: readonly Day[]): Label[] {
  const last = days.length - 1;
  const wanted = Math.min(6, days.length);
  const shown = Array.from({ length: wanted }, (_, i) => Math.round((i * last) / Math.max(1, wanted - 1)));
  const labels: Label[] = [];
  for (const at of new Set(shown)) {
    const day = days[at]?.day;
    if (day === undefined) continue;
    const share = ((at + 0.5) / days.length) * 100;
    if (at === 0) labels.push({ day, at: 0, anchor: 'start' });
    else if (at === last) labels.push({ day, at: 100, anchor: 'end' });
    else labels.push({ day, at: share, anchor: 'middle' });
  }
  return labels;
}
