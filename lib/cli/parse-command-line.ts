import { parseArgs } from 'node:util';
import { isAccountId } from '#lib/domain/account';
import { type TemplateKind, templateKinds } from '#lib/pipeline/role-templates';

export const commandNames = ['serve', 'worker', 'demo', 'collect', 'doctor', 'rebuild'] as const;
export type CommandName = (typeof commandNames)[number];

export type CommandLine =
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | { readonly kind: 'version' }
  | { readonly kind: 'mistake'; readonly sentence: string }
  | {
      readonly kind: 'run';
      readonly command: CommandName;
      readonly json: boolean;
      /** Only of `collect`: the accounts to read; empty means all. */
      readonly accountIds: readonly string[];
      /** Only of `doctor`: which document to print. */
      readonly template: TemplateKind | null;
    };

const jsonCommands: readonly CommandName[] = ['collect', 'doctor', 'rebuild'];
const flags: readonly string[] = ['--help', '-h', '--version', '-v', '--json', '--template'];

const templateMistake = `--template is for keyholder doctor, and is one of ${templateKinds.join(', ')}.`;

/** Reads what was typed after `keyholder`. A mistake is one sentence that says what would be right. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const unknown = args.find((arg) => arg.startsWith('-') && !flags.includes(arg) && !arg.startsWith('--template='));
  if (unknown !== undefined) {
    return mistake(`There is no option ${unknown.split('=')[0]}. "keyholder --help" lists the commands and options.`);
  }
  if (args.includes('--template') && args.at(-1) === '--template') return mistake(templateMistake);
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean', short: 'v' },
      json: { type: 'boolean' },
      template: { type: 'string' },
    },
  });
  const [name, ...rest] = positionals;
  if (values.version) return { kind: 'version' };
  const command = commandNames.find((known) => known === name) ?? null;
  if (name !== undefined && name !== 'help' && command === null) {
    return mistake(`There is no command ${name}. The commands are ${commandNames.join(', ')}.`);
  }
  if (values.help || command === null) return { kind: 'help', command };
  const template = templateKinds.find((kind) => kind === values.template) ?? null;
  if (values.template !== undefined && (command !== 'doctor' || template === null)) {
    return mistake(templateMistake);
  }
  const json = values.json === true;
  if (json && !jsonCommands.includes(command)) {
    return mistake(`keyholder ${command} has no --json. It is for ${jsonCommands.join(', ')}.`);
  }
  if (command !== 'collect' && rest.length > 0) {
    return mistake(`keyholder ${command} takes no "${rest[0]}". "keyholder ${command} --help" says what it does.`);
  }
  const wrong = rest.find((id) => !isAccountId(id));
  if (wrong !== undefined) {
    return mistake(
      `"${wrong}" is not an account id. keyholder collect takes ids of 12 digits, or none for every account.`,
    );
  }
  return { kind: 'run', command, json, accountIds: [...new Set(rest)], template };
}

const mistake = (sentence: string): CommandLine => ({ kind: 'mistake', sentence });
