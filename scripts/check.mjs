/** `npm run check`, the fast one: format and lint, types, unit tests; seconds. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run, say, vitest } from './run-tests.mjs';

const require = createRequire(import.meta.url);
const bin = (name, file) => join(dirname(require.resolve(`${name}/package.json`)), file);

const steps = [
  ['format and lint', [bin('@biomejs/biome', 'bin/biome'), 'check', '.']],
  // Types of routes and of imported styles come from Next.
  ['route types', [bin('next', 'dist/bin/next'), 'typegen']],
  ['types', [bin('typescript', 'bin/tsc'), '--noEmit']],
];
for (const [name, args] of steps) {
  if ((await run(process.execPath, args)) !== 0) {
    process.stderr.write(`npm run check: ${name} failed\n`);
    process.exit(1);
  }
}
const total = await vitest(['unit']);
process.stdout.write(`${say(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
