import type { SourceStateCount } from '#lib/store/list-collections';
import { groupBy } from './group-by.ts';
import { sayCount, sayNumber } from './words.ts';

export interface Progress {
  done: number;
  of: number;
  sentence: string;
}

/** How far a run is: accounts and sources that have ended, whatever came of them. */
export function progressOf(counts: readonly SourceStateCount[]): Progress {
  const isOpen = (count: SourceStateCount) => count.state === 'waiting' || count.state === 'running';
  const sum = (some: readonly SourceStateCount[]) => some.reduce((n, count) => n + count.n, 0);
  const accounts = [...groupBy(counts, (count) => count.accountId).values()];
  const whole = accounts.filter((own) => !own.some(isOpen)).length;
  const of = sum(counts);
  const done = of - sum(counts.filter(isOpen));
  return {
    done,
    of,
    sentence:
      of === 0
        ? 'Finding the accounts'
        : `${sayNumber(whole)} of ${sayCount(accounts.length, 'account')}, ${sayNumber(done)} of ${sayCount(of, 'source')}`,
  };
}
