import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { commandContext } from '#lib/pipeline/door';
import { requestRecheck } from '#lib/pipeline/request-recheck';
import { presentStore } from '#lib/present/door';
import { getPrincipal } from '#lib/present/principal';

export const dynamic = 'force-dynamic';

/** The worker asks AWS; this waits for it, at most ten seconds. */
export const POST = handle(routes.recheckPrincipal, async ({ viewer, params }) => {
  const read = await presentStore();
  // Who may not see a principal is told that it does not exist, before anything is asked.
  await getPrincipal(read, viewer.scope, params, Date.now());
  const { jobId, finished } = await requestRecheck(await commandContext(viewer), params.id);
  if (!finished) return { status: 202, answer: { jobId } };
  return { status: 200, answer: await getPrincipal(read, viewer.scope, params, Date.now()) };
});
