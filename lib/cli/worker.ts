import { hostname } from 'node:os';
import { join } from 'node:path';
import { openPipeline } from '#lib/pipeline/open-pipeline';
import { runWorker } from '#lib/pipeline/run-worker';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';
import { isDeadHere } from './is-dead-here.ts';
import { lateLog } from './open-log.ts';
import { untilTold } from './until-told.ts';

/** A worker that does not end by itself after being told is ended by force. */
const patience = 8_000;

/** `keyholder worker`: collections, rechecks and the schedule, until told to stop or left alone by `serve`. */
export async function worker({ config }: CommandContext): Promise<number> {
  const told = untilTold();
  const log = lateLog(join(config.dataDir, 'keyholder.log'), 'worker');
  const pipeline = await openPipeline({ config, log, signal: told.signal, mode: 'create' });
  told.promise.then(() => setTimeout(() => process.exit(exitCodes.done), patience).unref());
  try {
    const isDead = isDeadHere({ host: hostname(), pid: process.pid, name: pipeline.context.holder });
    await runWorker(pipeline.context, { collectEvery: config.collectEvery, isDead });
  } finally {
    await pipeline.close();
  }
  return exitCodes.done;
}
