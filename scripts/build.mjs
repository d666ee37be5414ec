/**
 * Builds the whole install into .next/standalone: Next's server, its static files, and the command line beside it.
 * `--if-changed` does nothing when no source is newer than the last build.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, '.next', 'standalone');
const stamp = join(out, 'built.json');
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'proxy.ts',
  'next.config.ts',
  'package-lock.json',
  'scripts/build.mjs',
  'scripts/bundle.mjs',
];

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
const fingerprint = String(
  Math.max(...sources.filter((s) => existsSync(join(root, s))).map((s) => newest(join(root, s)))),
);

if (
  process.argv.includes('--if-changed') &&
  existsSync(stamp) &&
  JSON.parse(readFileSync(stamp, 'utf8')).fingerprint === fingerprint
) {
  process.exit(0);
}

const started = Date.now();
process.stderr.write('Building Keyholder (about half a minute)…\n');
rmSync(out, { recursive: true, force: true });
const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
try {
  execFileSync(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: 'pipe',
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
  });
} catch (error) {
  process.stderr.write(`${error.stdout ?? ''}${error.stderr ?? ''}`);
  process.exit(1);
}
// The tracer copies whatever folder a path might mean, data and test results too; all that runs is bundled into these.
const needed = ['.next', 'node_modules', 'package.json', 'server.js'];
for (const name of readdirSync(out))
  if (!needed.includes(name)) rmSync(join(out, name), { recursive: true, force: true });
cpSync(join(root, '.next', 'static'), join(out, '.next', 'static'), { recursive: true });
if (existsSync(join(root, 'public'))) cpSync(join(root, 'public'), join(out, 'public'), { recursive: true });
await bundle(out);
writeFileSync(stamp, JSON.stringify({ fingerprint }));
process.stderr.write(`Built in ${((Date.now() - started) / 1000).toFixed(0)} s.\n`);
