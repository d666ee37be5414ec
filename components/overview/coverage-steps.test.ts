import { describe, expect, it } from 'vitest';
import { coverageSteps } from './coverage-steps.ts';

const counted = (day: string, withoutMfa: number) => ({ day, withoutMfa, notChecked: 1, population: 40 });

describe('coverage over time', () => {
  it('has no column without a collection', () => {
    expect(coverageSteps([])).toEqual([]);
  });

  it('leaves a gap where no collection ran, and never draws through it', () => {
    const steps = coverageSteps([counted('2026-11-18', 9), counted('2026-11-21', 7)]);
    expect(steps.map((step) => [step.day, step.counted?.withoutMfa ?? null])).toEqual([
      ['2026-11-18', 9],
      ['2026-11-19', null],
      ['2026-11-20', null],
      ['2026-11-21', 7],
    ]);
  });

  it('counts a week by what held at its end, when there are more than 120 days', () => {
    const steps = coverageSteps([counted('2026-01-01', 30), counted('2026-01-05', 25), counted('2026-07-01', 7)]);
    expect(steps).toHaveLength(26);
    expect(steps[0]?.counted?.withoutMfa).toBe(25);
    expect(steps.at(-1)?.counted?.withoutMfa).toBe(7);
  });
});
