import { type AttributionState, attributionStates } from '#lib/domain/console-login';

/** Failed attempts and federated sign-ins stand apart: neither says anything for or against MFA. */
export type LoginKind = 'logins' | 'failed' | 'federated';

const alone: Partial<Record<AttributionState, LoginKind>> = {
  'not-a-login': 'failed',
  'not-visible-to-aws': 'federated',
};

/** Which of the three groups an address shows: the state filter alone says it. */
export function loginKind(states: readonly string[]): LoginKind {
  const [only, ...others] = states;
  const state = attributionStates.find((one) => one === only);
  return (others.length === 0 && state && alone[state]) || 'logins';
}

/** The states a group shows when no state is asked for. */
export const statesOfKind = (kind: LoginKind): AttributionState[] =>
  attributionStates.filter((state) => (alone[state] ?? 'logins') === kind);
