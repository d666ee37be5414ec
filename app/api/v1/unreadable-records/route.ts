import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { presentStore } from '#lib/present/door';
import { getUnreadableRecords } from '#lib/present/unreadable-records';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listUnreadableRecords, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse(
        'unreadable-records',
        runTableExport('unreadable-records', await presentStore(), viewer.scope, query, Date.now()),
      )
    : getUnreadableRecords(await presentStore(), viewer.scope, query, Date.now()),
);
