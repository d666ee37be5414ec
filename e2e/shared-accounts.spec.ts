import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';

test('the lanes picture is walked by keyboard, and Enter opens the event', async ({ page }) => {
  await page.goto('/shared');
  const picture = page.getByRole('slider', { name: /^Logins of .* in time$/ });
  await picture.focus();
  await page.keyboard.press('End');
  const newest = await picture.getAttribute('aria-valuetext');
  expect(newest).toMatch(/^\d+ \w{3} \d{4}, \d\d:\d\d:\d\d UTC, /);
  await page.keyboard.press('ArrowLeft');
  await expect(picture).not.toHaveAttribute('aria-valuetext', newest ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'CloudTrail record' })).toContainText('ConsoleLogin');
});

test('a custody recorded on the screen names the logins it explains, and ending it takes them back', async ({
  page,
}) => {
  await page.goto('/shared');
  const answer = page.locator('.answer');
  const before = await answer.textContent();
  await page.getByRole('button', { name: 'Assign custodians' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record custody' });
  const device = dialog.getByLabel('Device');
  await expect(device).toBeVisible();
  // The sample organization leaves the newest device of this account without a custodian.
  await device.selectOption(await device.locator('option', { hasText: 'release-phone' }).getAttribute('value'));
  await dialog.getByLabel('Who holds it').selectOption('Add a person');
  await dialog.getByLabel('Name', { exact: true }).fill('Ines Example');
  await dialog.getByLabel('E-mail').fill('ines.example@example.org');
  await dialog.getByLabel('How this is known').fill('Handed over in person');
  await dialog.getByRole('button', { name: 'Record custody' }).click();
  await expect(dialog).toBeHidden();
  await expect(answer).not.toHaveText(before ?? '');
  await page.getByRole('button', { name: /^End custody of .* by Ines Example$/ }).click();
  const ending = page.getByRole('dialog', { name: /^End custody of/ });
  await ending.getByLabel('Ended, UTC').fill('2000-01-01');
  await ending.getByLabel('How this is known').fill('Returned');
  await ending.getByRole('button', { name: 'Record the end' }).click();
  await expect(ending.getByRole('alert')).toHaveText('The end must be later than the beginning of this custody.');
});

test('a CSV file with a wrong line imports nothing and says which', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Import CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import people' });
  const csv = 'name,email,left_at\r\nGood Example,good@example.org,\r\n,nobody@example.org,\r\n';
  await dialog
    .getByLabel('CSV file')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(dialog.getByText('Line 3')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('table', { name: 'People who hold devices' })).not.toContainText('Good Example');
});

for (const path of ['/logins', '/shared', '/collections', '/settings'])
  for (const [scheme, width] of [
    ['light', 1440],
    ['dark', 390],
  ] as const)
    test(`${path} in ${scheme} at ${width} px: axe finds nothing, nothing is cut, no style is refused`, async ({
      page,
    }) => {
      const refused: string[] = [];
      page.on('console', (message) => {
        if (message.text().includes('Content Security Policy')) refused.push(message.text());
      });
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(refused).toEqual([]);
    });
