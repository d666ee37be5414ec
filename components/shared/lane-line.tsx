import type { ReactNode } from 'react';
import { DeviceIcon } from '#components/ui/device';
import { Icon } from '#components/ui/icon';
import { sayTime } from '#components/ui/say-time';
import { type Band, fitLabel, type LaneShape, type PlacedMark, type Stretch } from './lane-geometry.ts';
import type { PictureLane } from './lane-list.ts';
import { ChosenRing, LaneMarks } from './lane-marks.tsx';

const percent = (share: number) => `${share}%`;
const span = ({ from, to }: Stretch) => ({ x: percent(from), width: percent(Math.max(0, to - from)) });

export interface LaneLineProps {
  lane: PictureLane;
  /** Null for lanes without a device. */
  shape: LaneShape | null;
  marks: readonly PlacedMark[];
  rules: readonly number[];
  gaps: readonly Stretch[];
  width: number;
  /** Of the marks: smaller where the plot is narrow. */
  scale: number;
  /** True when nothing was read: the total is not known, not zero. */
  unread: boolean;
  chosen: string | null;
}

/** One line of the picture: name, plot, total. Everything in the plot is placed by share of the window. */
export function LaneLine({ lane, shape, marks, rules, gaps, width, scale, unread, chosen }: LaneLineProps) {
  const short = lane.kind === 'deviceless' && marks.every((mark) => mark.level < 2);
  return (
    <div className={`lane-line ${short ? 'short' : ''}`} data-lane={lane.id}>
      <LaneName lane={lane} />
      <div className="lane-plot">
        <svg aria-hidden="true">
          {rules.map((share) => (
            <line key={share} x1={percent(share)} x2={percent(share)} y2="100%" className="rule-line" />
          ))}
          {shape ? <LifeOfDevice shape={shape} lane={lane} width={width} /> : null}
          {gaps.map((gap) => (
            <Gap key={gap.from} gap={gap} />
          ))}
          <LaneMarks marks={marks} short={short} scale={scale} />
          <ChosenRing
            short={short}
            mark={chosen === null ? undefined : marks.find((mark) => mark.events.includes(chosen))}
          />
        </svg>
      </div>
      <LaneTotal lane={lane} unread={unread} />
    </div>
  );
}

function LaneName({ lane }: { lane: PictureLane }) {
  if (lane.kind === 'deviceless')
    return (
      <div className="lane-name" title={lane.name}>
        <Icon name={lane.icon} className="t3" />
        <b className="quiet clip">{lane.name}</b>
      </div>
    );
  const { name, type, note, serialNumber, until } = lane.lane;
  return (
    <div className="lane-name" title={serialNumber}>
      <DeviceIcon kind={type} />
      <b className={`clip ${until ? 't2' : ''}`}>{name}</b>
      <small className="clip">{note}</small>
    </div>
  );
}

function LaneTotal({ lane, unread }: { lane: PictureLane; unread: boolean }) {
  if (unread && lane.marks.length === 0)
    return (
      <div className="lane-total">
        <small>Not read</small>
      </div>
    );
  if (lane.kind === 'deviceless') return <div className="lane-total">{lane.marks.length}</div>;
  const { logins, lastLoginAt } = lane.lane;
  return (
    <div className="lane-total">
      {logins}
      {lastLoginAt ? <small>{sayTime(lastLoginAt, 'day').replace(/ \d{4}$/, '')}</small> : null}
    </div>
  );
}

function LifeOfDevice({ shape, lane, width }: { shape: LaneShape; lane: PictureLane; width: number }) {
  const { life, begin, end, uncertain, bands } = shape;
  return (
    <>
      {life === null ? <OffLine from={0} to={100} /> : null}
      {life && life.from > 0 ? <OffLine from={0} to={life.from} /> : null}
      {life && life.to < 100 ? <OffLine from={life.to} to={100} /> : null}
      {uncertain.map((stretch) => (
        <rect key={stretch.from} {...span(stretch)} y="12%" height="76%" className="uncertain" />
      ))}
      {bands.map((band) => (
        <CustodyBand key={band.from} band={band} width={width} />
      ))}
      {begin === null ? null : <Bar share={begin} className="begin-bar" />}
      {end === null ? null : <Bar share={end} className="end-bar" />}
      {life && life.to < 100 && lane.kind === 'device' ? (
        <EndLabel share={life.to} text={endingOf(lane.lane)} room={((100 - life.to) / 100) * width} />
      ) : null}
      {life === null && lane.kind === 'device' ? <EndLabel share={0} text={absenceOf(lane.lane)} room={width} /> : null}
    </>
  );
}

