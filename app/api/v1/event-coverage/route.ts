import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { presentStore } from '#lib/present/door';
import { getEventCoverage } from '#lib/present/event-coverage';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listEventCoverage, async ({ viewer, query }) =>
  getEventCoverage(await presentStore(), viewer.scope, query, Date.now()),
);
