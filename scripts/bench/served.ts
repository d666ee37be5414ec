import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { cleanEnvironment } from './measured-child.ts';

export interface Served {
  readonly origin: string;
  /** From the command to the first whole page. */
  readonly startMs: number;
  /** Resident bytes of the web process now; null where `ps` cannot be asked. */
  webRss(): number | null;
  /** Milliseconds of processor time the web process has used; null outside Linux. On a busy machine it says more than the clock. */
  webProcessorMs(): number | null;
  stop(): Promise<void>;
}

const program = join('bin', 'keyholder.mjs');
export const isBuilt = () => existsSync(join('.next', 'standalone', 'server.js'));

/** `keyholder serve` from the build, on a store, without AWS. */
export async function serve(environment: Readonly<Record<string, string>>): Promise<Served> {
  const port = await freePort();
  const at = performance.now();
  const child = spawn(process.execPath, [program, 'serve'], {
    env: cleanEnvironment({ ...environment, PORT: String(port), KEYHOLDER_COLLECT_EVERY: 'off' }),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  await firstPage(origin, () => child.exitCode !== null);
  const startMs = performance.now() - at;
  return {
    origin,
    startMs,
    webRss: () => webOf(child.pid)?.rss ?? null,
    webProcessorMs: () => processorMs(webOf(child.pid)?.pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function firstPage(origin: string, gone: () => boolean): Promise<void> {
  while (!gone()) {
    try {
      const answer = await fetch(origin);
      await answer.arrayBuffer();
      if (answer.ok) return;
      throw new Error(`the first page answered ${answer.status}`);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error; // TypeError: not listening yet
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  throw new Error('keyholder serve ended before its first page');
}

/** The child of `serve` that is not the worker. */
function webOf(parent: number | undefined): { pid: number; rss: number } | null {
  try {
    const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).split('\n');
    for (const line of lines) {
      const [, pid, ppid, rss, args = ''] = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
      if (Number(ppid) === parent && !args.includes(' worker')) return { pid: Number(pid), rss: Number(rss) * 1_024 };
    }
  } catch {
    // no ps here
  }
  return null;
}

/** User and system time from /proc, in ticks of 10 ms. */
function processorMs(pid: number | undefined): number | null {
  const file = `/proc/${pid}/stat`;
  if (pid === undefined || !existsSync(file)) return null;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
