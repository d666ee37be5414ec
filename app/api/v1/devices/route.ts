import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { getDevices } from '#lib/present/devices';
import { presentStore } from '#lib/present/door';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listDevices, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse('devices', runTableExport('devices', await presentStore(), viewer.scope, query, Date.now()))
    : getDevices(await presentStore(), viewer.scope, query, Date.now()),
);
