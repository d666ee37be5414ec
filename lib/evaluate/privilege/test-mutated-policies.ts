/** What `npm test` checks 500 times and `npm run test:long` 10,000 times. */
import { expect } from 'vitest';
import { eachMutation, mutate } from '#lib/domain/test-mutations';
import { readPolicyDocument } from './policy-document.ts';
import { allow, deny, judgeAlice, policy, trust } from './test-authorization.ts';

const originals = [
  policy(allow('*')),
  policy(
    allow(['iam:*', 's3:Get*'], { Sid: 'a', Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }),
    deny('sts:*'),
  ),
  policy({ Effect: 'Allow', NotAction: ['iam:*'], NotResource: ['arn:aws:iam::*:role/*'] }),
  policy(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/$' + '{aws:username}' })),
];
const bits: readonly [string, ...string[]] = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  '*',
  '?',
  '$' + '{',
  'null',
  '1e999',
  '\u0000',
  '"__proto__":{},',
  '\\',
];

/** A document that is read gives an answer; one that is not is said to be unreadable, never taken for one that allows nothing. */
export function checkMutatedPolicies(count: number): void {
  let unreadable = 0;
  let unknown = 0;
  eachMutation(
    { count, seed: 20_261_122 },
    (random, n) => mutate(originals[n % originals.length] ?? '', random, bits),
    (text) => {
      const document = readPolicyDocument(text, 'identity');
      const { privileged, because } = judgeAlice({ user: { inline: [text] } });
      if (document.unreadable === null) {
        expect(privileged).not.toBeNull();
        return;
      }
      unreadable++;
      if (document.statements.length === 0) expect(privileged).toBeNull();
      if (privileged === null) unknown++;
      expect(because).toContain('could not be read');
    },
  );
  expect(unreadable).toBeGreaterThan(count / 2);
  expect(unknown).toBeGreaterThan((count * 2) / 5);
  eachMutation(
    { count, seed: 20_261_123 },
    (random) => mutate(trust({ AWS: '100000000001' }), random, bits),
    (text) => {
      const document = readPolicyDocument(text, 'trust');
      expect(document.statements.length).toBeLessThan(3);
      if (document.statements.length === 0) expect(document.unreadable).not.toBeNull();
    },
  );
}
