import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import policy from './iam-policy.json' with { type: 'json' };

const page = readFileSync(
  join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'docs', 'permissions.md'),
  'utf8',
);

it('docs/permissions.md names the actions of the policies, and no other', () => {
  const inPolicies = Object.values(policy).flatMap(({ Statement }) => Statement.flatMap(({ Action }) => Action));
  const onPage = [...page.matchAll(/`([a-z0-9]+:[A-Z][A-Za-z]+)`/g)].map((match) => match[1]);
  expect([...new Set(onPage)].toSorted()).toEqual([...new Set(inPolicies)].toSorted());
});
