import { isAbsolute } from 'node:path';
import { isKeyholderError, KeyholderError } from '#lib/domain/keyholder-error';

/** A field of an error thrown by a driver or by Node. */
function field(e: unknown, name: 'code' | 'errcode' | 'errors'): unknown {
  return typeof e === 'object' && e !== null ? Reflect.get(e, name) : undefined;
}

/** The same key twice: SQLite's constraint codes, PostgreSQL's unique_violation. */
export function isUniqueViolation(e: unknown): boolean {
  const errcode = field(e, 'errcode');
  return errcode === 1555 || errcode === 2067 || field(e, 'code') === '23505';
}

/** PostgreSQL's deadlock_detected and serialization_failure: the same transaction, run again, goes through. */
export const isDeadlock = (e: unknown): boolean => ['40P01', '40001'].includes(String(field(e, 'code')));

const fileSystemRefusals = [
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'ENOENT',
  'ENAMETOOLONG',
  'EISDIR',
];
const [sqliteReadOnly, sqliteCorrupt, sqliteFull, sqliteCannotOpen, sqliteNotADatabase] = [8, 11, 13, 14, 26];

/** What a person can do about a SQLite file that does not open. */
export function sayFileError(e: unknown, file: string, folder: string): unknown {
  if (isKeyholderError(e)) return e;
  const errcode = Number(field(e, 'errcode')) & 0xff;
  if (errcode === sqliteNotADatabase || errcode === sqliteCorrupt)
    return new KeyholderError(
      'DATA_UNREACHABLE',
      `${file} is damaged, or is no Keyholder database. Restore it from a backup, or move it away and start again.`,
      {},
      e,
    );
  if (
    errcode === sqliteCannotOpen ||
    errcode === sqliteReadOnly ||
    errcode === sqliteFull ||
    fileSystemRefusals.includes(String(field(e, 'code')))
  )
    return new KeyholderError(
      'DATA_NOT_WRITABLE',
      `Cannot write in the data folder ${isAbsolute(folder) ? folder : file}. Make it writable for this user, or name another one with KEYHOLDER_DATA_DIR.`,
      {},
      e,
    );
  return e;
}

/** What a person can do about a PostgreSQL that does not answer. The address is named without user and password. */
export function saySqlServerError(e: unknown, url: string): unknown {
  if (isKeyholderError(e)) return e;
  const several = field(e, 'errors');
  const code = String(field(Array.isArray(several) ? several[0] : e, 'code') ?? '');
  const where = placeOfServer(url);
  const say = (sentence: string) => new KeyholderError('DATA_UNREACHABLE', sentence, {}, e);
  if (code === 'ERR_INVALID_URL' || e instanceof URIError)
    return new KeyholderError(
      'CONFIG_INVALID',
      'DATABASE_URL is no address. Write it like postgresql://user:password@host:5432/database, with special characters of the password percent-encoded.',
    );
  if (code === '28P01' || code === '28000')
    return say(`PostgreSQL at ${where} refused the user or password. Correct DATABASE_URL.`);
  if (code === '3D000') return say(`PostgreSQL at ${where} has no such database. Create it, or correct DATABASE_URL.`);
  if (code === '42501')
    return say(
      `PostgreSQL at ${where} does not let this user make tables. Grant CREATE on its schema, or correct DATABASE_URL.`,
    );
  if (code === '53300')
    return say(`PostgreSQL at ${where} has no connection left. Raise max_connections, or free some.`);
  if (/^(57P0|E[A-Z]+$|08|3B)/.test(code) || isConnectionMessage(e))
    return say(
      `PostgreSQL at ${where} cannot be reached${code ? ` (${code})` : ''}. Start it, or correct DATABASE_URL.`,
    );
  return e;
}

const isConnectionMessage = (e: unknown) =>
  e instanceof Error && /timeout|terminated|ended|SSL|ECONN|SASL|password must be/i.test(e.message);

/** A server's address without user and password. */
export function placeOfServer(url: string): string {
  if (!URL.canParse(url)) return 'the address in DATABASE_URL';
  const { host, pathname } = new URL(url);
  return `${host || 'localhost'}${pathname}`;
}
