import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { presentStore } from '#lib/present/door';
import { getOverview } from '#lib/present/overview';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.getOverview, async ({ viewer, query }) =>
  getOverview(await presentStore(), viewer.scope, query, Date.now()),
);
