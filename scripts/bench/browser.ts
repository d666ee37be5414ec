/** What a browser loads before it can be used, and what lies on the disk. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openStore } from '#lib/store/open-store';
import { type Figure, kB, mb, print, seconds, title } from './report.ts';
import { seed } from './seed.ts';
import { isBuilt, serve } from './served.ts';

const screens = ['/', '/users', '/root', '/logins', '/shared', '/collections', '/settings'];
const standalone = join('.next', 'standalone');
const goal = 200_000;

export async function benchBrowser(): Promise<void> {
  if (!isBuilt()) throw new Error('The pages are not built. Run "npm run build" first.');
  title('Browser: JavaScript that a screen refers to, gzip');
  const dataDir = mkdtempSync(join(tmpdir(), 'keyholder-bench-'));
  try {
    const store = await openStore({ databaseUrl: null, dataDir, mode: 'create' });
    await seed(store, { users: 500, logins: 2_000 }, Date.now());
    await store.close();
    const served = await serve({ KEYHOLDER_DATA_DIR: dataDir });
    try {
      const figures: Figure[] = [];
      for (const screen of screens) {
        const html = await (await fetch(served.origin + screen)).text();
        const bytes = scriptsOf(html).reduce((sum, file) => sum + gzipSync(readFileSync(file)).byteLength, 0);
        figures.push({ name: screen, measured: kB(bytes), goal: `<= ${kB(goal)}`, met: bytes <= goal });
      }
      print(figures);
      const started = { name: 'start to the first page', measured: seconds(served.startMs), goal: '<= 2 s' };
      print([
        { ...started, met: served.startMs <= 2_000 },
        { name: 'size of the install (.next/standalone)', measured: mb(sizeOf(standalone)) },
      ]);
    } finally {
      await served.stop();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** Scripts of tags, and those that the page's data names for its client components. Not the polyfills, which browsers of today skip. */
function scriptsOf(html: string): string[] {
  const polyfills = new Set(
    [...html.matchAll(/<script[^>]*noModule[^>]*>/gi)].flatMap(([tag]) =>
      [...tag.matchAll(script)].map(([path]) => path),
    ),
  );
  const named = new Set([...html.matchAll(script)].map(([path]) => path));
  return [...named].filter((path) => !polyfills.has(path)).map((path) => join(standalone, '.next', path.slice(7)));
}

const script = /\/_next\/static\/chunks\/[\w./~-]+\.js/g;

function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
