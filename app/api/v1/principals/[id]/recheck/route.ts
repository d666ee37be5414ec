import { handle } from '#lib/api/handle';
import { routes } from '#lib/api/routes';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { commandContext } from '#lib/pipeline/door';
import { requestRecheck, waitForJob } from '#lib/pipeline/request-recheck';
import { presentStore } from '#lib/present/door';
import { getPrincipal } from '#lib/present/principal';

export const dynamic = 'force-dynamic';

/** The worker asks AWS; this waits for it, at most ten seconds. */
export const POST = handle(routes.recheckPrincipal, async ({ viewer, params }) => {
  const read = await presentStore();
  await getPrincipal(read, viewer.scope, params, Date.now());
  const context = await commandContext(viewer);
  const jobId = await requestRecheck(context, viewer.actor, params.id);
  const job = await waitForJob(context, jobId);
  if (job?.state === 'failed')
    throw new KeyholderError('AWS_FAILED', job.error ?? 'AWS could not be asked. Try again.');
  if (job?.state !== 'done') return { status: 202, answer: { jobId } };
  return { status: 200, answer: await getPrincipal(read, viewer.scope, params, Date.now()) };
});
