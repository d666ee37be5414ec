import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { recordCustody } from '#lib/pipeline/commands/record-custody';
import { commandContext } from '#lib/pipeline/door';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { getCustodies } from '#lib/present/custodies';
import { presentStore } from '#lib/present/door';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listCustodies, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse('custodies', runTableExport('custodies', await presentStore(), viewer.scope, query, Date.now()))
    : getCustodies(await presentStore(), viewer.scope, query, Date.now()),
);

export const POST = handle(routes.recordCustody, async ({ viewer, body }) => {
  const { pending, id } = await recordCustody(await commandContext(viewer), { ...body, validTo: body.validTo ?? null });
  return { status: pending ? 202 : 201, answer: { id } };
});
