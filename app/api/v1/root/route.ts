import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { presentStore } from '#lib/present/door';
import { getRoot } from '#lib/present/root';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.getRoot, async ({ viewer, query }) =>
  getRoot(await presentStore(), viewer.scope, query, Date.now()),
);
