import { expect, it } from 'vitest';
import { loginKind, statesOfKind } from './login-kinds.tsx';

const cases: [string[], string][] = [
  [[], 'logins'],
  [['no-mfa'], 'logins'],
  [['not-a-login'], 'failed'],
  [['not-visible-to-aws'], 'federated'],
  [['not-a-login', 'no-mfa'], 'logins'],
];

it.each(cases)('%j shows %s', (states, expected) => {
  expect(loginKind(states)).toBe(expected);
});

it('each state belongs to one group', () => {
  expect(statesOfKind('logins')).toHaveLength(7);
  expect(statesOfKind('failed')).toEqual(['not-a-login']);
  expect(statesOfKind('federated')).toEqual(['not-visible-to-aws']);
});
