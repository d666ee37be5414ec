import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { endCustody } from '#lib/pipeline/commands/end-custody';
import { commandContext } from '#lib/pipeline/door';

export const dynamic = 'force-dynamic';

export const POST = handle(routes.endCustody, async ({ viewer, params, body }) => {
  const { pending, id } = await endCustody(await commandContext(viewer), params.id, body);
  return { status: pending ? 202 : 201, answer: { id } };
});
