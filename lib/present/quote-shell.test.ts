import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { fixesFor } from './fixes.ts';
import { quoteShell, quoteTerraform } from './quote-shell.ts';

const names = [
  'maria.konstantinopoulou-svensson',
  'contractor+acme@harbor.example',
  'a,b=c',
  '-rf',
  '=x',
  '~root',
  "o'brien",
  '$(touch /tmp/x)',
  '`id`',
  'two\nlines',
  '"; rm -rf / #',
  '',
];

it('gives a shell exactly the value that was meant', () => {
  for (const name of names)
    expect(execFileSync('/bin/sh', ['-c', `printf %s ${quoteShell(name)}`], { encoding: 'utf8' })).toBe(name);
});

it('leaves Terraform nothing to interpolate', () => {
  const [open, percent] = ['$' + '{', '%' + '{'];
  expect(quoteTerraform(`a${open}b}${percent}c}"d\\`)).toBe(`"a$${open}b}%${percent}c}\\"d\\\\"`);
});

it('names a new device that does not exist yet, in the partition of the account', () => {
  const subject = {
    kind: 'IamUser',
    accountId: '100000000011',
    accountName: 'gov',
    partition: 'aws-us-gov',
    userName: 'maria',
    takenSerials: new Set(['arn:aws-us-gov:iam::100000000011:mfa/maria']),
  } as const;
  const fixes = fixesFor(subject);
  expect(fixes.map((fix) => fix.kind)).toEqual(['console', 'cli', 'terraform', 'message']);
  expect(fixes[0]?.href).toBe(
    'https://console.amazonaws-us-gov.com/iam/home#/users/details/maria?section=security_credentials',
  );
  expect(fixes[1]?.code).toContain('--serial-number arn:aws-us-gov:iam::100000000011:mfa/maria-2');
  expect(fixes[2]?.code).toContain('"arn:aws-us-gov:iam::*:user/$${aws:username}"');
  expect(fixes[3]?.code).toContain('https://100000000011.signin.amazonaws-us-gov.com/console');
  expect(fixesFor({ ...subject, kind: 'RootUser' }).map((fix) => fix.kind)).toEqual(['console', 'message']);
});
