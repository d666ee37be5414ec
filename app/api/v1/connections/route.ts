import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { addConnection } from '#lib/pipeline/commands/add-connection';
import { commandContext } from '#lib/pipeline/door';

export const dynamic = 'force-dynamic';

export const POST = handle(routes.addConnection, async ({ viewer, body }) =>
  addConnection(await commandContext(viewer), {
    ...body,
    roleName: body.roleName ?? null,
    externalId: body.externalId ?? null,
  }),
);
