import { axe, expect, open, test } from './watched-page.ts';

const background = () => getComputedStyle(document.body).backgroundColor;

test('the theme is chosen, holds on every screen and after a reload', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/');
  const light = await page.evaluate(background);
  await page.getByRole('button', { name: 'Display: theme, rows, times' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  const dark = await page.evaluate(background);
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await page.evaluate(background)).toBe(dark);
  await page.goto('/users');
  expect(await page.evaluate(background)).toBe(dark);
  await open(page, '/');
  await page.getByRole('button', { name: 'Display: theme, rows, times' }).click();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await page.getByRole('radio', { name: 'As the system' }).check();
  expect(await page.evaluate(background)).toBe(light);
});

test.describe('a reader in Kathmandu', () => {
  test.use({ timezoneId: 'Asia/Kathmandu' });
  test('reads UTC, labelled, until local time is asked for', async ({ page }) => {
    await open(page, '/users');
    const time = page.locator('main time').first();
    const utc = (await time.textContent()) ?? '';
    expect(utc).toMatch(/UTC$/);
    const instant = Date.parse((await time.getAttribute('datetime')) ?? '');
    await page.getByRole('button', { name: 'Display: theme, rows, times' }).click();
    await page.getByRole('radio', { name: 'Local time' }).check();
    const clock = new Date(instant + 345 * 60_000).toISOString().slice(11, 16);
    await expect(time).toContainText(clock);
    await expect(time).toContainText('UTC+5:45');
    await page.reload();
    await expect(page.locator('main time').first()).toContainText('UTC+5:45');
    expect(await page.locator('main time').first().getAttribute('datetime')).toMatch(/Z$/);
  });
});

test('rows can be closer together', async ({ page }) => {
  await open(page, '/users');
  const height = async () => (await page.locator('[data-row]').first().boundingBox())?.height ?? 0;
  const usual = await height();
  await page.getByRole('button', { name: 'Display: theme, rows, times' }).click();
  await page.getByRole('radio', { name: 'Compact' }).check();
  expect(await height()).toBeLessThan(usual);
});

for (const path of ['/', '/users', '/root', '/logins', '/shared', '/collections', '/settings']) {
  test(`${path} prints white, without navigation and buttons, and no wider than the paper`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open(page, path);
    await page.setViewportSize({ width: 760, height: 1_080 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
    await expect(page.getByRole('button', { name: 'Collect now' })).toBeHidden();
    await expect(page.getByText('Sample data: nothing here is real')).toBeVisible();
    const paper = await page.evaluate(() => ({
      background: getComputedStyle(document.body).backgroundColor,
      wide: document.documentElement.scrollWidth,
    }));
    expect(paper).toEqual({ background: 'rgb(255, 255, 255)', wide: 760 });
    expect(await axe(page, { only: ['color-contrast'] })).toEqual([]);
  });
}
