import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

export type NoticeTone = 'neutral' | 'ok' | 'bad' | 'unknown';

const looks: Record<NoticeTone, { css: string; icon: IconName }> = {
  neutral: { css: '', icon: 'clock' },
  ok: { css: 'ok', icon: 'ok' },
  bad: { css: 'bad', icon: 'bad' },
  unknown: { css: 'unk', icon: 'unk' },
};

/** A bold fact, its explanation, at most one action. At most one per section. */
export function Notice(props: {
  tone: NoticeTone;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
}) {
  const { css, icon } = looks[props.tone];
  return (
    <div className={`notice ${css}`} role={props.live ? 'status' : undefined}>
      <Icon name={icon} />
      <div>
        <b className={`med ${css ? `ink-${css}` : ''}`}>{props.title}</b>
        {props.children ? <div className="t2">{props.children}</div> : null}
      </div>
      {props.action}
    </div>
  );
}
