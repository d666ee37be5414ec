import { expect, open, test } from './watched-page.ts';

test('a reader without a mouse skips to the content, and always sees where the focus is', async ({ page }) => {
  await open(page, '/users');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  for (let stop = 0; stop < 30; stop++) {
    const ring = await page.evaluate(() => {
      const at = document.activeElement ?? document.body;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
      const inner = at.parentElement ? getComputedStyle(at.parentElement) : null;
      const visible = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
      const around = inner !== null && inner.outlineStyle !== 'none' && inner.outlineWidth !== '0px';
      return { visible: visible || around, at: `${at.tagName} ${at.textContent?.trim().slice(0, 40)}` };
    });
    expect(ring.visible, `a focus ring on ${ring.at}`).toBe(true);
    await page.keyboard.press('Tab');
  }
  await page.reload();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
});

test('/ j k Enter [ ] Esc: through a table and its drawer', async ({ page }) => {
  await open(page, '/users');
  const rows = page.getByRole('table', { name: 'IAM users' }).getByRole('link');
  const names = await rows.allTextContents();
  const drawer = page.getByRole('dialog');

  await page.keyboard.press('j');
  await expect(rows.nth(0)).toBeFocused();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(drawer.getByRole('heading', { level: 2 })).toHaveText(names[1] ?? '');
  await expect(page).toHaveURL(/row=/);
  await page.keyboard.press(']');
  await expect(drawer.getByRole('heading', { level: 2 })).toHaveText(names[2] ?? '');
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(drawer.getByRole('heading', { level: 2 })).toHaveText(names[0] ?? '');
  await expect(drawer.getByRole('button', { name: 'Previous user, key [' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(page).not.toHaveURL(/row=/);
  await expect(rows.nth(0)).toBeFocused();

  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search users' });
  await expect(search).toBeFocused();
  await page.keyboard.type('jk');
  await expect(search).toHaveValue('jk');
  await expect(page).toHaveURL(/q=jk/);
  await page.keyboard.press('Escape');
  await expect(search).toHaveValue('');
  await expect(page).not.toHaveURL(/q=/);
  await page.keyboard.press('Escape');
  await expect(search).not.toBeFocused();
});

test('g and a letter goes to each page, and the scope goes along', async ({ page }) => {
  await open(page, '/?accountId=100000000002');
  for (const [key, heading] of [
    ['u', 'Users'],
    ['r', 'Root'],
    ['l', 'Logins'],
    ['s', 'Shared accounts'],
    ['n', 'Collections'],
    [',', 'Settings'],
    ['o', 'Overview'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
    await expect(page).toHaveURL(/accountId=100000000002/);
  }
});

test('Ctrl+K finds pages, accounts and users; ? lists the keys', async ({ page }) => {
  await open(page, '/');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Search or go to' });
  const input = palette.getByRole('combobox');

  await page.keyboard.press('Control+k');
  await expect(input).toBeFocused();
  await page.keyboard.type('colle');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/collections/);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('ops-shared');
  await expect(palette.getByRole('option', { name: /ops-shared/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2, name: 'ops-shared' })).toBeVisible();

  await page.keyboard.press('Meta+k');
  await page.keyboard.type('no such thing at all');
  await expect(palette.getByRole('status')).toHaveText('None found');
  await page.keyboard.press('Escape');
  await expect(palette).toBeHidden();

  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(keys.getByText('Check again now')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
});

test('the lanes are one tab stop: arrows walk the logins in time, Enter opens the event', async ({ page }) => {
  await open(page, '/shared');
  const lanes = page.getByRole('slider', { name: /^Logins of .+ in time$/ });
  await lanes.focus();
  await page.keyboard.press('Home');
  await expect(lanes).toHaveAttribute('aria-valuenow', '1');
  const firstLogin = await lanes.getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await expect(lanes).toHaveAttribute('aria-valuenow', '2');
  await page.keyboard.press('ArrowLeft');
  await expect(lanes).toHaveAttribute('aria-valuetext', firstLogin ?? '');
  await page.keyboard.press('ArrowDown');
  await expect(lanes).not.toHaveAttribute('aria-valuetext', firstLogin ?? '');
  await page.keyboard.press('End');
  await expect(lanes).toHaveAttribute('aria-valuenow', (await lanes.getAttribute('aria-valuemax')) ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('heading', { level: 3, name: 'The login' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
});

test('the matrix is one tab stop: arrows go from cell to cell', async ({ page }) => {
  await open(page, '/collections');
  const cells = page.getByRole('table', { name: /^Outcome of each source/ }).getByRole('button');
  const chosen = cells.and(page.locator('[aria-pressed="true"]'));
  await expect(chosen).toHaveCount(1);
  await expect(cells.and(page.locator('[tabindex="0"]'))).toHaveCount(1);
  await chosen.focus();
  const before = await chosen.getAttribute('aria-label');
  await page.keyboard.press('ArrowDown');
  await expect(chosen).toBeFocused();
  await expect(chosen).not.toHaveAttribute('aria-label', before ?? '');
  await page.keyboard.press('ArrowUp');
  await expect(chosen).toHaveAttribute('aria-label', before ?? '');
});
