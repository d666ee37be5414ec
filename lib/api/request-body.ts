import { KeyholderError } from '#lib/domain/keyholder-error';

const largestJson = 256 * 1_024;
const largestCsv = 5 * 1_048_576;

/** The body as text of the one media type a route takes; read with a limit, whatever Content-Length claims. */
export async function readBody(request: Request, mediaType: 'application/json' | 'text/csv'): Promise<string> {
  const given = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  // A script that asks for a collection sends nothing at all, and so no type of it.
  if (given === undefined && mediaType === 'application/json' && request.body === null) return '';
  if (given !== mediaType) {
    throw new KeyholderError('UNSUPPORTED_MEDIA_TYPE', `Send this with Content-Type: ${mediaType}.`);
  }
  const limit = mediaType === 'text/csv' ? largestCsv : largestJson;
  const parts: Uint8Array[] = [];
  let size = 0;
  if (request.body) {
    const reader = request.body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > limit) {
        await reader.cancel();
        throw new KeyholderError('TOO_LARGE', `The body is larger than ${limit / 1_024} kB. Send it in parts.`);
      }
      parts.push(next.value);
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new KeyholderError('INPUT_INVALID', 'The body is not UTF-8 text. Save the file as UTF-8 and send it again.');
  }
}

export async function readJson(request: Request): Promise<unknown> {
  const text = await readBody(request, 'application/json');
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new KeyholderError('INPUT_INVALID', 'The body is not JSON.');
  }
}
