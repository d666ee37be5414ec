import { describe, expect, it } from 'vitest';
import { Pace, type Turn } from './pace.ts';
import { virtualTime } from './test-virtual-time.ts';

/** A server that counts like AWS: a bucket of `burst` requests, refilled `perSecond`, answering after 40 ms. */
function bucketServer(time: ReturnType<typeof virtualTime>, perSecond: number, burst: number) {
  let tokens = burst;
  let at = time.now();
  const served = { answered: 0, throttled: 0 };
  const call = async (): Promise<'answered' | 'throttled'> => {
    await time.wait(20);
    tokens = Math.min(burst, tokens + ((time.now() - at) / 1000) * perSecond);
    at = time.now();
    const outcome = tokens >= 1 ? 'answered' : 'throttled';
    if (outcome === 'answered') tokens -= 1;
    served[outcome]++;
    await time.wait(20);
    return outcome;
  };
  return { call, served };
}

/** Keeps `inFlight` calls going until `count` were answered; gives the seconds it took. */
async function run(
  pace: Pace,
  time: ReturnType<typeof virtualTime>,
  call: () => Promise<'answered' | 'throttled'>,
  count: number,
) {
  const began = time.now();
  let left = count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      let first: Turn | undefined;
      for (;;) {
        const turn = await pace.take();
        first ??= turn;
        if ((await call()) === 'answered') break;
        pace.throttled(turn, first);
        await time.wait(500);
      }
      pace.answered();
    }
  };
  await time.drive(Promise.all(Array.from({ length: 32 }, worker)));
  return (time.now() - began) / 1000;
}

describe('Pace', () => {
  const cases = [
    { title: 'the default rate', rate: 10, server: 20, count: 600, atLeast: 0.95 * 10, throttledShare: 0 },
    { title: "exactly the server's rate", rate: 20, server: 20, count: 1200, atLeast: 0.95 * 20, throttledShare: 0.02 },
    { title: 'LookupEvents', rate: 1, server: 2, count: 60, atLeast: 0.95 * 1, throttledShare: 0 },
    { title: 'twice what the server allows', rate: 40, server: 20, count: 3000, atLeast: 18, throttledShare: 0.02 },
    { title: 'unlimited', rate: Infinity, server: 1_000_000, count: 5000, atLeast: 500, throttledShare: 0 },
  ];
  for (const { title, rate, server, count, atLeast, throttledShare } of cases) {
    it(`keeps ${title}: ${rate} a second against ${server}`, async () => {
      const time = virtualTime();
      const { call, served } = bucketServer(time, server, Math.max(2, 2 * server));
      const seconds = await run(new Pace(rate, time), time, call, count);
      expect(count / seconds).toBeGreaterThanOrEqual(atLeast);
      expect(served.throttled / count).toBeLessThanOrEqual(throttledShare);
    });
  }

  it('halves once for calls that were under way together, and recovers slowly', async () => {
    const time = virtualTime();
    const pace = new Pace(10, time);
    const turns = await time.drive(Promise.all([pace.take(), pace.take()]));
    await time.pass(10);
    for (const turn of turns) pace.throttled(turn);
    expect(pace.rate).toBe(5);
    await time.pass(1_000);
    expect(pace.rate).toBeCloseTo(6);
    await time.pass(10_000);
    expect(pace.rate).toBeGreaterThan(9);
    expect(pace.rate).toBeLessThan(10);
    await time.pass(20_000);
    expect(pace.rate).toBe(10);
  });

  it('is not slowed by one call that is refused again and again while others are answered', async () => {
    const time = virtualTime();
    const pace = new Pace(10, time);
    const first = await time.drive(pace.take());
    await time.pass(40);
    pace.throttled(first);
    await time.pass(60_000);
    for (let i = 0; i < 6; i++) {
      const again = await time.drive(pace.take());
      pace.answered();
      await time.pass(40);
      pace.throttled(again, first);
    }
    expect(pace.rate).toBe(10);
  });

  it('never falls below an eighth', async () => {
    const time = virtualTime();
    const pace = new Pace(16, time);
    for (let i = 0; i < 20; i++) {
      const turn = await time.drive(pace.take());
      await time.pass(1);
      pace.throttled(turn);
    }
    expect(pace.rate).toBeGreaterThanOrEqual(2);
    expect(pace.rate).toBeLessThan(4);
  });

  it('lets urgent calls go first', async () => {
    const time = virtualTime();
    const pace = new Pace(1, time);
    const order: string[] = [];
    const take = (name: string, urgent: boolean) => pace.take({ urgent }).then(() => order.push(name));
    await time.drive(Promise.all([take('a', false), take('b', false), take('c', false), take('urgent', true)]));
    expect(order).toEqual(['a', 'urgent', 'b', 'c']);
  });

  it('forgets who no longer waits', async () => {
    const time = virtualTime();
    const pace = new Pace(1, time);
    const controller = new AbortController();
    const taken = pace.take();
    const given = pace.take({ signal: controller.signal });
    controller.abort(new Error('stopped'));
    await expect(given).rejects.toThrow('stopped');
    const began = time.now();
    await time.drive(Promise.all([taken, pace.take()]));
    expect(time.now() - began).toBeLessThanOrEqual(1_000);
  });
});
