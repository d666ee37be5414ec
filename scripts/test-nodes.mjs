/** `npm run test:nodes`: unit, store and pipeline on the oldest and the newest Node we promise, fetched from npm by version. */
import { execFileSync } from 'node:child_process';
import { add, none, say, vitest } from './run-tests.mjs';

const versions = ['20.19.0', '24'];

/** Path of a Node of that version; npm keeps it in its cache, nothing is installed into the project. */
const nodeOf = (version) =>
  execFileSync('npx', ['--yes', '--package', `node@${version}`, 'node', '-p', 'process.execPath'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

let total = none;
for (const version of versions) {
  const node = nodeOf(version);
  process.stdout.write(`\nNode ${execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()}\n`);
  total = add(total, await vitest(['unit', 'store', 'pipeline'], node, `node-${version}`));
}
process.stdout.write(`${say(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
