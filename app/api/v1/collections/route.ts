import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { visibleAccounts } from '#lib/pipeline/commands/command-context';
import { commandContext } from '#lib/pipeline/door';
import { requestCollection } from '#lib/pipeline/request-collection';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { getCollections } from '#lib/present/collections';
import { presentStore } from '#lib/present/door';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listCollections, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse('collections', runTableExport('collections', await presentStore(), viewer.scope, query, Date.now()))
    : getCollections(await presentStore(), viewer.scope, query, Date.now()),
);

export const POST = handle(routes.startCollection, async ({ viewer, body }) => {
  const context = await commandContext(viewer);
  const { id, started } = await requestCollection(context, visibleAccounts(context, body.accountIds ?? null));
  return { status: started ? 202 : 200, answer: { id } };
});
