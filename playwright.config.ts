import { defineConfig } from '@playwright/test';
import { findBrowser } from './e2e/browser.ts';

const port = Number(process.env.E2E_PORT ?? 3187);

/** End to end: the built product, started by its own `demo` command, in a real browser. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  globalSetup: './e2e/collected-demo.ts',
  use: {
    baseURL: `http://localhost:${port}`,
    locale: 'en-US',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: await findBrowser(),
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node bin/keyholder.mjs demo',
    url: `http://localhost:${port}/api/health`,
    env: { PORT: String(port), KEYHOLDER_DATA_DIR: './test-results/data' },
    stdout: 'ignore',
    stderr: 'pipe',
    timeout: 60_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
});
