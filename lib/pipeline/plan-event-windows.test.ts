import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '#lib/domain/instant';
import { claimOf, planEventWindows, splitWindows } from './plan-event-windows.ts';

const now = Date.UTC(2026, 10, 22, 12);
const start = now - 90 * day + minute;
const at = (ago: number) => now - ago;
const span = (fromAgo: number, toAgo: number, collectionId = 'before') => ({
  from: at(fromAgo),
  to: at(toAgo),
  collectionId,
});

const cases = [
  { says: 'a first run reads the whole history in one window', covered: [], daily: true, windows: [[start, now]] },
  {
    says: 'a second run reads only the last two hours again',
    covered: [span(91 * day, 20 * minute)],
    daily: false,
    windows: [[at(2 * hour), now]],
  },
  {
    says: 'once a day the last 48 hours are read again',
    covered: [span(91 * day, 20 * minute)],
    daily: true,
    windows: [[at(48 * hour), now]],
  },
  {
    says: 'a run after a pause reads what lies between',
    covered: [span(91 * day, 5 * hour)],
    daily: false,
    windows: [[at(5 * hour), now]],
  },
  {
    says: 'a gap in the middle is read, newest window first',
    covered: [span(91 * day, 40 * day), span(30 * day, 20 * minute)],
    daily: false,
    windows: [
      [at(2 * hour), now],
      [at(40 * day), at(30 * day)],
    ],
  },
  {
    says: 'a resumed run reads nothing again that it read itself',
    covered: [span(91 * day, 40 * day), span(30 * day, 20 * minute, 'this')],
    daily: true,
    windows: [
      [at(20 * minute), now],
      [at(40 * day), at(30 * day)],
    ],
  },
];

describe('windows of events to read', () => {
  it.each(cases)('$says', ({ covered, daily, windows }) => {
    expect(planEventWindows(covered, 'this', now, daily).map((w) => [w.from, w.to])).toEqual(windows);
  });

  it('parts recent from older', () => {
    const windows = [{ from: at(6 * hour), to: now }];
    expect(splitWindows(windows, at(5 * hour))).toEqual({
      recent: [{ from: at(5 * hour), to: now }],
      older: [{ from: at(6 * hour), to: at(5 * hour) }],
    });
  });
});

describe('what may be claimed', () => {
  it.each([
    ['an old stretch whole', [at(5 * day), at(4 * day)], [at(5 * day), at(4 * day)]],
    ['one that ends now only to 20 minutes ago', [at(5 * day), now], [at(5 * day), at(20 * minute)]],
    ['nothing of the last 20 minutes', [at(5 * minute), now], null],
  ] as const)('%s', (_, [from, to], expected) => {
    const claim = claimOf({ from, to }, now);
    expect(claim && [claim.from, claim.to]).toEqual(expected);
  });
});
