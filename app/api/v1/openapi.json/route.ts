import { openApiDocument } from '#lib/api/openapi';
import { version } from '#lib/api/version';

export const dynamic = 'force-dynamic';

export const GET = (): Response =>
  Response.json(openApiDocument(version), { headers: { 'Content-Type': 'application/json' } });
