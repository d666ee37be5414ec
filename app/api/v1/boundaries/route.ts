import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { createBoundary } from '#lib/pipeline/commands/create-boundary';
import { commandContext } from '#lib/pipeline/door';
import { getBoundaries } from '#lib/present/boundaries';
import { presentStore } from '#lib/present/door';

export const dynamic = 'force-dynamic';

export const GET = handle(routes.listBoundaries, async ({ viewer, query }) =>
  getBoundaries(await presentStore(), viewer.scope, query, Date.now()),
);

export const POST = handle(routes.createBoundary, async ({ viewer, body }) =>
  createBoundary(await commandContext(viewer), body),
);
