/** `npm test`: unit, store on both engines, pipeline against the stand-in, then the built product in a browser. */
import { join } from 'node:path';
import { add, playwright, root, run, say, vitest } from './run-tests.mjs';

let total = await vitest(['unit', 'store', 'pipeline']);
const built = await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--if-changed']);
total = add(total, built === 0 ? await playwright() : { passed: 0, failed: 1, skipped: 0 });
process.stdout.write(`${say(total)}\n`);
process.exitCode = total.failed === 0 ? 0 : 1;
