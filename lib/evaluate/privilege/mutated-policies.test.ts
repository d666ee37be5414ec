import { expect, it } from 'vitest';
import { normalizeSource } from '#lib/normalize/normalize-source';
import { readPolicyDocument } from './policy-document.ts';
import { allow, authorizationAnswer, judgeAlice, policy } from './test-authorization.ts';
import { checkMutatedPolicies } from './test-mutated-policies.ts';

it('500 mutated policies: none breaks anything, and what cannot be read is said to be unreadable', () =>
  checkMutatedPolicies(500));

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
