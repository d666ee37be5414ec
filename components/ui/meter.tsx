import { sayNumber } from './count.tsx';

/** `rest` is the track: everybody else. `unk` is hatched: we could not look. */
export interface Segment {
  kind: 'bad' | 'unk' | 'ok' | 'na' | 'acc' | 'rest';
  n: number;
}

const width = 600;
const least = 9; // 3 px of a meter of 200: no segment that exists is invisible

/** Shares of a population. SVG, because widths in a style attribute would be refused by our content security policy. */
export function Meter({ label, segments, tall = false }: { label: string; segments: Segment[]; tall?: boolean }) {
  const bars = layOut(segments);
  return (
    <svg className={`meter-svg ${tall ? 'tall' : ''}`} viewBox={`0 0 ${width} 4`} preserveAspectRatio="none" role="img">
      <title>{label}</title>
      <rect className="rest" width={width} height="4" />
      {bars.map(({ kind, x, w }) => (
        <rect key={`${kind}-${x}`} className={kind} x={x} width={w} height="4" />
      ))}
    </svg>
  );
}

function layOut(segments: Segment[]) {
  const total = segments.reduce((sum, s) => sum + s.n, 0);
  let x = 0;
  return segments
    .filter((s) => s.n > 0 && s.kind !== 'rest')
    .map(({ kind, n }) => {
      const w = Math.min(width - x, Math.max(least, (n / total) * width));
      const bar = { kind, x: Math.round(x * 10) / 10, w: Math.round(w * 10) / 10 };
      x += w + 1.5;
      return bar;
    });
}

/** A figure's meter for `n of of` with those for whom the question is undecided. */
export function shareSegments(count: { n: number; of: number; unknown: number }): Segment[] {
  return [
    { kind: 'bad', n: count.n },
    { kind: 'unk', n: count.unknown },
    { kind: 'rest', n: Math.max(0, count.of - count.n - count.unknown) },
  ];
}

export const sayShare = (n: number, of: number, lowerBound = false): string =>
  `${sayNumber(n)} of ${lowerBound ? 'more than ' : ''}${sayNumber(of)}`;
