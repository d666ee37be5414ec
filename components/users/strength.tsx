import type { Strength } from '#lib/domain/mfa-device';

const words: Record<Strength, string> = {
  only: 'Only',
  'also-phishable': 'Also phishable',
  no: 'No',
  unknown: 'Unknown',
};

export const strengthOptions = (['only', 'also-phishable', 'no', 'unknown'] as const).map((value) => ({
  value,
  label: words[value],
}));

/** Whether the valid devices resist phishing: all of them, some, none, or not known. A dash where nobody signs in with a password. */
export function StrengthWord({ strength, asked }: { strength: Strength; asked: boolean }) {
  if (!asked) return <span className="t3">–</span>;
  if (strength === 'unknown') return <span className="ink-unk">{words.unknown}</span>;
  return strength === 'only' ? <b className="med">{words.only}</b> : <span className="t3">{words[strength]}</span>;
}
