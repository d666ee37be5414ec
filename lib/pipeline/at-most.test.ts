import { describe, expect, it } from 'vitest';
import { allOf, atMost } from './at-most.ts';

describe('work side by side', () => {
  it('runs no more than the limit at once, in order, and goes on after a failure', async () => {
    const two = atMost(2);
    const log: string[] = [];
    let open = 0;
    const work = (name: string) => async () => {
      open++;
      log.push(`${name} ${open}`);
      await Promise.resolve();
      open--;
      if (name === 'b') throw new Error('b failed');
    };
    const all = ['a', 'b', 'c', 'd'].map((name) => two(work(name)));
    await expect(allOf(all)).rejects.toThrow('b failed');
    expect(log.map((line) => line[0])).toEqual(['a', 'b', 'c', 'd']);
    expect(Math.max(...log.map((line) => Number(line.slice(2))))).toBe(2);
  });
});
