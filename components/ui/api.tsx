/** The browser's side of `/api/v1`: JSON in and out; a refusal becomes the server's own sentence. */

export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: unknown;
  constructor(status: number, code: string, message: string, detail: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.detail = detail;
  }
}

export async function getJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await send(url, { signal: signal ?? null, headers: { accept: 'application/json' } }));
}

export async function postJson<T>(url: string, body: unknown): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  return read<T>(await send(url, { method: 'POST', headers, body: JSON.stringify(body) }));
}

export async function postCsv<T>(url: string, text: string): Promise<T> {
  const headers = { accept: 'application/json', 'content-type': 'text/csv' };
  return read<T>(await send(url, { method: 'POST', headers, body: text }));
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(
      0,
      'UNREACHABLE',
      'Keyholder did not answer. Check that it is still running, then try again.',
      null,
    );
  }
}

async function read<T>(response: Response): Promise<T> {
  if (response.ok) return response.json();
  const problem: unknown = await response.json().catch(() => null);
  const field = (name: string): unknown =>
    typeof problem === 'object' && problem !== null ? Reflect.get(problem, name) : null;
  const sentence = [field('detail'), field('title')].find((s) => typeof s === 'string' && s !== '');
  const code = field('code');
  throw new ApiError(
    response.status,
    typeof code === 'string' ? code : 'UNEXPECTED',
    typeof sentence === 'string'
      ? sentence
      : `Keyholder answered ${response.status}. Try again; its log has the cause.`,
    problem,
  );
}

/** The sentence to show for anything that was thrown. */
export const sayError = (error: unknown): string =>
  error instanceof Error ? error.message : 'Something went wrong. Try again.';
