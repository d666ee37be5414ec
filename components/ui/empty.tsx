import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

/** The four reasons why there is nothing to show. Denied is not empty. */
export type EmptyReason = 'none-found' | 'not-collected' | 'not-allowed' | 'not-built';

const looks: Record<EmptyReason, { icon: IconName; title: string }> = {
  'none-found': { icon: 'search', title: 'None found' },
  'not-collected': { icon: 'clock', title: 'Not collected yet' },
  'not-allowed': { icon: 'lock', title: 'Not allowed to look' },
  'not-built': { icon: 'warn', title: 'This page could not be built' },
};

export function Empty(props: { reason: EmptyReason; title?: string; children: ReactNode; action?: ReactNode }) {
  const { icon, title } = looks[props.reason];
  const body = (
    <>
      <Icon name={icon} />
      <b>{props.title ?? title}</b>
      <span>{props.children}</span>
      {props.action ? <div className="actions">{props.action}</div> : null}
    </>
  );
  return props.reason === 'not-allowed' ? (
    <div className="empty denied">
      <div>{body}</div>
    </div>
  ) : (
    <div className="empty">{body}</div>
  );
}
