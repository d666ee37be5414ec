import type { Wait } from './wait.ts';

/** Time that passes only when everything that can happen without it has happened. */
export function virtualTime() {
  let now = 0;
  const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
  const wait: Wait = (ms) =>
    new Promise((wake) => {
      sleepers.push({ until: now + ms, wake });
    });
  /** Enough turns of the microtask queue for a chain of awaits to reach its next wait. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const advance = (limit: number): boolean => {
    sleepers.sort((a, b) => a.until - b.until);
    const next = sleepers[0];
    if (!next || next.until > limit) return false;
    now = next.until;
    while (sleepers[0] && sleepers[0].until <= now) sleepers.shift()?.wake();
    return true;
  };
  return {
    now: () => now,
    wait,
    /** Lets this much time pass. */
    async pass(ms: number): Promise<void> {
      const limit = now + ms;
      await settle();
      while (advance(limit)) await settle();
      now = limit;
    },
    /** Lets time pass until the promise is settled. */
    async drive<T>(promise: Promise<T>): Promise<T> {
      let done = false;
      const mark = () => {
        done = true;
      };
      promise.then(mark, mark);
      await settle();
      while (!done && advance(Number.POSITIVE_INFINITY)) await settle();
      return promise;
    },
  };
}
