import { describe, expect, it } from 'vitest';
import { haveCommonText, literal, matches, wildcard } from './wildcard.ts';

describe('one pattern and a text', () => {
  const cases: readonly (readonly [pattern: string, text: string, answer: boolean])[] = [
    ['*', '', true],
    ['iam:*', 'iam:putuserpolicy', true],
    ['iam:*policy', 'iam:putuserpolicy', true],
    ['iam:*policy', 'iam:putuserpolicies', false],
    ['iam:?utuserpolicy', 'iam:putuserpolicy', true],
    ['*a*b*c', 'xxaxxbxxbc', true],
    ['*a*b*c', 'xxaxxcxxb', false],
    ['a', 'aa', false],
    ['', '', true],
    [`${'*a'.repeat(40)}*b`, 'a'.repeat(5_000), false],
  ];
  for (const [pattern, text, answer] of cases) {
    it(`${pattern.slice(0, 30)} on ${text.slice(0, 30)}`, () => expect(matches(wildcard(pattern), text)).toBe(answer));
  }
});

describe('several patterns', () => {
  const cases: readonly (readonly [all: string[], none: string[], answer: boolean])[] = [
    [['*'], [], true],
    [['arn:aws:iam::1:user/*', 'arn:aws:iam::*:user/alice'], [], true],
    [['arn:aws:iam::1:user/*', 'arn:aws:iam::2:user/*'], [], false],
    [['arn:aws:iam::1:user/*', '*'], ['arn:aws:iam::*:user/*'], false],
    [['arn:aws:iam::1:user/*'], ['arn:aws:iam::1:user/alice'], true],
    [['arn:aws:iam::1:user/alice'], ['arn:aws:iam::1:user/alice'], false],
    [['user/a*'], ['user/ab*'], true],
    [['user/a?'], ['user/a*'], false],
    [['*x*', '*y*'], ['*xy*'], true],
    [['?'], ['a', 'b'], true],
    [['*a'], ['*'], false],
  ];
  for (const [all, none, answer] of cases) {
    it(`${all.join(' and ')} without ${none.join(', ') || 'nothing'}`, () =>
      expect(
        haveCommonText(
          all.map((text) => wildcard(text)),
          none.map((text) => wildcard(text)),
        ),
      ).toBe(answer));
  }

  it('a filled-in value is no pattern', () => {
    expect(haveCommonText([literal('*'), wildcard('arn:*')], [])).toBe(false);
    expect(haveCommonText([literal('*'), wildcard('?')], [])).toBe(true);
  });

  it('patterns made to be hard come to an end, and count as having one', () => {
    const hard = Array.from({ length: 6 }, (_, i) =>
      wildcard(`*${'ab?'.repeat(i + 2)}*${'?'.repeat(12)}a${'?'.repeat(i)}*`),
    );
    expect(haveCommonText(hard, [wildcard('*a????????????????????????????????'), wildcard('b*')])).toBe(true);
  });
});