type Lane = Extract<PictureLane, { kind: 'device' }>['lane'];
const dayOf = (iso: string) => sayTime(iso, 'day').replace(/ \d{4}$/, '');

/** `Removed 28 Sep by m.okafor; the name was used again`. */
function endingOf(lane: Lane): string {
  const at = lane.until?.latest ?? lane.until?.earliest ?? null;
  const exact = lane.until?.earliest === lane.until?.latest;
  const by = lane.removedBy ? ` by ${lane.removedBy.split('/').at(-1)}` : '';
  const when = at ? ` ${exact ? '' : 'by '}${dayOf(at)}` : '';
  return `Removed${when}${by}${lane.reusedLater ? '; the name was used again' : ''}`;
}

function absenceOf(lane: Lane): string {
  return lane.until ? `${endingOf(lane)}, before these days` : 'Enabled after these days';
}

function OffLine({ from, to }: Stretch) {
  return <line x1={percent(from)} x2={percent(to)} y1="50%" y2="50%" className="off-line" />;
}

function Bar({ share, className }: { share: number; className: string }) {
  return (
    <svg x={percent(share)} overflow="visible" aria-hidden="true">
      <g className={className}>
        <rect x={-1} y="7%" width={2} height="86%" />
        <rect x={-4} y="7%" width={8} height={2} />
        <svg y="93%" overflow="visible" aria-hidden="true">
          <rect x={-4} y={-2} width={8} height={2} />
        </svg>
      </g>
    </svg>
  );
}

/** A label on a plate that breaks the dashed line. Shortened to the room there is. */
function EndLabel({ share, text, room }: { share: number; text: string; room: number }) {
  const label = fitLabel(text, room - 12);
  if (label === '') return null;
  return (
    <svg x={percent(share)} y="50%" overflow="visible" aria-hidden="true">
      <rect x={8} y={-8} width={label.length * 5.9 + 10} height={16} className="end-plate" />
      <text x={13} y={4} className="end-label">
        {label}
      </text>
    </svg>
  );
}

function CustodyBand({ band, width }: { band: Band; width: number }): ReactNode {
  const room = ((band.to - band.from) / 100) * width;
  const label = fitLabel(band.label, room);
  const nobody = band.custody === null;
  return (
    <svg {...span(band)} className={nobody ? 'band-nobody' : `p${band.custody?.personColour ?? 0}`} aria-hidden="true">
      <title>{band.label}</title>
      <rect width="100%" y="9%" height="82%" rx={2} className="band-fill" />
      {nobody ? <rect width="100%" y="9%" height="82%" rx={2} fill="url(#hatch-amber)" /> : null}
      <rect width={3} y="9%" height="82%" rx={1} className="band-edge" />
      {label === '' ? null : (
        <svg y="9%" overflow="visible" aria-hidden="true">
          {nobody ? <rect x={5} y={1} width={label.length * 5.9 + 6} height={14} className="band-plate" /> : null}
          <text x={8} y={12}>
            {label}
          </text>
        </svg>
      )}
    </svg>
  );
}

function Gap({ gap }: { gap: Stretch }) {
  return (
    <g>
      <rect {...span(gap)} height="100%" fill="url(#hatch-grey)" />
      <line x1={percent(gap.from)} x2={percent(gap.from)} y2="100%" className="gap-edge" />
      <line x1={percent(gap.to)} x2={percent(gap.to)} y2="100%" className="gap-edge" />
    </g>
  );
}
