import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { presentStore } from '#lib/present/door';
import { getPrincipals } from '#lib/present/principals';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listPrincipals, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse('principals', runTableExport('principals', await presentStore(), viewer.scope, query, Date.now()))
    : getPrincipals(await presentStore(), viewer.scope, query, Date.now()),
);
