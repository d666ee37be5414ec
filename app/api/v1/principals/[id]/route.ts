import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { presentStore } from '#lib/present/door';
import { getPrincipal } from '#lib/present/principal';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.getPrincipal, async ({ viewer, params }) =>
  getPrincipal(await presentStore(), viewer.scope, params, Date.now()),
);
