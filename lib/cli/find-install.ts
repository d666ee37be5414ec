import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeyholderError } from '#lib/domain/keyholder-error';

/** Where this program lies: the bundle with Next's standalone server beside it, and the folder relative paths refer to. */
export interface Install {
  readonly bundle: string;
  readonly folder: string;
  /** The checkout, or the folder itself once it was copied elsewhere. */
  readonly root: string;
}

/** @param root KEYHOLDER_ROOT, set by bin/keyholder.mjs; without it the place of the bundle tells. */
export function findInstall(bundleUrl: string, root: string | undefined): Install {
  const bundle = fileURLToPath(bundleUrl);
  const folder = dirname(bundle);
  const checkout = /^(.*)[/\\]\.next[/\\]standalone$/.exec(folder)?.[1];
  return { bundle, folder, root: root || checkout || folder };
}

/** Next's server and the modules loaded before it. @throws KeyholderError BUILD_MISSING */
export function webFiles(install: Install): { server: string; watchParent: string; guard: string } {
  const files = {
    server: join(install.folder, 'server.js'),
    watchParent: join(install.folder, 'watch-parent.mjs'),
    guard: join(install.folder, 'web-guard.mjs'),
  };
  const missing = Object.values(files).find((file) => !existsSync(file));
  if (missing !== undefined) {
    throw new KeyholderError(
      'BUILD_MISSING',
      'The web pages are not built. Run "npm run build" in the checkout, then start again.',
      {
        missing,
      },
    );
  }
  return files;
}
