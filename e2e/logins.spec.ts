import type { Page } from '@playwright/test';
import { attributionStates } from '#lib/domain/console-login';
import { expect, numberIn, open, test } from './watched-page.ts';

const foundOf = (page: Page) =>
  page.getByRole('status').filter({ hasText: /^(more than )?[\d,]+ [a-z ]*(logins?|attempts?)$/ });

test('a sign-in goes down to the record that CloudTrail delivered', async ({ page, request }) => {
  await open(page, '/logins');
  const row = page.locator('[data-row]').first();
  const [accountId, eventId] = ((await row.getAttribute('data-row')) ?? '').split(':');
  await row.getByRole('link').click();
  const drawer = page.getByRole('dialog');
  await expect(drawer.getByRole('heading', { level: 3, name: 'Evidence' })).toBeVisible();
  const raw = JSON.parse((await drawer.getByRole('region', { name: 'CloudTrail record' }).textContent()) ?? '');
  expect(raw).toMatchObject({ eventID: eventId, eventName: 'ConsoleLogin', recipientAccountId: accountId });
  const login = await (await request.get(`/api/v1/console-logins/${accountId}/${eventId}`)).json();
  expect(JSON.parse(login.raw)).toEqual(raw);
  await expect(drawer.getByText(login.evidenceSha256)).toBeVisible();
  await expect(drawer.getByText(login.attribution.reason)).toBeVisible();
});

test('filters narrow the table, live in the address and survive a reload', async ({ page }) => {
  await open(page, '/logins?to=2026-01-01');
  await expect(page.getByText(/No login fits what is asked for/)).toBeVisible();

  await open(page, '/logins');
  const all = numberIn(await foundOf(page).textContent());
  await page.getByRole('button', { name: 'Shared' }).click();
  await page.getByRole('checkbox', { name: 'Shared accounts only' }).check();
  await expect(page).toHaveURL(/sharedOnly=true/);
  await expect(async () => expect(numberIn(await foundOf(page).textContent())).toBeLessThan(all)).toPass();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Attribution' }).click();
  await page.getByRole('checkbox', { name: 'Unknown device' }).check();
  await expect(page).toHaveURL(/state=unknown-device/);
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(page.getByRole('button', { name: /^Remove filter Attribution/ })).toBeVisible();
  const states = await page.locator('[data-row]').count();
  expect(states).toBeGreaterThan(0);
  expect(states).toBe(numberIn(await foundOf(page).textContent()));
});

test('days are chosen in UTC, both inclusive', async ({ page, request }) => {
  await open(page, '/logins');
  const day = new Date(Date.now() - 10 * 86_400_000).toISOString().slice(0, 10);
  await page.getByRole('button', { name: 'Days' }).click();
  await page.getByLabel('From, UTC').fill(day);
  await page.getByLabel('To and with, UTC').fill(day);
  await page.getByRole('button', { name: 'Show these days' }).click();
  await expect(page).toHaveURL(new RegExp(`from=${day}.*to=${day}`));
  const states = attributionStates.filter((state) => state !== 'not-a-login' && state !== 'not-visible-to-aws');
  const query = `from=${day}&to=${day}T23:59:59.999Z&${states.map((state) => `state=${state}`).join('&')}`;
  const { total } = await (await request.get(`/api/v1/console-logins?${query}`)).json();
  expect(total).toBeGreaterThan(0);
  await expect(foundOf(page)).toHaveText(`${total} ${total === 1 ? 'login' : 'logins'}`);
});

test('time that was not read is said, not hidden, and so is what could not be understood', async ({
  page,
  request,
}) => {
  await open(page, '/logins');
  const notice = page
    .getByRole('main')
    .getByText(/ of sample-data\./)
    .first();
  await expect(notice).toBeVisible();
  await expect(page.getByText(/Logins there may be missing from every number on this page\./)).toBeVisible();
  await expect(page.getByRole('button', { name: /Read/ }).first()).toBeVisible();
  const { total } = await (await request.get('/api/v1/unreadable-records?limit=1')).json();
  await expect(page.getByRole('link', { name: `Set aside ${total}` })).toBeVisible();
  await expect(page.getByRole('heading', { level: 2, name: 'Set aside' })).toBeVisible();
});

test('in an account whose sign-ins may not be read, the empty table says so', async ({ page }) => {
  await open(page, '/logins?accountId=100000000004');
  await expect(page.getByText('Not allowed to look')).toBeVisible();
  await expect(page.getByText(/cloudtrail:LookupEvents/).first()).toBeVisible();
});
