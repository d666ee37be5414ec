import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openApiDocument } from './openapi.ts';
import { routes } from './routes.ts';

const api = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'app', 'api', 'v1');

/** `/principals/{id}` lies in app/api/v1/principals/[id]/route.ts. */
const fileOf = (path: string) =>
  join(api, ...path.split('/').map((part) => part.replace(/^\{(.+)\}$/, '[$1]')), 'route.ts');

function routeFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return routeFiles(path);
    return entry.name === 'route.ts' ? [path] : [];
  });
}

describe('the OpenAPI document', () => {
  const document = openApiDocument('0.0.0');

  it('has every operation of the table once, with its parameters', () => {
    const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      (['get', 'post'] as const).flatMap((method) => (item?.[method] ? [`${method.toUpperCase()} ${path}`] : [])),
    );
    expect(operations.toSorted()).toEqual(
      Object.values(routes)
        .map((route) => `${route.method} ${route.path}`)
        .toSorted(),
    );
  });

  it('names the filters of the list of principals', () => {
    const parameters = document.paths?.['/principals']?.get?.parameters ?? [];
    const names = parameters.map((parameter) => ('name' in parameter ? parameter.name : ''));
    expect(names).toEqual(
      expect.arrayContaining(['boundary', 'kind', 'status', 'accountId', 'q', 'strength', 'cursor', 'limit', 'sort']),
    );
  });

  it('refers only to schemas it has', () => {
    const text = JSON.stringify(document);
    const missing = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)]
      .map((match) => match[1])
      .filter((name) => !document.components?.schemas?.[name ?? '']);
    expect(missing).toEqual([]);
  });
});

describe('the handlers', () => {
  it.each(Object.values(routes).map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s goes through the wrapper with its own route',
    (_, route) => {
      const file = fileOf(route.path);
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, 'utf8')).toMatch(
        new RegExp(`export const ${route.method} = handle\\(routes\\.${route.id},`),
      );
    },
  );

  it('no handler exists beside the table', () => {
    const known = new Set([
      ...Object.values(routes).map((route) => fileOf(route.path)),
      join(api, 'openapi.json', 'route.ts'),
      join(api, '[...rest]', 'route.ts'),
    ]);
    expect(routeFiles(api).filter((file) => !known.has(file))).toEqual([]);
  });
});
