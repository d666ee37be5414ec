import { keyValue, type PolicySubject } from './policy-subject.ts';
import { type Wildcard, wildcard } from './wildcard.ts';

/** What to take for a variable whose value only the request knows: whatever fits, or nothing. */
type Unknown = 'anything' | 'nothing';

/**
 * A resource (or condition value) of a policy with its variables filled in for a subject.
 * @param hasVariables whether the document's version knows variables; else `${…}` is plain text
 * @returns null when it can match nothing: a variable without a value
 */
export function resourcePattern(
  text: string,
  subject: PolicySubject,
  hasVariables: boolean,
  unknown: Unknown,
): Wildcard | null {
  if (!hasVariables || !text.includes('${')) return wildcard(text);
  const parts: (string | { literal: string })[] = [];
  let rest = 0;
  for (const found of text.matchAll(/\$\{([^}]*)\}/g)) {
    parts.push(text.slice(rest, found.index));
    rest = found.index + found[0].length;
    const name = found[1] ?? '';
    if (name === '*' || name === '?' || name === '$') {
      parts.push({ literal: name });
      continue;
    }
    const [key = '', fallback] = name.split(/\s*,\s*(?=')/);
    const known = keyValue(subject, key.trim());
    if (typeof known === 'object') parts.push({ literal: known.value });
    else if (known === 'absent') {
      const quoted = /^'(.*)'$/.exec(fallback ?? '')?.[1];
      if (quoted === undefined) return null;
      parts.push({ literal: quoted });
    } else if (unknown === 'anything') parts.push('*');
    else return null;
  }
  parts.push(text.slice(rest));
  return wildcard(...parts);
}
