import type { ReactNode } from 'react';

/** A head on a black rule, no box. `id` names the section for screen readers. */
export function Section(props: {
  id: string;
  title: string;
  note?: ReactNode;
  aside?: ReactNode;
  className?: string;
  level?: 2 | 3;
  children: ReactNode;
}) {
  const Head = props.level === 3 ? 'h3' : 'h2';
  return (
    <section className={props.className} aria-labelledby={props.id}>
      <div className="section-head">
        <Head id={props.id}>{props.title}</Head>
        {props.note ? <span className="note">{props.note}</span> : null}
        {props.aside ? <span className="push">{props.aside}</span> : null}
      </div>
      {props.children}
    </section>
  );
}
