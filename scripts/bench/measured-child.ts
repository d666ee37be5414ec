import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the bundles that scripts/bench.mjs made: this file is one of them. */
export const bundles = dirname(fileURLToPath(import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly wallMs: number;
  /** Milliseconds of processor time: what the wall time would be on an idle machine, at least. */
  readonly cpuMs: number;
  /** Bytes. */
  readonly peakRss: number;
}

export interface MeasuredChild {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

let count = 0;

/** BENCH_CPU_PROFILE names a folder for a profile of each measured process, for Chrome's developer tools. */
function profiling(): string[] {
  const folder = process.env.BENCH_CPU_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}

/** Of AWS and Keyholder only what is given; nothing of the person's own. */
export function cleanEnvironment(given: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const foreign = /^(AWS_|KEYHOLDER_|DATABASE_URL$|PORT$|https?_proxy$)/i;
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
  return { ...rest, NODE_ENV: 'production', AWS_EC2_METADATA_DISABLED: 'true', ...given };
}

/** Runs `keyholder <args>` from the bundle. @param child with Node's options and the channel that `serve` gives its children */
export function startMeasured(
  args: readonly string[],
  given: Readonly<Record<string, string>>,
  child?: { readonly node: readonly string[] },
): MeasuredChild {
  count += 1;
  const memoryFile = join(bundles, `memory-${count}`);
  const at = performance.now();
  const started = spawn(
    process.execPath,
    [
      ...profiling(),
      ...(child?.node ?? []),
      '--import',
      join(bundles, 'report-memory.mjs'),
      join(bundles, 'keyholder.mjs'),
      ...args,
    ],
    {
      env: { ...cleanEnvironment(given), BENCH_MEMORY_FILE: memoryFile },
      stdio: child ? ['ignore', 'pipe', 'pipe', 'ipc'] : ['ignore', 'pipe', 'pipe'],
    },
  );
  const said = { stdout: '', stderr: '' };
  started.stdout?.on('data', (part) => {
    said.stdout += part;
  });
  started.stderr?.on('data', (part) => {
    said.stderr += part;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    started.on('error', reject);
    started.on('close', (code) => {
      const wallMs = performance.now() - at;
      try {
        const [peak = '', cpu = ''] = readFileSync(memoryFile, 'utf8').split(' ');
        rmSync(memoryFile);
        resolve({ code, ...said, wallMs, cpuMs: Number(cpu) / 1_000, peakRss: Number(peak) * 1_024 });
      } catch (error) {
        reject(
          new Error(`keyholder ${args.join(' ')} left no figure (exit ${code}):\n${said.stderr}`, { cause: error }),
        );
      }
    });
  });
  return { process: started, ended };
}
