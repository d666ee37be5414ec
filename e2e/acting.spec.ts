import type { APIRequestContext } from '@playwright/test';
import { axe, cutOff, expect, numberIn, open, test } from './watched-page.ts';

interface User {
  id: string;
  userName: string;
  status: string;
  exception: { owner: string } | null;
}

async function users(request: APIRequestContext, query: string): Promise<{ items: User[]; total: number }> {
  return (await request.get(`/api/v1/principals?kind=IamUser&${query}`)).json();
}

test('a risk is accepted in the drawer: a mark beside the status, which stays', async ({ page, request }) => {
  const failing = await users(request, 'status=NON_COMPLIANT&exception=none&sort=userName&limit=1');
  const user = failing.items[0];
  expect(user).toBeDefined();
  if (!user) return;
  await open(page, `/users?status=NON_COMPLIANT&row=${user.id}`);
  const drawer = page.getByRole('dialog', { name: user.userName });
  await drawer.getByRole('button', { name: 'Accept this risk…' }).click();
  const dialog = page.getByRole('dialog', { name: `Accept the risk for ${user.userName}` });
  await expect(dialog).toContainText('not to the name');
  await expect(dialog.getByLabel('Check')).toHaveValue('mfa-enabled-for-iam-console-access');

  await dialog.getByRole('button', { name: 'Accept until the date' }).click();
  await expect(dialog).toContainText('Name who answers for this risk.');
  await dialog.getByLabel('Owner').fill('Ingrid Solheim');
  await dialog.getByLabel('Reason').fill('too short');
  await dialog.getByLabel('Last day, UTC').fill('2020-01-31');
  await expect(dialog).toContainText('Write at least 20 characters');
  await expect(dialog).toContainText('Choose a day that is not over.');
  expect(await axe(page)).toEqual([]);

  const inTenDays = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Reason').fill('The account closes with the migration, ticket SEC-402.');
  await dialog.getByLabel('Last day, UTC').fill(inTenDays);
  await dialog.getByRole('button', { name: 'Accept until the date' }).click();
  await expect(dialog).toBeHidden();
  await expect(drawer.getByText(/^Accepted, ends in 1[01] days$/).first()).toBeVisible();
  await expect(drawer).toContainText('Owner Ingrid Solheim');
  await expect(drawer.getByText('Non-compliant.')).toBeVisible();

  const after = await users(request, `q=${encodeURIComponent(user.id.slice(13))}`);
  expect(after.items[0]).toMatchObject({ status: 'NON_COMPLIANT', exception: { owner: 'Ingrid Solheim' } });

  await open(page, '/users?exception=ends-soon');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: user.userName, exact: true }) });
  await expect(row).toContainText('Non-compliant');
  await expect(row).toContainText(/ends in 1[01] days/);

  await open(page, '/settings');
  const listed = page.getByRole('region', { name: 'Accepted risks' });
  await expect(listed.getByRole('link', { name: user.userName, exact: true })).toBeVisible();
  await expect(listed).toContainText('ticket SEC-402');
});

