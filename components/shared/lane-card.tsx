'use client';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { sayTime } from '#components/ui/say-time';
import type { MarkView, SharedAccountDetailView } from '#lib/present/views/logins';
import { whoOf } from './mark-words.tsx';

interface LaneCardProps {
  account: SharedAccountDetailView;
  mark: MarkView | null;
  share: number | null;
  plot: RefObject<HTMLDivElement | null>;
  /** Of the plot: the card is placed anew when it changes. */
  width: number;
}

/** Three lines beside the chosen mark. Placed from here, after mount: no style attribute leaves the server. */
export function LaneCard({ account, mark, share, plot, width }: LaneCardProps) {
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = card.current;
    const body = element?.parentElement;
    const box = plot.current?.getBoundingClientRect();
    if (!element || !body || !box) return;
    if (mark === null || share === null) {
      element.style.visibility = 'hidden';
      return;
    }
    const frame = body.getBoundingClientRect();
    const lane = body.querySelector(`[data-lane="${CSS.escape(laneIdOf(account, mark, body))}"]`);
    const line = lane?.getBoundingClientRect();
    const x = box.left - frame.left + (share / 100) * width;
    const flip = x + element.offsetWidth + 20 > frame.width;
    element.style.left = `${Math.round(flip ? x - element.offsetWidth - 12 : x + 12)}px`;
    element.style.top = `${Math.round((line ? line.bottom - frame.top : 0) + 2)}px`;
    element.style.visibility = 'visible';
  }, [account, mark, share, plot, width]);
  const lane = account.lanes.find((one) => one.instanceId === mark?.laneId);
  return (
    <div className="lane-card" ref={card} aria-hidden="true">
      {mark ? (
        <>
          <b>{whoOf(account, mark)}</b>
          <div>{`${sayTime(mark.time, 'day')}, ${sayTime(mark.time, 'clock')}`}</div>
          <div>{lane?.name ?? 'No device recorded'}</div>
        </>
      ) : null}
    </div>
  );
}

/** The line that holds the mark: its device's, or the one among the others that was drawn for its state. */
function laneIdOf(account: SharedAccountDetailView, mark: MarkView, body: Element): string {
  if (mark.laneId !== null && account.lanes.some((lane) => lane.instanceId === mark.laneId)) return mark.laneId;
  const byState: Partial<Record<MarkView['state'], string>> = {
    'unknown-device': 'unknown-device',
    'no-mfa': 'no-mfa',
    'not-a-login': 'failed',
    'not-visible-to-aws': 'outside',
    'device-not-recorded': 'not-recorded',
    'mfa-not-recorded': 'not-recorded',
  };
  return byState[mark.state] ?? body.querySelector('[data-lane]')?.getAttribute('data-lane') ?? '';
}
