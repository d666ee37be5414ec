import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#lib/config';
import { isKeyholderError } from '#lib/domain/keyholder-error';
import { collect } from './collect.ts';
import type { CommandContext } from './command-context.ts';
import { demo } from './demo.ts';
import { doctor } from './doctor.ts';
import { exitCodeOf, exitCodes } from './exit-codes.ts';
import { findInstall } from './find-install.ts';
import { openLog } from './open-log.ts';
import { type CommandName, parseCommandLine } from './parse-command-line.ts';
import { rebuild } from './rebuild.ts';
import { serve } from './serve.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';
import { worker } from './worker.ts';

const commands: Readonly<Record<CommandName, (context: CommandContext) => Promise<number>>> = {
  serve,
  worker,
  demo,
  collect,
  doctor,
  rebuild,
};

export interface Surroundings {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly bundleUrl: string;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command and answers its exit code. Whatever goes wrong is one sentence; a stack trace only ever goes to the log. */
export async function runCommandLine({ args, env, bundleUrl, out, err }: Surroundings): Promise<number> {
  const line = parseCommandLine(args);
  if (line.kind === 'mistake') {
    if (args.includes('--json')) out(`${JSON.stringify({ error: { code: 'USAGE', message: line.sentence } })}\n`);
    err(`${line.sentence}\n`);
    return exitCodes.usage;
  }
  if (line.kind === 'version') {
    out(`keyholder ${version}\n`);
    return exitCodes.done;
  }
  if (line.kind === 'help') {
    out(usage(line.command));
    return exitCodes.done;
  }
  let logFile = join(tmpdir(), 'keyholder.log');
  try {
    const install = findInstall(bundleUrl, env.KEYHOLDER_ROOT);
    const config = readConfig(env, install.root);
    logFile = join(config.dataDir, 'keyholder.log');
    const { json, accountIds, template } = line;
    return await commands[line.command]({ config, install, env, out, err, json, accountIds, template });
  } catch (error) {
    const said = isKeyholderError(error)
      ? { code: error.code, message: error.message, detail: error.detail }
      : keepUnexpected(error, line.command, logFile);
    if (line.json) out(`${JSON.stringify({ error: said })}\n`);
    err(`${said.message}\n`);
    return exitCodeOf(error);
  }
}

function keepUnexpected(error: unknown, command: CommandName, logFile: string) {
  const reference = randomUUID().slice(0, 8);
  for (const file of [logFile, join(tmpdir(), 'keyholder.log')]) {
    try {
      openLog(file, command).error('unexpected', error, { reference });
      return {
        code: 'UNEXPECTED',
        message: `Something unexpected happened (reference ${reference}). Nothing that was collected is lost; the cause is in ${file}.`,
        detail: { reference },
      };
    } catch {
      // The data folder cannot be written: the temporary folder is tried next.
    }
  }
  return {
    code: 'UNEXPECTED',
    message: `Something unexpected happened (reference ${reference}).`,
    detail: { reference },
  };
}
