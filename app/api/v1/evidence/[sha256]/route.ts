import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { presentStore } from '#lib/present/door';
import { getEvidence } from '#lib/present/evidence';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.getEvidence, async ({ viewer, params }) =>
  getEvidence(await presentStore(), viewer.scope, params, Date.now()),
);
