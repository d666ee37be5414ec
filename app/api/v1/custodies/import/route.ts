import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { importCustodies } from '#lib/pipeline/commands/import-custodies';
import { commandContext } from '#lib/pipeline/door';

export const dynamic = 'force-dynamic';

/** All or nothing: a line that cannot be used is a 400 naming it, and nothing is changed. */
export const POST = handle(routes.importCustodies, async ({ viewer, query, body }) => {
  const preview = query.preview === '1';
  const result = await importCustodies(await commandContext(viewer), body, { preview });
  return { status: result.pending ? 202 : 200, answer: result };
});
