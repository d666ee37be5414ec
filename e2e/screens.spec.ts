import type { APIRequestContext, Page } from '@playwright/test';
import { axe, cutOff, expect, test } from './watched-page.ts';

type Ask = (path: string) => Promise<{ items: Record<string, string>[] }>;

/** Each screen, how to get there, and a sentence or heading that shows it has come. */
const screens: {
  name: string;
  path: string | ((ask: Ask) => Promise<string>);
  shows: (page: Page) => Promise<void>;
}[] = [
  { name: 'Overview', path: '/', shows: heading('Overview') },
  { name: 'Users', path: '/users', shows: heading('Users') },
  {
    name: 'Users without MFA, one open',
    path: async (ask) =>
      `/users?status=NON_COMPLIANT&row=${await first(ask, 'principals?kind=IamUser&status=NON_COMPLIANT', 'id')}`,
    shows: section('Four ways to fix'),
  },
  {
    name: 'Users with a device, one open',
    path: async (ask) =>
      `/users?status=COMPLIANT&row=${await first(ask, 'principals?kind=IamUser&status=COMPLIANT', 'id')}`,
    shows: section('Devices'),
  },
  { name: 'Users that were not read', path: '/users?status=INSUFFICIENT_DATA', shows: heading('Users') },
  {
    name: 'Users, none found',
    path: '/users?q=nobody-of-this-name',
    shows: sentence('No user fits what is asked for.'),
  },
  { name: 'Root', path: '/root', shows: heading('Root') },
  { name: 'Logins', path: '/logins', shows: heading('Logins') },
  {
    name: 'Logins, one open',
    path: async (ask) => {
      const { items } = await ask('console-logins?limit=1&state=person');
      return `/logins?row=${items[0]?.accountId}:${items[0]?.eventId}`;
    },
    shows: section('Evidence'),
  },
  { name: 'Failed sign-ins', path: '/logins?state=not-a-login', shows: heading('Logins') },
  { name: 'Shared accounts', path: '/shared', shows: heading('Shared accounts') },
  {
    name: 'A shared account in 7 days',
    path: shared('ops-shared', '&days=7'),
    shows: heading('Shared accounts, ops-shared'),
  },
  { name: 'Another shared account', path: shared('release-shared'), shows: heading('Shared accounts, release-shared') },
  {
    name: 'A root user that nobody used',
    path: '/shared?principalId=100000000005:root',
    shows: sentence('Nobody has signed in'),
  },
  { name: 'Collections', path: '/collections', shows: heading('Collections') },
  { name: 'Settings', path: '/settings', shows: heading('Settings') },
  {
    name: 'An address that asks for nothing there is',
    path: '/users?status=perhaps',
    shows: sentence('This address cannot be shown'),
  },
];

function heading(name: string) {
  return (page: Page) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
}
function section(name: string) {
  return (page: Page) => expect(page.getByRole('dialog').getByRole('heading', { level: 3, name })).toBeVisible();
}
function sentence(text: string) {
  return (page: Page) => expect(page.getByText(text).first()).toBeVisible();
}
function shared(userName: string, rest = '') {
  return async (ask: Ask) => {
    const { items } = await ask('shared-accounts?limit=100');
    return `/shared?principalId=${items.find((one) => one.userName === userName)?.principalId}${rest}`;
  };
}
async function first(ask: Ask, path: string, field: string): Promise<string> {
  const { items } = await ask(`${path}&limit=1`);
  return items[0]?.[field] ?? '';
}
const asking =
  (request: APIRequestContext): Ask =>
  async (path) =>
    (await request.get(`/api/v1/${path}`)).json();

for (const { name, path, shows } of screens) {
  test(`${name}: readable for everybody, in light and dark, at every width`, async ({ page, request }) => {
    await page.goto(typeof path === 'string' ? path : await path(asking(request)));
    await shows(page);
    await expect(page).toHaveTitle(/Keyholder/);
    await expect(page.getByText('Sample data: nothing here is real')).toBeVisible();
    expect.soft(await axe(page), 'axe, light').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await axe(page, { only: ['color-contrast'] }), 'axe, dark').toEqual([]);
    for (const width of [1440, 1024]) {
      await page.setViewportSize({ width, height: 800 });
      expect.soft(await cutOff(page), `at ${width} px`).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 390, height: 844 });
    await shows(page);
    expect.soft(await cutOff(page), 'at 390 px').toEqual([]);
    expect.soft(await axe(page, { without: ['color-contrast'] }), 'axe, at 390 px').toEqual([]);
  });
}

test.describe('an address that is none', () => {
  test.use({ refusals: [404] });
  test('says so and leads back', async ({ page }) => {
    const answer = await page.goto('/nothing-here');
    expect(answer?.status()).toBe(404);
    await expect(page.getByText('There is no such page')).toBeVisible();
    expect.soft(await axe(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect.soft(await cutOff(page)).toEqual([]);
    await page.getByRole('link', { name: 'Go to the overview' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  });
});
