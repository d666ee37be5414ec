/**
 * A reason as a table has room for it: what was found, without how it is known, which the drawer says. A sentence ends where a
 * full stop is followed by a capital, so that names with dots stay whole.
 */
export function firstSentence(text: string): string {
  const end = /\.\s+(?=\p{Lu})/u.exec(text);
  return end ? text.slice(0, end.index + 1) : text;
}

/** A reason without the sentences that only say which call answered when: where those stand beside it already. */
export function withoutSources(text: string): string {
  return text
    .split(/(?<=\.)\s+(?=\p{Lu})/u)
    .filter((sentence) => !/^\w+ answered at \d/.test(sentence))
    .join(' ');
}
