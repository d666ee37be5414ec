import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { getConsoleLogins } from '#lib/present/console-logins';
import { presentStore } from '#lib/present/door';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listConsoleLogins, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse(
        'console-logins',
        runTableExport('console-logins', await presentStore(), viewer.scope, query, Date.now()),
      )
    : getConsoleLogins(await presentStore(), viewer.scope, query, Date.now()),
);
