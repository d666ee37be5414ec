import { hostname } from 'node:os';
import { join } from 'node:path';
import { endDeadHolds } from '#lib/pipeline/end-dead-holds';
import { type OpenedPipeline, openPipeline } from '#lib/pipeline/open-pipeline';
import type { CommandContext } from './command-context.ts';
import { isDeadHere } from './is-dead-here.ts';
import { openLog } from './open-log.ts';

/** The pipeline for a command that runs once and ends; what processes of this machine held when they were killed is freed first. */
export async function openForCommand(
  { config }: CommandContext,
  name: string,
  mode: 'create' | 'existing',
  signal: AbortSignal,
): Promise<OpenedPipeline> {
  const file = join(config.dataDir, 'keyholder.log');
  // Opened when it is first written to: a folder without data stays as it was.
  let opened: ReturnType<typeof openLog> | null = null;
  const log = () => {
    opened ??= openLog(file, name);
    return opened;
  };
  const pipeline = await openPipeline({
    config,
    mode,
    signal,
    log: {
      info: (message, detail) => log().info(message, detail),
      warn: (message, detail) => log().warn(message, detail),
      error: (message, cause, detail) => log().error(message, cause, detail),
    },
  });
  const { context } = pipeline;
  await endDeadHolds(context, isDeadHere({ host: hostname(), pid: process.pid, name: context.holder }));
  return pipeline;
}
