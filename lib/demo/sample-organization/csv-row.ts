/** One line of CSV (RFC 4180), quoted where needed. */
export const csvRow = (fields: readonly string[]): string =>
  `${fields.map((f) => (/[",\r\n]/.test(f) ? `"${f.replaceAll('"', '""')}"` : f)).join(',')}\r\n`;
