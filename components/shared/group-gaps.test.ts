import { expect, it } from 'vitest';
import type { CoverageGapView } from '#lib/present/views/logins';
import { groupGaps } from './group-gaps.ts';

const gap = (region: string, from: string, to: string, reason = 'Denied.'): CoverageGapView => ({
  accountId: '100000000001',
  accountName: 'sample-data',
  region,
  eventName: 'ConsoleLogin',
  from: `${from}T00:00:00.000Z`,
  to: `${to}T00:00:00.000Z`,
  reason,
});

it('tells a refusal in every Region once, and the longest stretch first', () => {
  const groups = groupGaps([
    gap('eu-west-1', '2026-10-03', '2026-10-05', 'Failed.'),
    gap('us-east-1', '2026-08-25', '2026-11-22'),
    gap('us-east-2', '2026-08-25', '2026-11-22'),
  ]);
  expect(groups.map(({ regions, reason }) => [regions, reason])).toEqual([
    [['us-east-1', 'us-east-2'], 'Denied.'],
    [['eu-west-1'], 'Failed.'],
  ]);
});

it('keeps different days and reasons apart', () => {
  expect(
    groupGaps([gap('us-east-1', '2026-10-03', '2026-10-05'), gap('us-east-2', '2026-10-03', '2026-10-06')]),
  ).toHaveLength(2);
});
