#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, '.next', 'standalone', 'keyholder.mjs');
if (!existsSync(bundle)) {
  process.stderr.write('Keyholder is not built yet. Run "npm run build" first.\n');
  process.exit(1);
}
// Relative settings such as KEYHOLDER_DATA_DIR are meant against the checkout.
process.env.KEYHOLDER_ROOT = root;
await import(pathToFileURL(bundle).href);
