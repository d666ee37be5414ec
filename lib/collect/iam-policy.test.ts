import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { organizationActions } from '#lib/aws/list-accounts';
import { connectionActions } from '#lib/aws/open-aws';
import policy from './iam-policy.json' with { type: 'json' };
import { declaredSources } from './sources.ts';

const granted = Object.values(policy).flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
const declared = [
  ...new Set([...declaredSources.flatMap((s) => s.actions), ...organizationActions, ...connectionActions]),
];

/** Every action named in the code that talks to AWS, whether or not somebody remembered to declare it. */
function namedInCode(): string[] {
  const files = ['../aws', '.'].flatMap((folder) => {
    const url = new URL(`${folder}/`, import.meta.url);
    return readdirSync(url)
      .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|^test-/.test(name))
      .map((name) => readFileSync(fileURLToPath(new URL(name, url)), 'utf8'));
  });
  const code = files.join('\n').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
  return [...new Set(code.match(/\b(iam|sts|organizations|ec2|cloudtrail):[A-Z]\w+/g))];
}

describe('iam-policy.json', () => {
  it('grants every action that a source or the way into AWS declares, and nothing else', () => {
    expect([...granted].sort()).toEqual([...declared].sort());
  });
  it('grants every action named in the code, and nothing else', () => {
    expect([...granted].sort()).toEqual(namedInCode().sort());
  });
  it('grants reading only', () => {
    const reading = /:(List|Get|Describe|Lookup|GenerateCredentialReport$|AssumeRole$|AssumeRoot$)/;
    expect(granted.filter((action) => !reading.test(action))).toEqual([]);
  });
  it('names each statement', () => {
    const sids = Object.values(policy).flatMap(({ Statement }) => Statement.map(({ Sid }) => Sid));
    expect(new Set(sids).size).toBe(sids.length);
    for (const sid of sids) expect(sid).toMatch(/^[A-Za-z0-9]+$/);
  });
});
