import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { presentStore } from '#lib/present/door';
import { getSharedAccount } from '#lib/present/shared-account';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.getSharedAccount, async ({ viewer, params, query }) =>
  getSharedAccount(await presentStore(), viewer.scope, { ...query, principalId: params.id }, Date.now()),
);
