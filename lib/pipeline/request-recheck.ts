import { second } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import type { PrincipalId } from '#lib/domain/principal';
import { enqueueJob, findOpenJob, getJob, type Job } from '#lib/store/jobs';
import { getPrincipalSummary } from '#lib/store/principals';
import { type CommandContext, noPrincipal, requireVisible } from './commands/command-context.ts';

/** How long an answer waits for the worker. */
const patience = 10 * second;

/**
 * Asks the worker to read one principal again now, and waits for it, at most ten seconds. Who asks while it is being done gets the
 * same job. @throws KeyholderError NOT_FOUND, or what kept the worker from it
 */
export async function requestRecheck(
  context: CommandContext,
  principalId: PrincipalId,
): Promise<{ readonly jobId: string; readonly finished: boolean }> {
  const { write, clock, newId, actor } = context;
  requireVisible(context, principalId);
  if ((await getPrincipalSummary(write, principalId)) === null) throw noPrincipal(principalId);
  const open = await findOpenJob(write, 'recheck', principalId);
  const jobId = open ? open.id : newId();
  if (!open) await enqueueJob(write, { id: jobId, kind: 'recheck', subject: principalId, args: {} }, actor, clock());
  const job = await waitForJob(context, jobId);
  if (job?.state === 'failed') throw new KeyholderError('AWS_FAILED', job.error ?? 'The check failed.', { jobId });
  return { jobId, finished: job?.state === 'done' };
}

async function waitForJob({ write }: Pick<CommandContext, 'write'>, id: string): Promise<Job | null> {
  const until = performance.now() + patience;
  for (;;) {
    const job = await getJob(write, id);
    if (job === null || job.state === 'done' || job.state === 'failed' || performance.now() >= until) return job;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
