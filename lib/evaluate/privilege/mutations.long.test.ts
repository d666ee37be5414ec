import { it } from 'vitest';
import { checkMutatedPolicies } from './test-mutated-policies.ts';

it('10,000 mutated policies: none breaks anything, and what cannot be read is said to be unreadable', () =>
  checkMutatedPolicies(10_000));
