import { expect, it } from 'vitest';
import { normalizeSource } from '#lib/normalize/normalize-source';
import { readPolicyDocument } from './policy-document.ts';
import { allow, authorizationAnswer, deny, judgeAlice, policy, trust } from './test-authorization.ts';

/** Mulberry32: the same documents in every run. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const originals = [
  policy(allow('*')),
  policy(
    allow(['iam:*', 's3:Get*'], { Sid: 'a', Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }),
    deny('sts:*'),
  ),
  policy({ Effect: 'Allow', NotAction: ['iam:*'], NotResource: ['arn:aws:iam::*:role/*'] }),
  policy(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/$' + '{aws:username}' })),
];
const bits = [
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

function mutated(text: string, random: () => number): string {
  let result = text;
  for (let n = 1 + Math.floor(random() * 3); n > 0; n--) {
    const at = Math.floor(random() * result.length);
    const length = Math.floor(random() * 6);
    const bit = bits[Math.floor(random() * bits.length)] ?? '';
    const kind = random();
    if (kind < 0.35) result = result.slice(0, at) + result.slice(at + length);
    else if (kind < 0.7) result = result.slice(0, at) + bit + result.slice(at);
    else if (kind < 0.85) result = result.slice(0, at) + result.slice(at, at + 20).repeat(2) + result.slice(at + 20);
    else result = result.slice(0, at);
  }
  return result;
}

it('500 mutated policies: none breaks anything, and what cannot be read is said to be unreadable', () => {
  const random = randomNumbers(20_261_122);
  let unreadable = 0;
  let unknown = 0;
  for (let n = 0; n < 500; n++) {
    const text = mutated(originals[n % originals.length] ?? '', random);
    const document = readPolicyDocument(text, 'identity');
    const { privileged, because } = judgeAlice({ user: { inline: [text] } });
    if (document.unreadable === null) expect(privileged, text).not.toBeNull();
    else {
      unreadable++;
      // Never taken for a policy that allows nothing.
      if (document.statements.length === 0) expect(privileged, text).toBeNull();
      if (privileged === null) unknown++;
      expect(because, text).toContain('could not be read');
    }
    expect(readPolicyDocument(mutated(trust({ AWS: '100000000001' }), random), 'trust').statements.length).toBeLessThan(
      3,
    );
  }
  expect(unreadable).toBeGreaterThan(250);
  expect(unknown).toBeGreaterThan(200);
});

const hostile: readonly (readonly [says: string, document: string])[] = [
  ['an array', '[]'],
  ['a number', '7'],
  ['deeply nested', '['.repeat(100_000)],
  ['deeply nested statement', `{"Version":"2012-10-17","Statement":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ['a version of its own', JSON.stringify({ Version: '2099-01-01', Statement: allow('*') })],
  ['both Action and NotAction', policy(allow('*', { NotAction: 'iam:*' }))],
  ['an action without a service', policy(allow('PutUserPolicy'))],
  ['no resource', policy({ Effect: 'Allow', Action: '*' })],
  ['a resource that is no text', policy(allow('*', { Resource: [{}] }))],
  ['a condition that is a list', policy(allow('*', { Condition: [] }))],
  [
    'a condition value that is an object',
    policy(allow('*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': {} } } })),
  ],
  ['an empty list of actions', policy(allow([]))],
  ['the names of built-ins', '{"__proto__":{"Statement":[]},"constructor":1}'],
];
for (const [says, document] of hostile) {
  it(`${says} is unreadable`, () => {
    expect(readPolicyDocument(document, 'identity').unreadable).not.toBeNull();
    expect(judgeAlice({ user: { inline: [document] } }).privileged).toBeNull();
  });
}

it('a document that is no JSON is counted among what could not be read, and stays with its user', () => {
  const answer = authorizationAnswer({ user: { inline: ['{', policy()] }, roles: { Odd: { trust: 'nobody' } } });
  const { facts, unreadable } = normalizeSource('authorization', answer, { partition: 'aws', region: 'us-east-1' });
  expect(facts?.users[0]?.inlinePolicies).toHaveLength(2);
  expect(unreadable.map(({ where }) => where)).toEqual([
    'GetAccountAuthorizationDetails, policy inline-1',
    'GetAccountAuthorizationDetails, policy trust of Odd',
  ]);
});

it('operators named like built-ins are conditions like any other', () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__x']) {
    const document = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"${name}":{"aws:username":"alice"}}}}`;
    expect([true, null]).toContain(judgeAlice({ user: { inline: [document] } }).privileged);
  }
});
