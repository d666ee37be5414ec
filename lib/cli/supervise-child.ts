import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Log } from '#lib/pipeline/log';

export interface SupervisedChild {
  /** Asks it to end, and ends it after `patience` ms. Resolves when it is gone; it is not started again. */
  stop(patience: number): Promise<void>;
}

const firstPause = 250;
const longestPause = 30_000;
/** A child that ran this long was well: its next crash is answered at once again. */
const healthyAfter = 60_000;

/**
 * Keeps one child process running: a crash is written to the log and answered by a new start, at first soon, then ever
 * later up to half a minute.
 */
export function superviseChild(name: string, start: () => ChildProcess, log: Log): SupervisedChild {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let stopping = false;
  let pause = firstPause;
  let gone: () => void = () => {};

  const launch = () => {
    timer = null;
    const startedAt = performance.now();
    const current = start();
    child = current;
    keepLines(name, current.stdout, log);
    keepLines(name, current.stderr, log);
    let ended = false;
    const onEnd = (why: string) => {
      if (ended) return;
      ended = true;
      child = null;
      if (stopping) return gone();
      if (performance.now() - startedAt > healthyAfter) pause = firstPause;
      log.warn(`${name} ended (${why}); starting it again in ${pause} ms`);
      timer = setTimeout(launch, pause);
      pause = Math.min(longestPause, pause * 2);
    };
    current.once('exit', (code, signal) => onEnd(signal ?? `exit code ${code}`));
    current.once('error', (error) => {
      log.error(`${name} could not be started`, error);
      if (current.pid === undefined) onEnd('not started');
    });
  };
  launch();

  return {
    async stop(patience) {
      stopping = true;
      if (timer) clearTimeout(timer);
      const current = child;
      if (current === null) return;
      const ended = new Promise<void>((resolve) => {
        gone = resolve;
      });
      current.kill('SIGTERM');
      const force = setTimeout(() => current.kill('SIGKILL'), patience);
      await ended;
      clearTimeout(force);
    },
  };
}

function keepLines(name: string, stream: Readable | null, log: Log): void {
  if (stream) createInterface({ input: stream }).on('line', (line) => line.trim() && log.info(line, { from: name }));
}
