import type { CommandName } from './parse-command-line.ts';

const about: Readonly<Record<CommandName, { readonly line: string; readonly more: string }>> = {
  serve: {
    line: 'start Keyholder: the web pages and the worker that collects',
    more: `Prints the address when the first page answers, and runs until it is told to stop. It collects once when the store is
empty and then every KEYHOLDER_COLLECT_EVERY (24h; off). Without AWS credentials it serves what it has, says so, and asks again every minute.`,
  },
  worker: {
    line: 'start only the worker (a second machine on the same PostgreSQL)',
    more: 'Collects on schedule and on request until it is told to stop. `keyholder serve` starts one by itself.',
  },
  demo: {
    line: 'show a sample organization: no AWS account, no credentials, a fresh store each time',
    more: 'Starts an AWS stand-in on this machine and Keyholder against it. Takes the next free port from 3000 unless PORT is set.',
  },
  collect: {
    line: 'read every account now and say what came of it',
    more: `keyholder collect [ACCOUNT_ID…] [--json]
Progress goes to the error output, the summary to the output. Exit code 0: everything collected; 2: partly; 1: nothing.`,
  },
  doctor: {
    line: 'say who the caller is, which AWS actions work, and what is missing without the others',
    more: `keyholder doctor [--json] | keyholder doctor --template cloudformation|terraform|stackset
Asks each action once, as cheaply as AWS allows, and changes nothing. --json for scripts. Exit code 0: all work; 2: some; 1: none.
With --template it prints what makes the role Keyholder reads with: in one account (cloudformation, terraform) or in all (stackset).`,
  },
  rebuild: {
    line: 'make the tables that screens read again from what was kept',
    more: 'They come out equal: nothing collected or recorded is touched. --json for scripts.',
  },
};

export function usage(command: CommandName | null): string {
  if (command !== null) return `keyholder ${command}: ${about[command].line}\n\n${about[command].more}\n`;
  const lines = Object.entries(about).map(([name, { line }]) => `  ${name.padEnd(9)}${line}`);
  return `Keyholder says which MFA device, and so which person, served each sign-in of an AWS organization.

  keyholder <command> [--json]

${lines.join('\n')}

  keyholder <command> --help   more about one command
  keyholder --version

Settings come from the environment; the README has the table.
Exit codes: 0 done, 1 nothing could be collected, 2 partly, 64 wrong command, 65 wrong input, 66 no data yet,
69 something needed is not available, 70 unexpected, 73 cannot write the data folder, 78 wrong setting.
`;
}
