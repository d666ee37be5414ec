import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Which folder may import what: facts flow collect → normalize → store → evaluate → present / export, and no arrow points back.
 * The left side names the importing files, the right side everything they may name, relative to the checkout, packages included.
 */
const allowed: readonly (readonly [from: RegExp, to: RegExp])[] = [
  [/^lib\/domain\//, /^lib\/domain\//],
  [/^lib\/aws\//, /^(lib\/(aws|domain)\/|@aws-sdk\/|@smithy\/|node:(crypto|events|http|https|timers\/promises)$)/],
  [/^lib\/collect\//, /^(lib\/(collect|aws|domain)\/|@aws-sdk\/)/],
  [/^lib\/normalize\//, /^(lib\/(normalize|domain)\/|zod$|papaparse$|node:crypto$)/],
  [/^lib\/store\//, /^(lib\/(store|domain)\/|lib\/config|kysely$|@photostructure\/sqlite$|pg$|node:|zod$)/],
  [/^lib\/evaluate\//, /^(lib\/(evaluate|domain)\/|node:crypto$)/],
  [/^lib\/present\//, /^(lib\/(present|domain|store|evaluate)\/|lib\/config|server-only$|papaparse$|node:path$)/],
  [/^lib\/export\//, /^(lib\/(export|domain)\/|node:crypto$|papaparse$)/],
  [
    /^lib\/pipeline\//,
    /^(lib\/(pipeline|aws|collect|normalize|store|evaluate|present|export|domain)\/|lib\/config|node:|zod$|papaparse$|pino$|server-only$)/,
  ],
  [
    /^lib\/api\//,
    /^(package\.json$|lib\/(api|domain|auth)\/|lib\/config|lib\/present\/views\/|zod$|zod-openapi$|node:crypto$|pino$)/,
  ],
  [/^lib\/auth\//, /^(lib\/(auth|domain|store)\/|lib\/config|node:os$)/],
  [/^lib\/demo\//, /^(lib\/(demo|domain)\/|node:)/],
  [/^lib\/cli\//, /^(package\.json$|lib\/(cli|pipeline|auth|demo|domain)\/|lib\/config|node:|pino$|package\.json$)/],
  [/^lib\/config/, /^(lib\/domain\/|zod$|node:path$)/],
  [
    /^(app\/|proxy\.ts)/,
    /^(lib\/(present|pipeline|api|auth|domain)\/|lib\/config|components\/|app\/|next(\/|$)|react(-dom)?$|@tanstack\/|@fontsource|server-only$|zod$)/,
  ],
  [/^components\//, /^(lib\/domain\/|lib\/present\/views\/|components\/|next(\/|$)|react(-dom)?$|@tanstack\/)/],
];

/** What the command line reaches must run without Next, so it never touches what only Next can load. */
const serverOnly = /^(server-only|next(\/|$)|react(-dom)?$)/;

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) && !entry.name.startsWith('test-')
      ? [path]
      : [];
  });
}

/** Everything a file imports, as a path in the checkout or a package name. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  const named = [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s*'([^']+)'/g),
    ...text.matchAll(/(?:^|\n)\s*import\s*'([^']+)'/g),
  ];
  const dynamic = text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g);
  return [...named, ...dynamic].map((match) => resolveImport(file, match[1] ?? ''));
}

function resolveImport(file: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(file), specifier)).replaceAll('\\', '/');
  return specifier;
}

const sources = ['lib', 'app', 'components'].flatMap(filesUnder).concat('proxy.ts');

it('every import follows the table', () => {
  const wrong = sources.flatMap((file) => {
    const rule = allowed.find(([from]) => from.test(file));
    return rule
      ? importsOf(file)
          .filter((to) => !rule[1].test(to))
          .map((to) => `${file} imports ${to}`)
      : [`${file} is in no row of the table`];
  });
  expect(wrong).toEqual([]);
});

it('the table says no to an arrow that points back', () => {
  const rule = allowed.find(([from]) => from.test('lib/evaluate/checks/x.ts'));
  expect(rule?.[1].test('lib/store/principals')).toBe(false);
  expect(rule?.[1].test('@aws-sdk/client-iam')).toBe(false);
});

it('nothing the command line reaches can only run inside Next', () => {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    for (const to of importsOf(file)) {
      const path = sources.find((s) => s === to || s === `${to}.ts` || s === `${to}.tsx`);
      if (path) visit(path);
    }
  };
  for (const entry of ['lib/cli/main.ts', 'lib/cli/web-guard.ts', 'lib/cli/watch-parent.ts'])
    if (sources.includes(entry)) visit(entry);
  expect([...reached].filter((file) => importsOf(file).some((to) => serverOnly.test(to)))).toEqual([]);
});

it('no file has a name that says nothing', () => {
  const vague = sources.filter((file) => /(^|[/-])(utils?|helpers?|managers?|misc|common-.*)(\/|\.tsx?$)/.test(file));
  expect(vague).toEqual([]);
});

it('file names are kebab-case', () => {
  const odd = sources.filter((file) => file.startsWith('lib/') && !/^[a-z0-9./()[\]-]+$/.test(file));
  expect(odd).toEqual([]);
});
