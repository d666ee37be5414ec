import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { presentStore } from '#lib/present/door';
import { getFixes } from '#lib/present/fix-list';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listFixes, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse('fixes', runTableExport('fixes', await presentStore(), viewer.scope, query, Date.now()))
    : getFixes(await presentStore(), viewer.scope, query, Date.now()),
);
