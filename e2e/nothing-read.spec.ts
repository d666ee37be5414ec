import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axe, cutOff, expect, open, test } from './watched-page.ts';

// One server for all of these, so one worker.
test.describe.configure({ mode: 'default' });

const port = Number(process.env.E2E_PORT ?? 3187) + 1;
const home = join(import.meta.dirname, '..', 'test-results', 'no-credentials');
let server: ChildProcess;

/** Keyholder as on a machine without anything of AWS: no variable, no configuration file, no instance role, no data. */
test.beforeAll(async () => {
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  const none = join(home, 'no-aws-config');
  writeFileSync(none, '');
  server = spawn(process.execPath, [join(import.meta.dirname, '..', 'bin', 'keyholder.mjs'), 'serve'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOME: home,
      PORT: String(port),
      KEYHOLDER_DATA_DIR: join(home, 'data'),
      AWS_REGION: 'eu-west-1',
      AWS_CONFIG_FILE: none,
      AWS_SHARED_CREDENTIALS_FILE: none,
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', () => resolve());
    server.on('exit', (code) => reject(new Error(`serve ended with ${code} before it answered`)));
  });
});

test.afterAll(async () => {
  const ended = new Promise((resolve) => server.on('exit', resolve));
  server.kill();
  await ended;
});

test.use({ baseURL: `http://localhost:${port}` });

const screens = [
  { path: '/', says: 'Nothing has been read from AWS yet.' },
  { path: '/users', says: 'No user has been read yet.' },
  { path: '/root', says: 'No root user has been read yet.' },
  { path: '/logins', says: 'No sign-in has been read yet.' },
  { path: '/shared', says: 'Nothing has been read from AWS yet.' },
  { path: '/collections', says: 'Nothing has been read from AWS yet.' },
  { path: '/settings', says: 'AWS does not answer as configured.' },
];

test('without credentials a collection fails with the sentence that says what to do, and nothing is claimed', async ({
  page,
  request,
}) => {
  await open(page, '/');
  await expect(page.getByText('Sample data')).toHaveCount(0);
  await page.getByRole('button', { name: 'Collect now' }).click();
  await expect(async () => {
    const { items } = await (await request.get('/api/v1/collections')).json();
    expect(items[0]).toMatchObject({ status: 'failed', accounts: [] });
  }).toPass();
  await page.goto('/collections');
  await expect(page.getByRole('region', { name: 'The run shown' })).toContainText(/No AWS credentials/);
});

for (const { path, says } of screens) {
  test(`with nothing read, ${path} says so and why, in light and dark, at every width`, async ({ page }) => {
    await open(page, path);
    await expect(page.getByText('AWS does not answer us')).toBeVisible();
    await expect(page.getByText(/No AWS credentials/).first()).toBeVisible();
    await expect(page.getByRole('main').getByText(says).first()).toBeVisible();
    expect.soft(await axe(page), 'axe, light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await axe(page, { only: ['color-contrast'] }), 'axe, dark').toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect.soft(await cutOff(page), 'at 390 px').toEqual([]);
  });
}
