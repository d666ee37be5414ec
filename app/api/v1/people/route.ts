import { csvResponse } from '#lib/api/csv-response';
import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { createPerson } from '#lib/pipeline/commands/create-person';
import { commandContext } from '#lib/pipeline/door';
import { runTableExport } from '#lib/pipeline/run-table-export';
import { presentStore } from '#lib/present/door';
import { getPeople } from '#lib/present/people';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listPeople, async ({ viewer, query }) =>
  query.format === 'csv'
    ? csvResponse('people', runTableExport('people', await presentStore(), viewer.scope, query, Date.now()))
    : getPeople(await presentStore(), viewer.scope, query, Date.now()),
);

export const POST = handle(routes.createPerson, async ({ viewer, body }) =>
  createPerson(await commandContext(viewer), { ...body, leftAt: body.leftAt ?? null }),
);
