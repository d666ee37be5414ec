import { expect, open, test } from './watched-page.ts';

test.describe.configure({ mode: 'serial' });

const name = 'Payment systems';

test('a boundary is created, and the picker narrows every screen and the API to it', async ({ page, request }) => {
  await open(page, '/settings');
  await page.getByRole('button', { name: 'Create a boundary' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create a boundary' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create boundary' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Write why exactly these accounts: an assessor will read it.');
  await dialog.getByLabel('Justification').fill('The accounts that handle card data.');
  await dialog.getByRole('checkbox', { name: /sample-production/ }).check();
  await dialog.getByRole('checkbox', { name: /sample-data/ }).check();
  await dialog.getByRole('button', { name: 'Create boundary' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('region', { name: 'Boundaries' }).getByText('2 accounts')).toBeVisible();

  await page.getByRole('button', { name: /^Accounts: / }).click();
  await page.getByRole('radio', { name: new RegExp(name) }).check();
  await expect(page).toHaveURL(/boundary=/);
  await expect(page.getByRole('button', { name: new RegExp(`^Accounts: ${name} 2 accounts`) })).toBeVisible();
  await page.keyboard.press('Escape');
  const boundary = new URL(page.url()).searchParams.get('boundary') ?? '';

  const ask = async (path: string) => (await request.get(`/api/v1/${path}`)).json();
  const inside = ['100000000002', '100000000004'];
  const users = await ask(`principals?kind=IamUser&boundary=${boundary}&limit=500`);
  expect([...new Set(users.items.map((one: { accountId: string }) => one.accountId))].sort()).toEqual(inside);
  const overview = await ask(`overview?boundary=${boundary}`);
  expect(overview.roots.map((one: { accountId: string }) => one.accountId).sort()).toEqual(inside);
  const logins = await ask(`console-logins?boundary=${boundary}&limit=500`);
  for (const { accountId } of logins.items) expect(inside).toContain(accountId);

  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Users/ })
    .click();
  await expect(page.getByRole('status').filter({ hasText: /^[\d,]+ users$/ })).toHaveText(`${users.total} users`);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /^Root/ }).click();
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveCount(2);
  for (const screen of ['Logins', 'Shared accounts', 'Collections', 'Overview']) {
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: new RegExp(`^${screen}`) })
      .click();
    await expect(page).toHaveURL(new RegExp(`boundary=${boundary}`));
    await expect(page.getByRole('main').getByRole('heading', { level: 1, name: screen })).toBeVisible();
    await expect(page.getByRole('main').getByText('sample-development')).toHaveCount(0);
  }
  await expect(
    page.getByRole('link', { name: new RegExp(`^${overview.usersWithoutMfa.n} of `) }).first(),
  ).toBeVisible();
});

test('people come from a CSV file: one wrong line, and nobody is added', async ({ page }) => {
  await open(page, '/settings');
  await page.getByRole('button', { name: 'Import CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import people' });
  const choose = (text: string) =>
    dialog
      .getByLabel('CSV file')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const good = 'name,email,left_at\r\nGood Exempel,good@example.com,\r\n';
  await choose(`${good},nobody@example.com,\r\n`);
  await expect(dialog.getByText('Line 3')).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  const people = page.getByRole('table', { name: 'People who hold devices' });
  await expect(people).not.toContainText('Good Exempel');
  await page.getByRole('button', { name: 'Import CSV' }).click();
  await choose(good);
  await dialog.getByRole('button', { name: 'Import 1 person' }).click();
  await expect(people).toContainText('Good Exempel');
});

test('a person is added, also one whose name is markup, and found again', async ({ page }) => {
  await open(page, '/settings');
  await page.getByRole('button', { name: 'Add a person' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a person' });
  await dialog.getByLabel('Name').fill('<img src=x onerror=alert(1)>');
  await dialog.getByLabel('E-mail').fill('not an address');
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Write an e-mail address');
  await dialog.getByLabel('E-mail').fill('markup@example.com');
  await dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('searchbox', { name: 'Search people' }).fill('markup@');
  const people = page.getByRole('table', { name: 'People who hold devices' });
  await expect(people.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: /^\d+ (person|people)$/ })).toHaveText('1 person');
});

test('each policy is laid out and can be copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/settings');
  const policies = page.getByRole('region', { name: 'Policies' });
  const summaries = policies.locator('summary');
  expect(await summaries.count()).toBeGreaterThan(1);
  for (let at = 0; at < (await summaries.count()); at++) {
    if (at > 0) await summaries.nth(at).click();
    await policies.getByRole('button', { name: /^Copy/ }).filter({ visible: true }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.length).toBeGreaterThan(100);
    await expect(policies.locator('pre').filter({ visible: true })).toHaveText(copied);
  }
});

test('how AWS is reached, when it is read and where it is kept are said', async ({ page }) => {
  await open(page, '/settings');
  await expect(
    page.getByText('arn:aws:iam::100000000001:user/service/keyholder-collector', { exact: true }),
  ).toBeVisible();
  await expect(page.getByText(/^Collects every/)).toBeVisible();
  await expect(page.getByText('SQLite, a file of this machine')).toBeVisible();
});
