import type { Page } from '@playwright/test';
import { axe, cutOff, expect, open, test } from './watched-page.ts';

const press = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: true }).first().click();

/** What opens over a screen: how, and what shows that it is there. */
const overlays: { name: string; path: string; opens: (page: Page) => Promise<void>; shows: string | RegExp }[] = [
  {
    name: 'the palette',
    path: '/',
    opens: (page) => page.keyboard.press('Control+k'),
    shows: 'Enter opens, Esc closes',
  },
  { name: 'the list of keys', path: '/', opens: (page) => page.keyboard.press('?'), shows: 'Next row' },
  { name: 'the accounts', path: '/', opens: press(/^Accounts: /), shows: 'All accounts' },
  { name: 'the display menu', path: '/', opens: press('Display: theme, rows, times'), shows: 'As the system' },
  { name: 'a filter', path: '/users', opens: press('Status'), shows: 'Not applicable' },
  { name: 'the choice of days', path: '/logins', opens: press('Days'), shows: 'Show these days' },
  {
    name: 'recording custody',
    path: '/shared',
    opens: press('Assign custodians'),
    shows: 'Nothing recorded is overwritten',
  },
  { name: 'importing custody', path: '/shared', opens: press('Import CSV'), shows: 'Download a template' },
  { name: 'declaring a shared account', path: '/shared', opens: press('Declare shared'), shows: 'Justification' },
  { name: 'creating a boundary', path: '/settings', opens: press('Create a boundary'), shows: 'Justification' },
  { name: 'adding a person', path: '/settings', opens: press('Add a person'), shows: 'This gives no access' },
];

for (const { name, path, opens, shows } of overlays) {
  test(`${name}: readable in light and dark, whole on a phone, gone with Esc`, async ({ page }) => {
    await open(page, path);
    await opens(page);
    const shown = page.locator('dialog[open], [popover]:popover-open').getByText(shows).first();
    await expect(shown).toBeVisible();
    expect.soft(await axe(page), 'axe, light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await axe(page, { only: ['color-contrast'] }), 'axe, dark').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(shown).toBeHidden();
    await page.setViewportSize({ width: 390, height: 844 });
    await opens(page);
    await expect(shown).toBeVisible();
    // A popover takes its place just after it has opened.
    await expect.poll(() => cutOff(page), 'at 390 px').toEqual([]);
  });
}

test('on a phone the navigation is behind one button', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/');
  await page.getByRole('button', { name: 'Open navigation' }).click();
  const users = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Users/ });
  await expect(users).toBeVisible();
  expect.soft(await axe(page)).toEqual([]);
  expect.soft(await cutOff(page)).toEqual([]);
  await users.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(users).toBeHidden();
});
