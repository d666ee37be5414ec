import { describe, expect, it } from 'vitest';
import { day } from '#lib/domain/instant';
import type { CoverageGapView, CustodyView, LaneView, MarkView } from '#lib/present/views/logins';
import { axisTicks, fitLabel, gapStretches, mergedWidth, placeMarks, shapeOf, shareOf } from './lane-geometry.ts';

const from = Date.parse('2026-08-24T00:00:00Z');
const window = { from, to: from + 100 * day };
const at = (days: number) => new Date(from + days * day).toISOString();

const mark = (id: string, days: number, colour = 1): MarkView => ({
  eventId: id,
  time: at(days),
  laneId: 'lane',
  state: colour === 0 ? 'device' : 'person',
  personId: null,
  personColour: colour === 0 ? null : colour,
});

const custody = (id: string, fromDay: number, toDay: number | null, recordedDay = fromDay): CustodyView => ({
  id,
  accountId: '100000000001',
  principalId: '100000000001:AIDA1',
  serialNumber: 's',
  deviceInstanceId: 'lane',
  person: { id: `person-${id}`, name: id },
  personColour: 1,
  validFrom: at(fromDay),
  validTo: toDay === null ? null : at(toDay),
  recordedAt: at(recordedDay),
  recordedBy: 'local:admin',
  reason: '',
});

const lane = (change: Partial<LaneView>): LaneView => ({
  instanceId: 'lane',
  serialNumber: 's',
  name: 's',
  type: 'virtual-authenticator',
  note: '',
  from: { earliest: null, latest: at(-200) },
  until: null,
  removedBy: null,
  reusedLater: false,
  custodies: [],
  logins: 0,
  lastLoginAt: null,
  ...change,
});

describe('shareOf', () => {
  it('is the share of the window, kept inside it', () => {
    expect(shareOf(from + 25 * day, window)).toBe(25);
    expect(shareOf(from - day, window)).toBe(0);
    expect(shareOf(from + 200 * day, window)).toBe(100);
    expect(shareOf(from, { from, to: from })).toBe(0);
  });
});

/** 1,000 px for 100 days: one day is 10 px, a mark is 10 px wide. */
const place = (marks: MarkView[]) => placeMarks(marks, window, 1000, 10);

