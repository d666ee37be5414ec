import { version } from '#lib/api/version';

export const dynamic = 'force-dynamic';

/** Answers as soon as the web process does; it asks neither the store nor AWS. */
export const GET = (): Response =>
  Response.json({ status: 'ok', version }, { headers: { 'Cache-Control': 'no-store' } });
