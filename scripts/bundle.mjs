/** Bundles the command line and the two modules preloaded into the web server; also used by tests that start real processes. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param {string} out folder that receives keyholder.mjs, watch-parent.mjs and web-guard.mjs */
export async function bundle(out) {
  const shared = {
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'warning',
    absWorkingDir: root,
  };
  await build({
    ...shared,
    entryPoints: { keyholder: 'lib/cli/main.ts' },
    outdir: out,
    outExtension: { '.js': '.mjs' },
    // The native SQLite binary is found beside its package; pg-native is an addon nobody installs here.
    external: ['@photostructure/sqlite', 'pg-native'],
    // CommonJS dependencies inside an ES module call require().
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    legalComments: 'none',
  });
  await build({
    ...shared,
    entryPoints: { 'watch-parent': 'lib/cli/watch-parent.ts', 'web-guard': 'lib/cli/web-guard.ts' },
    outdir: out,
    outExtension: { '.js': '.mjs' },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await bundle(process.argv[2] ?? join(root, '.next', 'standalone'));
