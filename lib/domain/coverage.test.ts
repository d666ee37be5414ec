import { describe, expect, it } from 'vitest';
import { mergeSpans, uncoveredSpans } from './coverage.ts';

const span = (from: number, to: number) => ({ from, to });

describe('what has been read, as few spans as possible', () => {
  it.each([
    ['nothing', [], []],
    ['one', [span(1, 5)], [span(1, 5)]],
    ['touching spans are one', [span(5, 9), span(1, 5)], [span(1, 9)]],
    ['overlapping spans are one', [span(1, 6), span(4, 9)], [span(1, 9)]],
    ['a span within another adds nothing', [span(1, 9), span(3, 4)], [span(1, 9)]],
    ['a gap of a millisecond stays', [span(1, 5), span(6, 9)], [span(1, 5), span(6, 9)]],
    ['an empty span is none', [span(3, 3)], []],
  ])('%s', (_, spans, expected) => expect(mergeSpans(spans)).toEqual(expected));
});

describe('what is still to be read of a window', () => {
  it.each([
    ['all of it', [], [span(10, 20)]],
    ['nothing', [span(0, 30)], []],
    ['exactly nothing', [span(10, 20)], []],
    ['its end', [span(0, 15)], [span(15, 20)]],
    ['its beginning', [span(15, 30)], [span(10, 15)]],
    ['a gap in the middle', [span(0, 12), span(18, 30)], [span(12, 18)]],
    ['three gaps', [span(12, 13), span(15, 16)], [span(10, 12), span(13, 15), span(16, 20)]],
    ['spans that only touch it cover none of it', [span(0, 10), span(20, 30)], [span(10, 20)]],
  ])('%s', (_, spans, expected) => expect(uncoveredSpans(span(10, 20), spans)).toEqual(expected));
});
