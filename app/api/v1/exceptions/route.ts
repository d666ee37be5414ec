import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { createException } from '#lib/pipeline/commands/create-exception';
import { commandContext } from '#lib/pipeline/door';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { presentStore } from '#lib/present/door';
import { getExceptions } from '#lib/present/exceptions';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listExceptions, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse('exceptions', runTableExport('exceptions', await presentStore(), viewer.scope, query, Date.now()))
    : getExceptions(await presentStore(), viewer.scope, query, Date.now()),
);

export const POST = handle(routes.createException, async ({ viewer, body }) =>
  createException(await commandContext(viewer), body),
);
