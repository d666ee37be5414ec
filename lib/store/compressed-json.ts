/** JSON as compressed bytes, addressed by the SHA-256 of the JSON text (not of the compressed bytes, which differ between zlib versions). */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip, gzipSync } from 'node:zlib';

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/** Below this, a thread's round trip costs more than the work. */
const small = 32_768;

export interface PackedJson {
  /** SHA-256 of the JSON text, in hexadecimal. */
  readonly sha256: string;
  /** Length of the JSON text in bytes. */
  readonly size: number;
  readonly body: Uint8Array;
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

export async function packJson(value: unknown): Promise<PackedJson> {
  const text = Buffer.from(JSON.stringify(value), 'utf8');
  const body = text.length < small ? gzipSync(text) : await gzipAsync(text);
  return { sha256: sha256(text), size: text.length, body };
}

/** The value that was packed. Generic callers name the type they packed; nothing else ever writes these bytes. */
export async function unpackJson<T>(body: Uint8Array): Promise<T> {
  const text = body.length < small ? gunzipSync(body) : await gunzipAsync(body);
  return JSON.parse(text.toString('utf8'));
}
