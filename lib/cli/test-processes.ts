/** Fixture of tests that start real processes: the built command line in a folder of its own, its children, and how to kill them. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { StandIn } from '#lib/demo/stand-in/stand-in';
import { bundle } from '../../scripts/bundle.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What `serve` needs of a web server: that it listens where it is told. Building Next's own takes longer than all of these tests. */
const smallestServer = `require('node:http').createServer((q, s) => s.end('ok')).listen(process.env.PORT, process.env.HOSTNAME);`;

export interface TestInstall {
  readonly bundle: string;
  remove(): void;
}

/** The command line as `npm run build` bundles it. */
export async function installForTests(options: { readonly web: boolean } = { web: true }): Promise<TestInstall> {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-install-'));
  await bundle(folder);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  if (options.web) writeFileSync(join(folder, 'server.js'), smallestServer);
  return { bundle: join(folder, 'keyholder.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** This process's environment without anything of AWS's, of Keyholder's or of the test runner's. */
export function cleanEnvironment(more: Environment): Environment {
  const foreign = /^(AWS_|KEYHOLDER_|VITEST|DATABASE_URL$|TEST_DATABASE_URL$|PORT$|NODE_ENV$|NODE_OPTIONS$)/;
  const rest = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(rest), AWS_EC2_METADATA_DISABLED: 'true', ...more };
}

/** What points a process at a stand-in, as fast as it answers. */
export const standInEnvironment = (standIn: Pick<StandIn, 'url' | 'credentials'>): Environment => ({
  AWS_ENDPOINT_URL: standIn.url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: standIn.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: standIn.credentials.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  KEYHOLDER_IAM_RATE: 'unlimited',
  KEYHOLDER_LOOKUP_RATE: 'unlimited',
});

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunningCommand {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** What it has written to its output so far. */
  out(): string;
  kill(): Promise<Ended>;
}

/** Starts `keyholder …`. Whatever still runs when the test is over is killed. */
export function startCommand(install: TestInstall, args: readonly string[], env: Environment): RunningCommand {
  const child = spawn(process.execPath, [install.bundle, ...args], {
    env: { NODE_ENV: 'production', ...cleanEnvironment(env) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, out, err })));
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    child,
    ended,
    out: () => out,
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
  };
}

/** Runs `keyholder …` to its end. */
export const runCommand = (install: TestInstall, args: readonly string[], env: Environment): Promise<Ended> =>
  startCommand(install, args, env).ended;

export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function listProcesses(): ListedProcess[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const match = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
      if (!match?.[3] || /<defunct>/.test(match[3])) return [];
      return [{ pid: Number(match[1]), parent: Number(match[2]), command: match[3] }];
    });
}

/** The living processes of an install, whoever their parent is now. */
export const processesOf = (install: TestInstall): ListedProcess[] =>
  listProcesses().filter(({ command }) => command.includes(dirname(install.bundle)));

/** Of `serve`: its worker, its web server. */
export function childrenOf(install: TestInstall, parent: number | undefined) {
  const own = processesOf(install).filter((one) => one.parent === parent);
  return {
    worker: own.find(({ command }) => command.endsWith(' worker')) ?? null,
    web: own.find(({ command }) => command.endsWith('server.js')) ?? null,
  };
}

/** Asks until the answer is something; fails when it stays nothing for a minute. */
export async function until<T>(
  what: string,
  ask: () => T | null | undefined | Promise<T | null | undefined>,
): Promise<T> {
  const giveUpAt = performance.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined) return answer;
    if (performance.now() > giveUpAt) throw new Error(`waited in vain until ${what}`);
    await later(20);
  }
}

/** A moment to act at, not a wait for something to have happened. */
export const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** A folder that is gone after the test. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `keyholder-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
