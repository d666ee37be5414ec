import { expect, it } from 'vitest';
import { type ExceptionState, exceptionState } from './exception.ts';
import { day } from './instant.ts';

const now = Date.UTC(2026, 10, 22, 12);

it('an exception is a mark until the instant it expires, and says so in its last 30 days', () => {
  const cases: [expiresIn: number, replaced: boolean, state: ExceptionState][] = [
    [31 * day, false, 'active'],
    [30 * day + 1, false, 'active'],
    [30 * day, false, 'ends-soon'],
    [1, false, 'ends-soon'],
    [0, false, 'expired'],
    [-day, false, 'expired'],
    [60 * day, true, 'replaced'],
    [-day, true, 'replaced'],
  ];
  for (const [expiresIn, replaced, state] of cases)
    expect(exceptionState({ expiresAt: now + expiresIn, replaced }, now), `${expiresIn}`).toBe(state);
});
