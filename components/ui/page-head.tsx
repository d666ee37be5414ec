import type { ReactNode } from 'react';
import { AsOf } from './as-of.tsx';

/** Title, as-of stamp, and the answer in one sentence, whose numbers are links to exactly their rows. */
export function PageHead(props: {
  title: string;
  asOf: string | null;
  oldestSourceAt?: string | null;
  children: ReactNode;
}) {
  return (
    <div className="page-head">
      <div className="head-line">
        <h1>{props.title}</h1>
        <AsOf at={props.asOf} oldest={props.oldestSourceAt ?? null} />
      </div>
      <p className="answer">{props.children}</p>
    </div>
  );
}

/** The grey end of the answer: what could not be checked. */
export function Rest({ children }: { children: ReactNode }) {
  return <span className="rest">{children}</span>;
}
