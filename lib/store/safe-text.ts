/**
 * PostgreSQL refuses U+0000 in text, and neither database keeps half of a surrogate pair. AWS's answers and CSV files may hold
 * both, so text is escaped where it enters a database and restored where it leaves, in the driver, for every query alike:
 * what was written comes back exactly, comparisons stay true, and no query has to think of it.
 *
 * Escaped is U+E000 followed by four hexadecimal digits. U+E000 (private use) is escaped itself, so the way back is unambiguous.
 */
const mark = '\uE000';
const suspect = /[\0\uD800-\uDFFF\uE000]/;
const refused = /[\0\uE000]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
const escaped = /\uE000([0-9a-f]{4})/g;

/** Text as a database keeps it. */
export function escapeText(text: string): string {
  if (!suspect.test(text)) return text;
  return text.replace(refused, (unit) => mark + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** Text as it was given to `escapeText`. */
export function restoreText(text: string): string {
  if (!text.includes(mark)) return text;
  return text.replace(escaped, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** UTF-8 bytes from which the text can be restored exactly, half surrogate pairs included. */
export const bytesOfText = (text: string): Uint8Array => Buffer.from(escapeText(text), 'utf8');
export const textOfBytes = (bytes: Uint8Array): string => restoreText(Buffer.from(bytes).toString('utf8'));
