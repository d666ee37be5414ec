/** What was asked of the stand-in: tests and the bench count by it. */
import type { Service } from './wire-answer.ts';

export interface LoggedCall {
  /** Monotonic milliseconds since the stand-in started, when the request was complete. */
  readonly at: number;
  readonly accountId: string | null;
  readonly service: Service;
  readonly operation: string;
  readonly region: string;
  readonly subject: string | null;
  /** `ok`, AWS's error code, or the fault's kind (`hang`, `html`, …). */
  readonly outcome: string;
}

export interface CallLog {
  readonly calls: readonly LoggedCall[];
  /** Answered requests by operation, refused and throttled ones included. */
  countByOperation(): Readonly<Record<string, number>>;
  count(where?: Partial<LoggedCall>): number;
  throttled(): number;
  clear(): void;
}

const throttleCodes: ReadonlySet<string> = new Set([
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);

export function createCallLog(): CallLog & { add(call: LoggedCall): void } {
  const calls: LoggedCall[] = [];
  return {
    calls,
    add: (call) => void calls.push(call),
    countByOperation() {
      const counts: Record<string, number> = {};
      for (const { operation } of calls) counts[operation] = (counts[operation] ?? 0) + 1;
      return counts;
    },
    count(where = {}) {
      const wanted = Object.entries(where);
      return calls.filter((call) => {
        const have: Readonly<Record<string, unknown>> = { ...call };
        return wanted.every(([key, value]) => have[key] === value);
      }).length;
    },
    throttled: () => calls.filter((call) => throttleCodes.has(call.outcome)).length,
    clear: () => void calls.splice(0),
  };
}
