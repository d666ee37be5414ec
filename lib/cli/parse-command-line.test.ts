import { describe, expect, it } from 'vitest';
import { parseCommandLine } from './parse-command-line.ts';

const run = (command: string, json = false, accountIds: string[] = [], template: string | null = null) => ({
  kind: 'run',
  command,
  json,
  accountIds,
  template,
});
const cases: [typed: string, expected: object][] = [
  ['', { kind: 'help', command: null }],
  ['help', { kind: 'help', command: null }],
  ['--help', { kind: 'help', command: null }],
  ['collect --help', { kind: 'help', command: 'collect' }],
  ['--version', { kind: 'version' }],
  ['serve', run('serve')],
  ['collect --json', run('collect', true)],
  ['--json doctor', run('doctor', true)],
  ['doctor --template terraform', run('doctor', false, [], 'terraform')],
  ['doctor --template=stackset', run('doctor', false, [], 'stackset')],
  ['collect 100000000001 100000000002 100000000001', run('collect', false, ['100000000001', '100000000002'])],
];
const mistakes: [typed: string, names: string][] = [
  ['sreve', 'There is no command sreve.'],
  ['serve --port=80', 'There is no option --port.'],
  ['collect -x', 'There is no option -x.'],
  ['serve --json', 'keyholder serve has no --json.'],
  ['rebuild all', 'keyholder rebuild takes no "all".'],
  ['doctor --template yaml', '--template is for keyholder doctor, and is one of cloudformation, terraform, stackset.'],
  ['doctor --template', '--template is for keyholder doctor'],
  ['collect --template terraform', '--template is for keyholder doctor'],
  ['collect 1234', '"1234" is not an account id.'],
];

describe('the command line', () => {
  it.each(cases)('"%s"', (typed, expected) => {
    expect(parseCommandLine(typed.split(' ').filter(Boolean))).toEqual(expected);
  });
  it.each(mistakes)('"%s" is a mistake, said in one sentence', (typed, names) => {
    const line = parseCommandLine(typed.split(' '));
    expect(line.kind === 'mistake' && line.sentence).toContain(names);
  });
});
