/** How the root user of an account stands, as one word for cards and counts. */
export type RootState =
  | 'covered'
  | 'covered-with-keys'
  | 'uncovered'
  | 'no-credentials'
  | 'not-in-partition'
  | 'suspended'
  | 'unknown';

export const rootStates: readonly RootState[] = [
  'uncovered',
  'unknown',
  'covered-with-keys',
  'covered',
  'no-credentials',
  'not-in-partition',
  'suspended',
];