describe('placeMarks', () => {
  const cases: [string, MarkView[], { level: number; n: number }[]][] = [
    ['marks that do not touch stand on the ground', [mark('a', 1), mark('b', 2)], [floor(0), floor(0)]],
    ['marks that touch stand on one another', [mark('a', 1), mark('b', 1.5)], [floor(0), floor(1)]],
    ['the lowest free floor is taken', [mark('a', 1), mark('b', 1.6), mark('c', 2.2)], [floor(0), floor(1), floor(0)]],
    ['four fit', [1, 2, 3, 4].map((n) => mark(`${n}`, 1)), [floor(0), floor(1), floor(2), floor(3)]],
    ['a fifth makes one mark with a number', [1, 2, 3, 4, 5].map((n) => mark(`${n}`, 1)), [{ level: 0, n: 5 }]],
    ['marks outside the window are not drawn', [mark('a', -1), mark('b', 5), mark('c', 101)], [floor(0)]],
  ];
  function floor(level: number) {
    return { level, n: 1 };
  }
  it.each(cases)('%s', (_name, marks, expected) => {
    expect(place(marks).map((placed) => ({ level: placed.level, n: placed.events.length }))).toEqual(expected);
  });

  it('does not depend on the order it is given', () => {
    const marks = [mark('c', 2.2), mark('a', 1), mark('b', 1.6)];
    expect(place(marks).map((placed) => placed.key)).toEqual(['a', 'b', 'c']);
  });

  it('stacks by pixels: the same marks stand apart in a wider plot', () => {
    const marks = [mark('a', 1), mark('b', 1.5)];
    expect(placeMarks(marks, window, 3000, 10).map((placed) => placed.level)).toEqual([0, 0]);
  });

  it('merges marks of one look into that look, others into a neutral one', () => {
    const same = [1, 2, 3, 4, 5].map((n) => mark(`${n}`, 1, 3));
    expect(place(same)[0]).toMatchObject({ mixed: false, colour: 3, state: 'person' });
    expect(place([...same, mark('6', 1, 0)])[0]).toMatchObject({ mixed: true });
  });

  it('loses no login of 2,000, and lets no two drawn marks of one floor overlap', () => {
    const marks = Array.from({ length: 2000 }, (_, i) => mark(`e${i}`, ((i * 7919) % 10007) / 110));
    const placed = placeMarks(marks, window, 800, 10);
    expect(new Set(placed.flatMap((one) => one.events)).size).toBe(2000);
    const ground = placed.filter((one) => one.level === 0).map((one) => (one.share / 100) * 800);
    const gaps = ground.slice(1).map((x, i) => x - (ground[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThan(mergedWidth / 2);
  });
});

describe('shapeOf', () => {
  it('an old device with one custodian is one band', () => {
    const shape = shapeOf(lane({ custodies: [custody('Aoi', -50, null)] }), window);
    expect(shape).toMatchObject({ life: { from: 0, to: 100 }, begin: null, end: null, uncertain: [] });
    expect(shape.bands).toMatchObject([{ from: 0, to: 100, label: 'Aoi' }]);
  });

  it('custody that ends leaves nobody recorded until the next', () => {
    const shape = shapeOf(lane({ custodies: [custody('Leila', -5, 51), custody('Mei', 80, null)] }), window);
    expect(shape.bands.map(({ from: a, to: b, label }) => [a, b, label])).toEqual([
      [0, 51, 'Leila'],
      [51, 80, 'Nobody recorded'],
      [80, 100, 'Mei'],
    ]);
  });

  it('says since when nobody is recorded', () => {
    const shape = shapeOf(lane({ custodies: [custody('Leila', -5, 51)] }), window);
    expect(shape.bands[1]).toMatchObject({ custody: null, label: 'Nobody recorded since 14 Oct' });
  });

  it('a device removed inside the window ends with a bar, and its band with it', () => {
    const until = { earliest: at(40), latest: at(40) };
    const shape = shapeOf(lane({ until, custodies: [custody('Jonas', -5, null)] }), window);
    expect(shape).toMatchObject({ life: { from: 0, to: 40 }, end: 40 });
    expect(shape.bands).toMatchObject([{ from: 0, to: 40, label: 'Jonas' }]);
  });

  it('a device enabled inside the window begins with a bar', () => {
    const shape = shapeOf(lane({ from: { earliest: at(20), latest: at(20) } }), window);
    expect(shape).toMatchObject({ life: { from: 20, to: 100 }, begin: 20 });
  });

  it('an end that is known only roughly is drawn as uncertain', () => {
    const shape = shapeOf(lane({ until: { earliest: at(40), latest: at(60) } }), window);
    expect(shape).toMatchObject({ life: { from: 0, to: 40 }, end: 40, uncertain: [{ from: 40, to: 60 }] });
  });

  it('a device removed before the window has no life in it', () => {
    const shape = shapeOf(lane({ until: { earliest: at(-40), latest: at(-40) } }), window);
    expect(shape).toMatchObject({ life: null, bands: [], begin: null, end: null });
  });

  it('what was recorded later wins where two custodies overlap', () => {
    const custodies = [custody('Late', 30, null, 90), custody('Early', 0, null, 1)];
    expect(shapeOf(lane({ custodies }), window).bands.map((band) => band.label)).toEqual(['Early', 'Late']);
  });
});

it('unread stretches of several Regions become one', () => {
  const gap = (a: number, b: number): CoverageGapView => ({
    accountId: '100000000001',
    accountName: '',
    region: '',
    eventName: 'ConsoleLogin',
    from: at(a),
    to: at(b),
    reason: '',
  });
  expect(gapStretches([gap(10, 20), gap(15, 25), gap(40, 41), gap(200, 210)], window)).toEqual([
    { from: 10, to: 25 },
    { from: 40, to: 41 },
  ]);
});

it('the axis names the first and the last day, and no two labels touch', () => {
  for (const width of [300, 780, 1200])
    for (const days of [7, 30, 90]) {
      const ticks = axisTicks({ from, to: from + days * day }, width);
      expect(ticks.at(0)?.share).toBe(0);
      expect(ticks.at(-1)?.share).toBe(100);
      const pixels = ticks.map((tick) => (tick.share / 100) * width);
      expect(Math.min(...pixels.slice(1).map((x, i) => x - (pixels[i] ?? 0)))).toBeGreaterThan(40);
    }
});

it('labels are shortened to their band, or left out', () => {
  expect(fitLabel('Aoi Nakagawa', 200)).toBe('Aoi Nakagawa');
  expect(fitLabel('Maximiliane Österreicher', 80)).toBe('Maximilian…');
  expect(fitLabel('Aoi', 12)).toBe('');
});
