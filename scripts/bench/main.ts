import { availableParallelism, loadavg } from 'node:os';
import { benchBrowser } from './browser.ts';
import { benchCollector } from './collector.ts';
import { benchPages } from './pages.ts';
import { printMisses } from './report.ts';
import { benchWorker } from './worker.ts';

const given = process.argv.slice(2);
const flags = given.filter((word) => word.startsWith('--'));
const wanted = given.filter((word) => !word.startsWith('--'));
const setting = (name: string) => flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;

const parts: Readonly<Record<string, () => Promise<void>>> = {
  collector: () => benchCollector(flags.includes('--full')),
  worker: benchWorker,
  browser: benchBrowser,
  pages: () =>
    benchPages({
      million: flags.includes('--million'),
      engines: (['sqlite', 'postgresql'] as const).filter((engine) => (setting('engine') ?? engine) === engine),
      requests: Number(setting('requests') ?? 100),
      only: setting('only'),
    }),
};
const unknown = wanted.find((name) => !(name in parts));

if (unknown !== undefined) {
  process.stderr.write(`There is no part "${unknown}" of the bench. Its parts: ${Object.keys(parts).join(', ')}.\n`);
  process.exitCode = 1;
} else {
  sayHowBusy();
  for (const [name, run] of Object.entries(parts)) if (wanted.length === 0 || wanted.includes(name)) await run();
  printMisses();
}

/** Times measured beside other work say little. */
function sayHowBusy(): void {
  const cores = availableParallelism();
  const [load = 0] = loadavg();
  const busy =
    load > cores / 2 ? ': other work is running, so times say little; processor time, counts and memory hold' : '';
  process.stdout.write(`Node ${process.version}, ${cores} cores, load ${load.toFixed(1)}${busy}.\n`);
}
