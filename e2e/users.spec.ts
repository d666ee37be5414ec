import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import Papa from 'papaparse';
import { expect, numberIn, open, test } from './watched-page.ts';

const rowsOf = (page: Page) => page.getByRole('table', { name: 'IAM users' }).getByRole('link');
const foundOf = (page: Page) => page.getByRole('status').filter({ hasText: /^[\d,]+ users?$/ });

test('filters live in the address: they survive a reload, and Back takes one away', async ({ page }) => {
  await open(page, '/users');
  const all = numberIn(await foundOf(page).textContent());
  await page.getByRole('button', { name: 'Status' }).first().click();
  await page.getByRole('checkbox', { name: 'Non-compliant' }).check();
  await expect(page).toHaveURL(/status=NON_COMPLIANT/);
  await expect(foundOf(page)).not.toHaveText(`${all} users`);
  const failing = await foundOf(page).textContent();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('checkbox', { name: 'sample-production' }).check();
  await expect(page).toHaveURL(/status=NON_COMPLIANT.*accountId=100000000002/);
  await expect(foundOf(page)).not.toHaveText(failing ?? '');
  const both = (await foundOf(page).textContent()) ?? '';

  await page.reload();
  await expect(foundOf(page)).toHaveText(both);
  await page.goBack();
  await expect(page).not.toHaveURL(/accountId/);
  await expect(foundOf(page)).toHaveText(failing ?? '');
  await page.getByRole('button', { name: 'Remove filter Status Non-compliant' }).click();
  await expect(foundOf(page)).toHaveText(`${all} users`);
});

test('nothing that is typed or ticked is lost while the server is still asked', async ({ page }) => {
  await open(page, '/users');
  let answer = () => {};
  const asked = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/_rsc=/, async (route) => {
    await asked;
    await route.continue();
  });
  const search = page.getByRole('searchbox', { name: 'Search users' });
  const first = page.waitForRequest(/q=ops&/);
  await search.pressSequentially('ops');
  await first;
  await search.pressSequentially('-shared');
  await expect(search).toHaveValue('ops-shared');
  answer();
  await expect(foundOf(page)).toHaveText('1 user');
  await expect(search).toHaveValue('ops-shared');
  await expect(rowsOf(page)).toHaveText(['ops-shared']);
});

test('a head sorts, again turns round, a third time goes back to the table’s own order', async ({ page }) => {
  await open(page, '/users');
  const head = page.getByRole('columnheader', { name: 'User' });
  const own = await rowsOf(page).first().textContent();
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'ascending');
  await expect(page).toHaveURL(/sort=userName/);
  const first = await rowsOf(page).first().textContent();
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(rowsOf(page).first()).not.toHaveText(first ?? '');
  await head.getByRole('button').click();
  await expect(page).not.toHaveURL(/sort=/);
  await expect(rowsOf(page).first()).toHaveText(own ?? '');
});

test('further rows come as one scrolls, each user once', async ({ page }) => {
  await open(page, '/users?sort=userName');
  const all = numberIn(await foundOf(page).textContent());
  expect(all).toBeGreaterThan(150);
  await expect(async () => {
    await page.mouse.wheel(0, 4_000);
    await expect(page.getByText(`1–${all} of ${all} users`)).toBeVisible({ timeout: 1_000 });
  }).toPass();
  const ids = await page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-row')));
  expect(new Set(ids).size).toBe(ids.length);
});

test('search finds part of a name, and names that spreadsheets and markup trip over stand as written', async ({
  page,
}) => {
  await open(page, '/users');
  const search = page.getByRole('searchbox', { name: 'Search users' });
  for (const name of ['=sum+1@sample', 'reporting,quarterly', '@weekly-report', '-dash.first', '+447700900000']) {
    await search.fill(name);
    await expect(foundOf(page)).toHaveText('1 user');
    await expect(rowsOf(page)).toHaveText([name]);
  }
  await search.fill('<img src=x onerror=alert(1)>');
  await expect(page.getByText('No user fits what is asked for.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).not.toHaveURL(/q=/);
});

test('the CSV holds the rows of the screen, and no cell that a spreadsheet would run', async ({ page, request }) => {
  await open(page, '/users?status=NON_COMPLIANT&status=COMPLIANT&accountId=100000000002&sort=userName');
  const total = numberIn(await foundOf(page).textContent());
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: `Download these ${total} rows as CSV` }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  const { data, meta, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  expect(meta.fields).toEqual(expect.arrayContaining(['account_id', 'user_name', 'status', 'reason', 'devices']));
  const query = 'kind=IamUser&status=NON_COMPLIANT&status=COMPLIANT&accountId=100000000002&sort=userName&limit=500';
  const { items } = await (await request.get(`/api/v1/principals?${query}`)).json();
  const asWritten = (cell: string | undefined) => cell?.replace(/^'/, '');
  expect(data.map((row) => asWritten(row.user_name))).toEqual(items.map((item: { userName: string }) => item.userName));
  expect(data).toHaveLength(total);
  const cells = data.flatMap((row) => Object.values(row));
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(cells).toEqual(expect.arrayContaining(["'=sum+1@sample", "'@weekly-report", 'reporting,quarterly']));
});

test('Check again now asks AWS and says what came of it', async ({ page, request }) => {
  const { items } = await (await request.get('/api/v1/principals?kind=IamUser&status=NON_COMPLIANT&limit=1')).json();
  await open(page, `/users?row=${items[0].id}`);
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByText(/^Last checked/)).toBeVisible();
  await drawer.getByRole('button', { name: 'Check again now' }).click();
  await expect(drawer.getByText(/^Checked at .+: non-compliant\.$/)).toBeVisible({ timeout: 40_000 });
  await expect(drawer.getByText(/Last checked .+, asked by /)).toBeVisible();
});

test('the drawer: devices, checks with their evidence, four ways to fix, each saying what it cannot do', async ({
  page,
  request,
}) => {
  const { items } = await (await request.get('/api/v1/principals?kind=IamUser&status=NON_COMPLIANT&limit=1')).json();
  await open(page, `/users?status=NON_COMPLIANT&row=${items[0].id}`);
  const drawer = page.getByRole('dialog', { name: items[0].userName });
  for (const name of ['Devices', 'Sign-ins, 90 days', 'Four ways to fix', 'Checks'])
    await expect(drawer.getByRole('heading', { level: 3, name })).toBeVisible();
  await expect(drawer.getByText('mfa-enabled-for-iam-console-access')).toBeVisible();
  await drawer.getByText('With Terraform').click();
  await expect(drawer.getByRole('button', { name: 'Copy' }).first()).toBeVisible();
  await drawer.getByRole('button', { name: 'Next user, key ]' }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close, key Escape' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
});
