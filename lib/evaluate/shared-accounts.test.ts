import { describe, expect, it } from 'vitest';
import type { SharedAccountDecision } from '#lib/domain/person';
import { judgeAccount } from './judge-account.ts';
import { sharedAccount } from './shared-accounts.ts';
import { accountId, knowledge, now, user } from './test-account.ts';

const id = `${accountId}:AIDAOPS`;
const decision = (what: 'declared' | 'dismissed', recordedAt: number): SharedAccountDecision => ({
  id: `d${recordedAt}`,
  principalId: id,
  decision: what,
  justification: 'break glass',
  recordedAt,
  recordedBy: 'local:sam',
});
const tag = { 'keyholder:shared': 'true' };

const cases: readonly (readonly [
  string,
  string,
  Record<string, string>,
  SharedAccountDecision[],
  string | null,
  RegExp,
])[] = [
  ['nobody said anything', id, {}, [], null, /^$/],
  ['tagged', id, tag, [], 'tag', /Tagged keyholder:shared=true/],
  ['tagged False', id, { 'keyholder:shared': 'False' }, [], null, /^$/],
  ['declared', id, {}, [decision('declared', 5)], 'declared', /Declared as shared by local:sam.*break glass/],
  [
    'declared, then dismissed',
    id,
    {},
    [decision('dismissed', 9), decision('declared', 5)],
    null,
    /Not shared, by the word of local:sam/,
  ],
  ['dismissed, then declared', id, {}, [decision('declared', 9), decision('dismissed', 5)], 'declared', /Declared/],
  [
    "an admin's word wins over the tag, and says so",
    id,
    tag,
    [decision('dismissed', 5)],
    null,
    /although tagged keyholder:shared=true/,
  ],
  ['a decision about another principal', `${accountId}:AIDAX`, {}, [decision('declared', 5)], null, /^$/],
  [
    'root is always shared',
    `${accountId}:root`,
    {},
    [{ ...decision('dismissed', 5), principalId: `${accountId}:root` }],
    'root',
    /Root belongs to the account/,
  ],
];

describe('shared accounts', () => {
  for (const [name, principalId, tags, decisions, because, note] of cases) {
    it(name, () => {
      const answer = sharedAccount(principalId, tags, decisions);
      expect(answer.because).toBe(because);
      expect(answer.note).toMatch(note);
    });
  }

  it('tags come from the account', () => {
    const { principals } = judgeAccount(
      knowledge({
        users: [user('ops')],
        devices: { ops: [] },
        passwords: { ops: true },
        tags: { ops: tag },
        knowledge: { now },
      }),
    );
    expect(principals.find((principal) => principal.id === id)).toMatchObject({ sharedBecause: 'tag', tags: tag });
  });
});
