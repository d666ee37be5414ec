'use client';
import './lanes.css';
import Link from 'next/link';
import { type KeyboardEvent, type PointerEvent, useMemo } from 'react';
import { HatchPatterns } from '#components/charts/hatch-patterns';
import type { LoginView, SharedAccountDetailView } from '#lib/present/views/logins';
import { useChosenLogin } from './chosen-login.tsx';
import { LaneCard } from './lane-card.tsx';
import { axisTicks, gapStretches, placeMarks, ruleShares, shapeOf, shareOf } from './lane-geometry.ts';
import { LaneLine } from './lane-line.tsx';
import { lanesOf } from './lane-list.ts';
import { markRadius } from './lane-marks.tsx';
import { LaneReadout } from './lane-readout.tsx';
import { inTime, nearest, stepForKey, stepFrom } from './lane-steps.ts';
import { LanesLegend } from './lanes-legend.tsx';
import { accountWord, markWords, nothingRead } from './mark-words.tsx';
import { useWidth } from './use-width.ts';

export interface LanesPictureProps {
  account: SharedAccountDetailView;
  /** Links of the range switch; the chosen one is the page's own. */
  ranges: { days: number; href: string; chosen: boolean }[];
  /** Rows already on the page: the readout asks only for those that are not. */
  rows: readonly LoginView[];
  onOpen: (eventId: string) => void;
  onAssign: (instanceId: string) => void;
}

/** Below this width of the plot marks are 7 px instead of 9. */
const narrow = 420;
const smallMark = 0.78;

/** How near, in pixels, the pointer must be to a mark to choose it: by moving, and by pressing. */
const near = 14;
const onIt = 8;

export function LanesPicture({ account, ranges, rows, onOpen, onAssign }: LanesPictureProps) {
  const { chosen, choose } = useChosenLogin();
  const [plot, width] = useWidth<HTMLDivElement>(780);
  const window = useMemo(() => ({ from: Date.parse(account.from), to: Date.parse(account.to) }), [account]);
  const lanes = useMemo(() => lanesOf(account), [account]);
  const drawn = useMemo(() => {
    const markWidth = width < narrow ? markRadius * 2 * smallMark : markRadius * 2;
    return lanes.map((lane) => ({
      lane,
      shape: lane.kind === 'device' ? shapeOf(lane.lane, window) : null,
      marks: placeMarks(lane.marks, window, width, markWidth),
    }));
  }, [lanes, window, width]);
  const gaps = useMemo(() => gapStretches(account.gaps, window), [account, window]);
  const rules = useMemo(() => ruleShares(window), [window]);
  const unread = nothingRead(account);
  const mark = chosen === null ? null : (account.marks.find((one) => one.eventId === chosen) ?? null);
  const share = mark ? shareOf(Date.parse(mark.time), window) : null;

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && chosen !== null) return onOpen(chosen);
    if (event.key === 'Escape') return choose(null);
    const step = stepForKey(event.key);
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = stepFrom(lanes, chosen, step);
    if (next) choose(next.eventId);
  };

  /** The login nearest to the pointer in the lane under it, if it is within reach. */
  const under = (event: PointerEvent<HTMLElement>, reach: number): string | null => {
    const line = event.target instanceof Element ? event.target.closest('[data-lane]') : null;
    const box = plot.current?.getBoundingClientRect();
    const lane = lanes.find((one) => one.id === line?.getAttribute('data-lane'));
    if (!lane || !box) return null;
    const at = window.from + ((event.clientX - box.left) / box.width) * (window.to - window.from);
    const found = nearest(lane.marks, at);
    const away = found ? (Math.abs(Date.parse(found.time) - at) / (window.to - window.from)) * box.width : reach;
    return found && away < reach ? found.eventId : null;
  };

  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const found = under(event, near);
    if (found !== null && found !== chosen) choose(found);
  };

  const onClick = (event: PointerEvent<HTMLElement>) => {
    const found = under(event, onIt);
    if (found !== null) return choose(found);
    const nobody = event.target instanceof Element ? event.target.closest('.band-nobody') : null;
    const lane = nobody?.closest('[data-lane]')?.getAttribute('data-lane');
    if (lane) onAssign(lane);
  };

  const days = ranges.find((range) => range.chosen)?.days ?? 90;
  const title =
    `Lanes: ${account.logins} ${account.logins === 1 ? 'login' : 'logins'} of ${accountWord(account)} over ${days} days, ` +
    'one lane per device, one mark per login. The table below holds the same logins.';
  return (
    <figure className="lanes" aria-label={title}>
      <HatchPatterns />
      <div className="lanes-tools">
        <LanesLegend />
        <nav className="seg small" aria-label="Range">
          {ranges.map((range) => (
            <Link key={range.days} href={range.href} scroll={false} aria-current={range.chosen ? 'true' : undefined}>
              {range.chosen ? `${range.days} days` : range.days}
            </Link>
          ))}
        </nav>
      </div>
      {/* One tab stop. A slider over the logins in time: arrows step, and each step is read out as its words. */}
      <div
        className="lanes-body"
        role="slider"
        tabIndex={0}
        aria-label={`Logins of ${accountWord(account)} in time`}
        aria-valuemin={0}
        aria-valuemax={account.marks.length}
        aria-valuenow={mark ? inTime(lanes).indexOf(mark) + 1 : 0}
        aria-valuetext={mark ? markWords(account, mark) : 'No login chosen'}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerDown={onClick}
      >
        <div className="lane-line axis top">
          <div className="lane-name">
            Devices, {account.lanes.length} {account.lanes.length === 1 ? 'instance' : 'instances'}
          </div>
          <div className="lane-plot" ref={plot} />
          <div className="lane-total">Logins</div>
        </div>
        {drawn.map(({ lane, shape, marks }) => (
          <LaneLine
            key={lane.id}
            lane={lane}
            shape={shape}
            marks={marks}
            rules={rules}
            gaps={gaps}
            width={width}
            unread={unread}
            scale={width < narrow ? smallMark : 1}
            chosen={lane.marks.some((one) => one.eventId === chosen) ? chosen : null}
          />
        ))}
        <div className="lane-line axis bottom">
          <div className="lane-name">Days in UTC</div>
          <div className="lane-plot">
            <svg aria-hidden="true">
              {axisTicks(window, width).map((tick) => (
                <text key={tick.share} x={`${tick.share}%`} y="17" textAnchor={tick.anchor} className="tick">
                  {tick.label}
                </text>
              ))}
            </svg>
          </div>
          <div className="lane-total" />
        </div>
        <svg className="lanes-cross" aria-hidden="true">
          {share === null ? null : <line x1={`${share}%`} x2={`${share}%`} y2="100%" className="cross-line" />}
        </svg>
        <LaneCard account={account} mark={mark} share={share} plot={plot} width={width} />
      </div>
      <LaneReadout account={account} mark={mark} rows={rows} onOpen={onOpen} />
    </figure>
  );
}
