import Link from 'next/link';
import type { ReactNode } from 'react';
import { sayNumber } from './count.tsx';
import { Meter, type Segment } from './meter.tsx';

/** One ruled strip of up to five figures. */
export function Figures({ children }: { children: ReactNode }) {
  return (
    <ul className="figures" aria-label="Figures">
      {children}
    </ul>
  );
}

/** A number with its denominator, linking to exactly its rows. `n: null` says that it was not read, and hatches the meter. */
export function Figure(props: {
  label: string;
  href: string;
  n: number | null;
  of: number;
  ofIsLowerBound?: boolean;
  meter: string;
  segments: Segment[];
  note: string;
}) {
  const notRead = props.n === null;
  return (
    <li className="figure">
      <Link href={props.href} prefetch={false}>
        <span className="label">{props.label}</span>
        <span className={`value ${notRead ? 'ink-unk' : ''}`}>
          {props.n === null ? 'Not read' : sayNumber(props.n)}
          {notRead ? null : (
            <span className="of">
              {' '}
              of {props.ofIsLowerBound ? 'more than ' : ''}
              {sayNumber(props.of)}
            </span>
          )}
        </span>
        <Meter label={props.meter} segments={notRead ? [{ kind: 'unk', n: 1 }] : props.segments} />
        <span className="small">{props.note}</span>
      </Link>
    </li>
  );
}
