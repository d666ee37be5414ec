import type { Tone } from '#components/ui/status';
import type { RootState } from '#lib/present/views/principals';

/** Root's states in words, worst first: the order of cards and filters. */
export const rootStates: { state: RootState; tone: Tone; word: string }[] = [
  { state: 'uncovered', tone: 'bad', word: 'Uncovered' },
  { state: 'unknown', tone: 'unk', word: 'Unknown' },
  { state: 'covered-with-keys', tone: 'bad', word: 'Covered, has keys' },
  { state: 'covered', tone: 'ok', word: 'Covered' },
  { state: 'no-credentials', tone: 'na', word: 'Credentials removed' },
  { state: 'not-in-partition', tone: 'na', word: 'Not applicable' },
  { state: 'suspended', tone: 'na', word: 'Suspended' },
];

export const rootTone = (state: RootState): Tone => rootStates.find((one) => one.state === state)?.tone ?? 'unk';
export const rootWord = (state: RootState): string => rootStates.find((one) => one.state === state)?.word ?? 'Unknown';
