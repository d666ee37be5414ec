import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { iconNames } from './icon-names.ts';

it('every icon that has a name has a drawing, and the other way round', () => {
  const file = readFileSync(join(import.meta.dirname, 'icons.svg'), 'utf8');
  const drawn = [...file.matchAll(/<symbol id="([^"]+)"/g)].map((match) => match[1]);
  expect(drawn).toEqual([...iconNames]);
});
