import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { getConsoleLogin } from '#lib/present/console-login';
import { presentStore } from '#lib/present/door';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.getConsoleLogin, async ({ viewer, params }) =>
  getConsoleLogin(await presentStore(), viewer.scope, params, Date.now()),
);
