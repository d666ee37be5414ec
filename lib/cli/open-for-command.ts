import { hostname } from 'node:os';
import { join } from 'node:path';
import { endDeadHolds } from '#lib/pipeline/end-dead-holds';
import { type OpenedPipeline, openPipeline } from '#lib/pipeline/open-pipeline';
import type { CommandContext } from './command-context.ts';
import { isDeadHere } from './is-dead-here.ts';
import { lateLog } from './open-log.ts';

/** The pipeline for a command that runs once and ends; what processes of this machine held when they were killed is freed first. */
export async function openForCommand(
  { config }: CommandContext,
  name: string,
  mode: 'create' | 'existing',
  signal: AbortSignal,
): Promise<OpenedPipeline> {
  const pipeline = await openPipeline({
    config,
    mode,
    signal,
    log: lateLog(join(config.dataDir, 'keyholder.log'), name),
  });
  const { context } = pipeline;
  await endDeadHolds(context, isDeadHere({ host: hostname(), pid: process.pid, name: context.holder }));
  return pipeline;
}
