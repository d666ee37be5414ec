import Papa from 'papaparse';
import { z } from 'zod';
import type { CredentialReportFacts, ReportAccessKey, ReportRow, Unreadable } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';
import { answerNotUnderstood, instant } from './aws-answer.ts';
import { readTime } from './cloudtrail-record.ts';
import type { Normalized } from './normalized.ts';

/** Without these a row says nothing about anybody. */
const indispensable = ['user', 'arn', 'user_creation_time', 'password_enabled', 'mfa_active'];

const answerSchema = z.object({
  Content: z.union([z.instanceof(Uint8Array).transform((bytes) => new TextDecoder().decode(bytes)), z.string()]),
  GeneratedTime: instant,
});

/** GetCredentialReport's answer. The SDK has decoded the base64; the bytes are the CSV. */
export function normalizeCredentialReport(answer: unknown): Normalized<CredentialReportFacts> {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('GetCredentialReport', parsed.error, answer);
  return readCredentialReport(parsed.data.Content, parsed.data.GeneratedTime);
}

/** Words for "nothing here": AWS's documents and live answers use three vocabularies, for root all of them. */
const nothing = new Set(['', 'n/a', 'not_supported', 'no_information']);

/**
 * AWS's credential report, by header name: 22 columns live, 23 in the documentation, in any order (case U17).
 * A row that cannot be read is kept aside whole; a value that cannot be read is null, and kept aside too.
 */
export function readCredentialReport(csv: string, generatedAt: Instant): Normalized<CredentialReportFacts> {
  const lines = csv.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const header = fieldsOf(lines[0] ?? '').fields.map((name) => name.trim().toLowerCase());
  const missing = indispensable.filter((name) => !header.includes(name));
  if (missing.length > 0) {
    const reason = `The header lacks ${missing.join(', ')}.`;
    return { facts: null, unreadable: [{ where: 'Credential report', reason, raw: csv.slice(0, 2_000) }] };
  }
  const unreadable: Unreadable[] = [];
  const rows: ReportRow[] = [];
  const seen = new Map<string, string>();
  const contradicted = new Set<string>();
  for (const [index, raw] of lines.entries()) {
    if (index === 0 || raw.trim() === '') continue;
    const where = `Credential report, row ${index + 1}`;
    const keepAside = (reason: string): void => {
      unreadable.push({ where, reason, raw });
    };
    const row = rowOf(header, raw, keepAside);
    if (row === null) continue;
    const key = keyOf(row);
    const same = seen.get(key);
    if (same === undefined) rows.push(row);
    else if (same !== raw) {
      keepAside('A second row for the same user, with other content: neither counts.');
      contradicted.add(key);
    }
    seen.set(key, raw);
  }
  return { facts: { generatedAt, rows: rows.filter((row) => !contradicted.has(keyOf(row))) }, unreadable };
}

const keyOf = (row: ReportRow): string => `${row.arn}\n${row.createdAt}`;

/** One line by column name. A name that appears twice means its first column. */
class Row {
  readonly #header: readonly string[];
  readonly #cells: readonly string[];
  constructor(header: readonly string[], cells: readonly string[]) {
    this.#header = header;
    this.#cells = cells;
  }
  /** Null when the report has no such column. */
  text(column: string): string | null {
    return this.#cells[this.#header.indexOf(column)] ?? null;
  }
}

/** No field of the report holds a line break, so each line is read by itself: a stray quotation mark costs one row, not all after it. */
function fieldsOf(line: string): { readonly fields: readonly string[]; readonly quoted: boolean } {
  const { data, errors } = Papa.parse<string[]>(line, { delimiter: ',' });
  return { fields: data[0] ?? [], quoted: !errors.some((error) => error.type === 'Quotes') };
}

function rowOf(header: readonly string[], line: string, keepAside: (reason: string) => void): ReportRow | null {
  const { fields, quoted } = fieldsOf(line);
  if (quoted && fields.length === header.length) return readRow(new Row(header, fields), keepAside);
  const joined = quoted && fields.length > header.length ? joinName(header, fields) : null;
  if (joined) return readRow(new Row(header, joined), keepAside);
  keepAside(quoted ? `${fields.length} fields under ${header.length} columns.` : 'A quotation mark without its other.');
  return null;
}

/**
 * A user's name and path may hold commas (IAM API Reference, CreateUser). Where they came without quotation marks, the first two
 * columns are told apart by the ARN, which begins with `arn:` and ends with the name; null when that is not one answer.
 */
function joinName(header: readonly string[], fields: readonly string[]): readonly string[] | null {
  if (header[0] !== 'user' || header[1] !== 'arn') return null;
  const rest = fields.length - header.length + 2;
  const answers: string[][] = [];
  for (let split = 1; split < rest; split++) {
    const user = fields.slice(0, split).join(',');
    const arn = fields.slice(split, rest).join(',');
    if (/^arn:[a-z-]+:iam::\d{12}:user\//.test(arn) && arn.endsWith(`/${user}`)) answers.push([user, arn]);
  }
  const [only] = answers;
  return answers.length === 1 && only ? [...only, ...fields.slice(rest)] : null;
}

function readRow(row: Row, keepAside: (reason: string) => void): ReportRow | null {
  const user = row.text('user') ?? '';
  const arn = row.text('arn') ?? '';
  const isRoot = user === '<root_account>';
  if (user === '' || !(isRoot ? /^arn:[a-z-]+:iam::\d{12}:root$/ : /^arn:[a-z-]+:iam::\d{12}:user\/./).test(arn)) {
    keepAside('The row names no user and ARN.');
    return null;
  }
  const odd = (column: string, value: string) => {
    keepAside(`${column} of ${user} cannot be read: ${value.slice(0, 60)}`);
    return null;
  };
  const bool = (column: string): boolean | null => {
    const value = row.text(column)?.trim().toLowerCase() ?? '';
    if (value === 'true') return true;
    if (value === 'false') return false;
    return nothing.has(value) ? null : odd(column, value);
  };
  const time = (column: string): Instant | null => {
    const value = row.text(column)?.trim() ?? '';
    if (nothing.has(value.toLowerCase())) return null;
    return readTime(value) ?? odd(column, value);
  };
  const word = (column: string): string | null => {
    const value = row.text(column)?.trim() ?? '';
    return nothing.has(value.toLowerCase()) ? null : value;
  };
  const key = (n: 1 | 2): ReportAccessKey => ({
    active: bool(`access_key_${n}_active`),
    lastRotatedAt: time(`access_key_${n}_last_rotated`),
    lastUsedAt: time(`access_key_${n}_last_used_date`),
    lastUsedRegion: word(`access_key_${n}_last_used_region`),
    lastUsedService: word(`access_key_${n}_last_used_service`),
  });
  return {
    user,
    arn,
    createdAt: time('user_creation_time'),
    passwordEnabled: bool('password_enabled'),
    passwordLastUsedAt: time('password_last_used'),
    passwordLastUsedText: row.text('password_last_used') ?? '',
    passwordLastChangedAt: time('password_last_changed'),
    mfaActive: bool('mfa_active'),
    accessKeys: [key(1), key(2)],
    certificatesActive: [bool('cert_1_active'), bool('cert_2_active')],
    additionalCredentialsInfo: word('additional_credentials_info'),
  };
}