test('users without MFA are worked through one by one, by keyboard, with the place in the address', async ({
  page,
  request,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { total } = await users(request, 'status=NON_COMPLIANT&limit=1');
  await open(page, '/');
  await page.getByRole('link', { name: 'Fix one by one' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Fix users without MFA' })).toBeVisible();
  const answer = page.locator('.answer');
  await expect(answer).toContainText(/^0 of \d+ done/);
  expect(numberIn((await answer.textContent())?.replace(/^0 of/, '') ?? '')).toBe(total);

  const queue = page.getByRole('navigation', { name: 'Users to fix' });
  const names = await queue.getByRole('link').locator('.med').allTextContents();
  expect(names).toHaveLength(total);
  const [first = '', second = ''] = names;
  const heading = page.getByRole('heading', { level: 2 });
  await expect(heading).toHaveText(first);
  await page.keyboard.press('j');
  await expect(heading).toHaveText(second);
  const id = new URL(page.url()).searchParams.get('row');
  expect(id).not.toBeNull();
  await page.reload();
  await expect(heading).toHaveText(second);
  await expect(page.getByText(`2 of ${total}`)).toBeVisible();
  await page.keyboard.press('k');
  await expect(heading).toHaveText(first);
  await page.getByRole('button', { name: 'Next user' }).click();
  await expect(heading).toHaveText(second);

  for (const [way, says] of [
    ['With the AWS CLI', 'aws iam create-virtual-mfa-device'],
    ['With Terraform', 'aws_iam_user_policy'],
    ['Send a message', 'Please register a passkey or security key'],
  ] as const) {
    await page.getByText(way, { exact: true }).click();
    await page.locator('details[open]').getByRole('button', { name: 'Copy' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(says);
  }
  await page.getByRole('button', { name: 'Copy all messages' }).click();
  await expect(page.getByText(`${total} messages copied`)).toBeVisible();
  const messages = await page.evaluate(() => navigator.clipboard.readText());
  for (const name of names) expect(messages).toContain(`To: ${name} (`);

  const href = await page.getByRole('link', { name: /Download these/ }).getAttribute('href');
  const csv = await (await request.get(href ?? '')).text();
  expect(csv.split('\n')[0]).toContain('console_link');
  for (const name of names.filter((one) => /^\w/.test(one))) expect(csv).toContain(name);

  await page.getByRole('button', { name: 'Check again now' }).click();
  await expect(page.getByText(/^Checked at .*: non-compliant\.$/)).toBeVisible({ timeout: 20_000 });
  await expect(answer).toContainText(/^0 of/);
});

test('what is left over is listed with what to do, and the figures are the rows', async ({ page, request }) => {
  await open(page, '/users');
  await page.getByRole('navigation', { name: 'Users' }).getByRole('link', { name: 'Left over' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Left over' })).toBeVisible();
  for (const [label, path, says] of [
    ['Unassigned virtual devices', '/api/v1/devices?orphaned=true', 'delete-virtual-mfa-device'],
    ['SMS left over', '/api/v1/devices?type=sms', 'deactivate-mfa-device'],
    ['Users with keys only', '/api/v1/principals?kind=IamUser&console=false&keys=some', 'No password'],
  ] as const) {
    const figure = page.getByRole('list', { name: 'Figures' }).getByRole('link', { name: new RegExp(`^${label}`) });
    await figure.click();
    await expect(
      page
        .getByRole('status')
        .filter({ hasText: /^\d+ (device|user)s?$/ })
        .first(),
    ).toBeVisible();
    const { total } = await (await request.get(path)).json();
    expect(total, label).toBeGreaterThan(0);
    await expect(figure.locator('.value')).toContainText(String(total));
    await expect(page.getByRole('table')).toContainText(says);
    await expect(page.locator('tbody tr[data-row]')).toHaveCount(Math.min(total, 50));
    expect(await axe(page), label).toEqual([]);
  }
});

test('a missing action says what waits for it, and leads to exactly those rows', async ({ page, request }) => {
  const { notRead } = await (await request.get('/api/v1/overview')).json();
  const missing = notRead.find((one: { waiting: { users: number } }) => one.waiting.users > 0);
  await open(page, '/');
  const section = page.getByRole('region', { name: 'What we could not look at' });
  await section.getByText(missing.action, { exact: true }).first().click();
  expect(await axe(page)).toEqual([]);
  await section.getByRole('link', { name: /^\d+ users? waits?$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(page.locator('tbody tr[data-row]')).toHaveCount(missing.waiting.users);
  await expect(page.getByText(`Waits for ${missing.action}`)).toBeVisible();
});

for (const [width, colorScheme] of [
  [1440, 'light'],
  [390, 'dark'],
] as const)
  test(`the fix list and what is left over fit ${width} px, ${colorScheme}, and pass axe`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    for (const path of ['/users/fix', '/users/left-over', '/users/left-over?show=sms', '/users/left-over?show=keys']) {
      await open(page, path);
      expect(await axe(page), path).toEqual([]);
      expect(await cutOff(page), path).toEqual([]);
    }
  });
