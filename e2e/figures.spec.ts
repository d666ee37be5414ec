import type { Page } from '@playwright/test';
import { expect, numberIn, test } from './watched-page.ts';

/**
 * Every number is a door to exactly its rows. Sign-ins keep arriving in the demo, so a number and its rows are read again, together,
 * until both come from one state of the store; a lasting difference fails.
 */
const agree = (compare: () => Promise<void>) => expect(compare).toPass({ timeout: 40_000 });

const found = async (page: Page, noun: RegExp): Promise<number> =>
  numberIn(await page.getByRole('status').filter({ hasText: noun }).first().textContent());

const figure = (page: Page, label: string) =>
  page.getByRole('list', { name: 'Figures' }).getByRole('link').filter({ hasText: label });

const figureNumber = async (page: Page, label: string): Promise<number> =>
  numberIn(((await figure(page, label).textContent()) ?? '').replace(label, ''));

const tables: { label: string; address: RegExp; noun: RegExp }[] = [
  { label: 'Users without MFA', address: /\/users\?status=NON_COMPLIANT/, noun: /^[\d,]+ users?$/ },
  { label: 'Logins without MFA', address: /\/logins\?outcome=success&state=no-mfa/, noun: /^[\d,]+ logins?$/ },
  { label: 'Shared logins, person unknown', address: /\/logins\?.*sharedOnly=true/, noun: /^[\d,]+ logins?$/ },
];

for (const { label, address, noun } of tables) {
  test(`the Overview's “${label}” opens a table of as many rows`, async ({ page }) => {
    await agree(async () => {
      await page.goto('/');
      const n = await figureNumber(page, label);
      expect(n).toBeGreaterThan(0);
      await figure(page, label).click();
      await page.waitForURL(address);
      expect(await found(page, noun)).toBe(n);
    });
  });
}

test('the uncovered root users of the Overview are the cards behind the figure', async ({ page }) => {
  await agree(async () => {
    await page.goto('/');
    const n = await figureNumber(page, 'Root users uncovered');
    expect(n).toBe(1);
    await figure(page, 'Root users uncovered').click();
    await page.waitForURL(/\/root\?state=uncovered/);
    await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(n);
  });
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText(['sample-development']);
});

test('the sources that were not read are the denied and failed cells of the matrix', async ({ page, request }) => {
  await agree(async () => {
    await page.goto('/');
    const n = await figureNumber(page, 'Sources not read');
    await figure(page, 'Sources not read').click();
    await page.waitForURL(/\/collections/);
    await expect(page.getByRole('link', { name: new RegExp(`^${n} of \\d+ sources$`) })).toBeVisible();
    const { items } = await (await request.get('/api/v1/collections?limit=1')).json();
    const sources: { outcome?: string }[] = items[0].accounts.flatMap((account: { sources: [] }) => account.sources);
    expect(sources.filter(({ outcome }) => outcome === 'denied' || outcome === 'failed')).toHaveLength(n);
  });
});

test('the API and the Overview say the same numbers', async ({ page, request }) => {
  await agree(async () => {
    await page.goto('/');
    const view = await (await request.get('/api/v1/overview')).json();
    for (const [label, n, of] of [
      ['Users without MFA', view.usersWithoutMfa.n, view.usersWithoutMfa.of],
      ['Root users uncovered', view.rootsUncovered.n, view.rootsUncovered.of],
      ['Logins without MFA', view.loginsWithoutMfa.n, view.loginsWithoutMfa.of],
      ['Shared logins, person unknown', view.sharedLoginsUnattributed.n, view.sharedLoginsUnattributed.of],
      ['Sources not read', view.sourcesNotRead.denied + view.sourcesNotRead.failed, view.sourcesNotRead.of],
    ]) {
      const words = `${n.toLocaleString('en-US')} of ${of.toLocaleString('en-US')}`;
      await expect(figure(page, label)).toContainText(words, { timeout: 1_000 });
    }
  });
});

test('the denominators are the rows that the API lists', async ({ request }) => {
  const total = async (path: string): Promise<number> => (await (await request.get(`/api/v1/${path}`)).json()).total;
  await agree(async () => {
    const view = await (await request.get('/api/v1/overview')).json();
    const status = (...all: string[]) => `principals?limit=1&${all.map((one) => `status=${one}`).join('&')}`;
    const [users, notChecked, roots, logins, federated] = await Promise.all([
      total(`${status('COMPLIANT', 'NON_COMPLIANT', 'INSUFFICIENT_DATA')}&kind=IamUser`),
      total(`${status('INSUFFICIENT_DATA')}&kind=IamUser`),
      total(`${status('COMPLIANT', 'NON_COMPLIANT', 'INSUFFICIENT_DATA')}&kind=RootUser`),
      total(`console-logins?limit=1&outcome=success&from=${view.loginsWithoutMfa.from}`),
      total(`console-logins?limit=1&state=not-visible-to-aws&from=${view.loginsWithoutMfa.from}`),
    ]);
    expect(view.usersWithoutMfa).toMatchObject({ of: users, unknown: notChecked });
    expect(view.rootsUncovered.of).toBe(roots);
    expect(view.federatedLogins).toMatchObject({ n: federated, of: logins });
    expect(view.loginsWithoutMfa.of).toBe(logins - federated);
  });
});

test('the badges of the navigation count what their screens list', async ({ page }) => {
  const nav = page.getByRole('navigation', { name: 'Main' });
  await agree(async () => {
    await page.goto('/');
    for (const [name, label] of [
      [/users? without MFA$/, 'Users without MFA'],
      [/root users? uncovered$/, 'Root users uncovered'],
      [/logins? not attributed$/, 'Shared logins, person unknown'],
      [/sources? could not be read$/, 'Sources not read'],
    ] as const) {
      const badge = numberIn(await nav.getByRole('link', { name }).textContent({ timeout: 1_000 }));
      expect(badge, label).toBe(await figureNumber(page, label));
    }
  });
});

test('the tabs of Logins count their tables, and a user’s drawer counts that user’s sign-ins', async ({
  page,
  request,
}) => {
  const tabs = page.getByRole('navigation', { name: 'Kind of record' });
  for (const [tab, noun] of [
    [/^Logins/, /^[\d,]+ logins?$/],
    [/^Failed/, /^[\d,]+ failed attempts?$/],
    [/^Federated/, /^[\d,]+ federated logins?$/],
  ] as const) {
    await agree(async () => {
      await page.goto('/logins');
      const n = numberIn(await tabs.getByRole('link', { name: tab }).textContent());
      await tabs.getByRole('link', { name: tab }).click();
      expect(await found(page, noun)).toBe(n);
    });
  }
  const { items } = await (await request.get('/api/v1/shared-accounts?limit=100')).json();
  const ops = items.find((one: { userName: string }) => one.userName === 'ops-shared');
  await agree(async () => {
    await page.goto(`/users?q=ops-shared&row=${ops.principalId}`);
    const all = page.getByRole('dialog').getByRole('link', { name: /^All [\d,]+$/ });
    const n = numberIn(await all.textContent());
    await all.click();
    await page.waitForURL(/\/logins\?/);
    expect(await found(page, /^[\d,]+ (logins?|sign-ins?)$/)).toBe(n);
  });
});
