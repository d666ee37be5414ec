import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { decideSharedAccount } from '#lib/pipeline/commands/decide-shared-account';
import { commandContext } from '#lib/pipeline/door';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { presentStore } from '#lib/present/door';
import { getSharedAccounts } from '#lib/present/shared-accounts';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listSharedAccounts, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse(
        'shared-accounts',
        runTableExport('shared-accounts', await presentStore(), viewer.scope, query, Date.now()),
      )
    : getSharedAccounts(await presentStore(), viewer.scope, query, Date.now()),
);

export const POST = handle(routes.decideSharedAccount, async ({ viewer, body }) =>
  decideSharedAccount(await commandContext(viewer), body),
);
