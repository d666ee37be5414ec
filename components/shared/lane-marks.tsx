import type { AttributionState } from '#lib/domain/console-login';
import type { PlacedMark } from './lane-geometry.ts';

/** Radius of a disc with half of its ring, and the height of a floor, in pixels. */
export const markRadius = 5;
const floor = 8;

/** The shape of a state, drawn around 0,0. Shape carries the state; colour repeats the person. */
export function MarkShape({ state, colour }: { state: AttributionState; colour: number }) {
  switch (state) {
    case 'person':
      return <circle r={markRadius} className={`mark p${colour}`} />;
    case 'device':
      return (
        <>
          <circle r={markRadius} className="mark-halo" />
          <circle r={3.6} className="mark-hollow" />
        </>
      );
    case 'probable-device':
      return (
        <>
          <circle r={markRadius + 0.5} className="mark-halo" />
          <circle r={4} className="mark-probable" />
        </>
      );
    case 'unknown-device':
      return <path d="M0-5 5 0 0 5-5 0z" className="mark-diamond" />;
    case 'device-not-recorded':
    case 'mfa-not-recorded':
      return <path d="M0-5 5 0 0 5-5 0z" className="mark-not-recorded" />;
    case 'no-mfa':
      return <path d="M0-4.6 5 4.4H-5z" className="mark-triangle" />;
    case 'not-visible-to-aws':
      return <rect x={-4} y={-4} width={8} height={8} className="mark-outside" />;
    case 'not-a-login':
      return <path d="M-3.5-3.5 3.5 3.5M3.5-3.5-3.5 3.5" className="mark-cross" />;
  }
}

function Merged({ mark }: { mark: PlacedMark }) {
  const text = String(mark.events.length);
  const width = 8 + text.length * 6;
  const look = mark.mixed ? '' : lookOfMerged(mark);
  return (
    <>
      <rect x={-width / 2} y={-7} width={width} height={14} rx={3} className={`mark-many ${look}`} />
      <text y={3.5} className="mark-number">
        {text}
      </text>
    </>
  );
}

function lookOfMerged({ state, colour }: PlacedMark): string {
  if (state === 'person') return `p${colour}`;
  return state === 'no-mfa' ? 'many-bad' : state === 'unknown-device' ? 'many-unknown' : '';
}

/** Where a mark's middle lies above the bottom of its lane. A short lane has no band, so its marks stand in its middle. */
export const heightOf = (mark: PlacedMark, short: boolean): number =>
  (short ? 17 : 12) + (mark.events.length > 1 ? 1 : mark.level * floor);

/** Drawn in a box whose origin is the base of the lane, so that no height is needed. */
export function LaneMarks(props: { marks: readonly PlacedMark[]; short: boolean; scale: number }) {
  const { marks, short, scale } = props;
  return (
    <svg y="100%" height="1" overflow="visible" aria-hidden="true">
      {marks.map((mark) => (
        <svg key={mark.key} x={`${mark.share}%`} y={-heightOf(mark, short)} overflow="visible" aria-hidden="true">
          {mark.events.length > 1 ? (
            <Merged mark={mark} />
          ) : (
            <g transform={scale === 1 ? undefined : `scale(${scale})`}>
              <MarkShape state={mark.state} colour={mark.colour} />
            </g>
          )}
        </svg>
      ))}
    </svg>
  );
}

/** A ring around the chosen mark. */
export function ChosenRing({ mark, short }: { mark: PlacedMark | undefined; short: boolean }) {
  if (!mark) return null;
  return (
    <svg y="100%" height="1" overflow="visible" aria-hidden="true">
      <svg x={`${mark.share}%`} y={-heightOf(mark, short)} overflow="visible" aria-hidden="true">
        {mark.events.length > 1 ? (
          <rect x={-15} y={-9.5} width={30} height={19} rx={5} className="mark-chosen" />
        ) : (
          <circle r={7} className="mark-chosen" />
        )}
      </svg>
    </svg>
  );
}
