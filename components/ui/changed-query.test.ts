import { describe, expect, it } from 'vitest';
import { changedQuery } from './changed-query.tsx';

const from = (text: string) => new URLSearchParams(text);

describe('a change of the address', () => {
  const cases: [was: string, change: Record<string, string | string[] | null>, becomes: string][] = [
    ['', { status: 'COMPLIANT' }, '?status=COMPLIANT'],
    ['status=A&status=B', { status: ['A'] }, '?status=A'],
    ['status=A&boundary=b1', { status: null }, '?boundary=b1'],
    ['cursor=abc&q=x', { sort: '-userName' }, '?q=x&sort=-userName'],
    ['row=100000000001:AIDA', { row: null }, ''],
    ['', { q: 'a&b=c' }, '?q=a%26b%3Dc'],
  ];
  for (const [was, change, becomes] of cases)
    it(`${was || 'nothing'} with ${JSON.stringify(change)} becomes ${becomes || 'nothing'}`, () => {
      expect(changedQuery(from(was), change)).toBe(becomes);
    });
});
