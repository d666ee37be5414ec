import { type ChildProcess, spawn } from 'node:child_process';
import { get } from 'node:http';
import { join } from 'node:path';
import { migrateStore } from '#lib/pipeline/open-pipeline';
import { webEnvironment, workerEnvironment } from './child-environment.ts';
import { webHeap, workerHeap } from './child-heaps.ts';
import type { CommandContext } from './command-context.ts';
import { exitCodes } from './exit-codes.ts';
import { type Install, webFiles } from './find-install.ts';
import { needPort } from './free-port.ts';
import { openLog } from './open-log.ts';
import { superviseChild } from './supervise-child.ts';
import { type Told, untilTold } from './until-told.ts';

/** Milliseconds to end by themselves: the web process has nothing to lose, the worker finishes its commit. */
const patience = { web: 2_000, worker: 9_000 };

/** `keyholder serve`: migrates, starts web and worker, keeps both running, and ends them when it is told to stop. */
export async function serve(context: CommandContext): Promise<number> {
  const config = context.config;
  await needPort(config.port);
  webFiles(context.install);
  await migrateStore(config);
  return superviseBoth(context, untilTold());
}

/** Both children and the wait until somebody ends it: also what `demo` runs, with an environment of its own. */
export async function superviseBoth({ config, install, env, out }: CommandContext, told: Told): Promise<number> {
  const log = openLog(join(config.dataDir, 'keyholder.log'), 'serve');
  const worker = superviseChild('worker', () => startWorker(install, workerEnvironment(config, env)), log);
  const web = superviseChild('web', () => startWeb(install, webEnvironment(config, env)), log);
  try {
    if (await answers(`http://127.0.0.1:${config.port}/api/health`, told)) out(`http://localhost:${config.port}\n`);
    await told.promise;
  } finally {
    await Promise.all([web.stop(patience.web), worker.stop(patience.worker)]);
  }
  return exitCodes.done;
}

function startWeb(install: Install, env: NodeJS.ProcessEnv): ChildProcess {
  const { server, watchParent, guard } = webFiles(install);
  const imports = [watchParent, guard].flatMap((file) => ['--import', file]);
  return spawn(process.execPath, [...webHeap, ...imports, server], {
    cwd: install.folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

function startWorker(install: Install, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [...workerHeap, install.bundle, 'worker'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

/** Asks until the server answers at all, or until we are told to stop. */
async function answers(address: string, told: { readonly done: boolean }): Promise<boolean> {
  while (!told.done) {
    if (await answersOnce(address)) return true;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return false;
}

/** Without a kept-alive connection: the server would wait for it when it is told to stop. */
function answersOnce(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(address, { agent: false, timeout: 2_000 }, (response) => {
      response.resume().on('end', () => resolve(true));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
