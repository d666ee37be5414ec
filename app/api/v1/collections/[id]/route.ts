import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { getCollection } from '#lib/present/collection';
import { presentStore } from '#lib/present/door';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.getCollection, async ({ viewer, params, query }) =>
  getCollection(await presentStore(), viewer.scope, { ...params, ...query }, Date.now()),
);
