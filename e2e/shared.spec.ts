import type { APIRequestContext, Page } from '@playwright/test';
import { expect, numberIn, open, test } from './watched-page.ts';

// One story: each test changes what is recorded, and the next begins there.
test.describe.configure({ mode: 'serial' });

const idOf = async (request: APIRequestContext, userName: string): Promise<string> => {
  const { items } = await (await request.get(`/api/v1/principals?kind=IamUser&q=${userName}`)).json();
  return items.find((one: { userName: string }) => one.userName === userName).id;
};
const account = async (request: APIRequestContext, id: string) =>
  (await request.get(`/api/v1/shared-accounts/${encodeURIComponent(id)}`)).json();
const rows = (page: Page, userName: string) => page.getByRole('table', { name: `Logins of ${userName}, newest first` });
const chooseCsv = (page: Page, text: string) =>
  page
    .getByRole('dialog')
    .getByLabel('CSV file')
    .setInputFiles({ name: 'custody.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

const newcomer = 'Noor Exempel';

test('the range 7, 30, 90 days is in the address and holds for picture and table', async ({ page, request }) => {
  await open(page, `/shared?principalId=${await idOf(request, 'ops-shared')}`);
  const range = page.getByRole('navigation', { name: 'Range' });
  const figure = page.getByRole('figure', { name: /^Lanes: / });
  const total = page.getByRole('status').filter({ hasText: /^[\d,]+ rows?$/ });
  await expect(figure).toHaveAccessibleName(/over 90 days/);
  const long = numberIn(await total.textContent());
  for (const days of ['30', '7']) {
    await range.getByRole('link', { name: days, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`days=${days}`));
    await expect(figure).toHaveAccessibleName(new RegExp(`over ${days} days`));
    await expect(async () => {
      expect(numberIn(await total.textContent())).toBeLessThan(long);
    }).toPass();
  }
  await page.reload();
  await expect(figure).toHaveAccessibleName(/over 7 days/);
});

test('a device that nobody held gets a custodian, a new person, and its logins name that person', async ({
  page,
  request,
}) => {
  const id = await idOf(request, 'release-shared');
  const before = await account(request, id);
  const orphan = before.marks.find((mark: { state: string }) => mark.state === 'device');
  const lane = before.lanes.find((one: { instanceId: string }) => one.instanceId === orphan.laneId);
  await open(page, `/shared?principalId=${id}&state=device&sort=time`);
  await expect(rows(page, 'release-shared').getByText(lane.name).first()).toBeVisible();

  await page.getByRole('button', { name: 'Assign custodians' }).click();
  const dialog = page.getByRole('dialog', { name: 'Record custody' });
  await dialog.getByLabel('Device').selectOption(lane.instanceId);
  await dialog.getByRole('button', { name: 'Record custody' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Choose who holds it, or add a person.');
  await dialog.getByLabel('Who holds it').selectOption('Add a person');
  await dialog.getByLabel('Name').fill(newcomer);
  await dialog.getByLabel('E-mail').fill('noor.exempel@example.com');
  await dialog.getByLabel('From, UTC').fill(lane.from.latest.slice(0, 16).replace('T', ' '));
  await dialog.getByLabel('How this is known').fill('Handed over in person, <b>ticket</b> SEC-311.');
  await dialog.getByRole('button', { name: 'Record custody' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });

  const custody = page.getByRole('listitem').filter({ hasText: newcomer }).filter({ hasText: 'SEC-311' });
  await expect(custody).toContainText('<b>ticket</b>');
  await page
    .getByRole('link', { name: '90', exact: true })
    .or(page.getByRole('link', { name: '90 days' }))
    .click();
  await page.goto(`/shared?principalId=${id}&state=person`);
  await expect(rows(page, 'release-shared').getByText(newcomer).first()).toBeVisible();
  const after = await account(request, id);
  expect(after.attributed).toBeGreaterThan(before.attributed);
  const named = after.marks.find((mark: { eventId: string }) => mark.eventId === orphan.eventId);
  expect(named.state).toBe('person');
});

test('the custody ends, and what came later names nobody again', async ({ page, request }) => {
  const id = await idOf(request, 'release-shared');
  const before = await account(request, id);
  const custody = before.lanes
    .flatMap((lane: { custodies: unknown[] }) => lane.custodies)
    .find((one: { person: { name: string } }) => one.person.name === newcomer);
  await open(page, `/shared?principalId=${id}`);
  await page.getByRole('button', { name: new RegExp(`^End custody of .+ by ${newcomer}$`) }).click();
  const dialog = page.getByRole('dialog', { name: /^End custody of / });
  await dialog.getByLabel('Ended, UTC').fill('2001-01-01');
  await dialog.getByLabel('How this is known').fill('Given back.');
  await dialog.getByRole('button', { name: 'Record the end' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('The end must be later than the beginning of this custody.');
  await dialog
    .getByLabel('Ended, UTC')
    .fill(new Date(Date.parse(custody.validFrom) + 60_000).toISOString().slice(0, 16));
  await dialog.getByRole('button', { name: 'Record the end' }).click();
  await expect(dialog).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: new RegExp(`^End custody of .+ by ${newcomer}$`) })).toHaveCount(0);
  expect((await account(request, id)).attributed).toBeLessThan(before.attributed);
});

test.describe('custodies from a CSV file', () => {
  test.use({ refusals: [400] });
  test('errors are told line by line and nothing is changed; a right file is imported whole', async ({
    page,
    request,
  }) => {
    const id = await idOf(request, 'release-shared');
    const { lanes } = await account(request, id);
    const lane = lanes.find((one: { until: unknown }) => one.until === null);
    const enabled = lane.from.latest;
    const start = Date.parse(enabled) + 3_600_000;
    const line = (email: string, from: number, to: number) =>
      [
        id.split(':')[0],
        'release-shared',
        lane.serialNumber,
        enabled,
        email,
        new Date(from).toISOString(),
        new Date(to).toISOString(),
        'From the key register',
      ].join(',');
    const header = 'account_id,user_name,serial_number,enabled_at,person_email,valid_from,valid_to,reason';
    await open(page, `/shared?principalId=${id}`);
    await page.getByRole('button', { name: 'Import CSV' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import custody' });

    const right = line('noor.exempel@example.com', start, start + 60_000);
    await chooseCsv(page, [header, right, line('nobody@example.com', start, start + 60_000)].join('\n'));
    await expect(dialog.getByText('1 error, so nothing would be imported')).toBeVisible();
    await expect(dialog.getByRole('listitem')).toHaveText([/^Line 3.*nobody@example\.com/]);
    await dialog.getByRole('button', { name: 'Import' }).click();
    await expect(dialog.getByText('Choose a CSV file in which every line is right.')).toBeVisible();

    await chooseCsv(page, 'who,what\n1,2');
    await expect(dialog.getByRole('alert')).toHaveText(/^The first line must be account_id,user_name,/);

    await chooseCsv(page, [header, right].join('\n'));
    await expect(dialog.getByText('1 line read, 1 custody to import')).toBeVisible();
    await dialog.getByRole('button', { name: 'Import 1 custody' }).click();
    await expect(dialog).toBeHidden({ timeout: 30_000 });
    await expect(page.getByRole('listitem').filter({ hasText: 'From the key register' })).toBeVisible();
  });
});

test('a user is declared shared, with a justification, and dismissed again', async ({ page }) => {
  await open(page, '/shared');
  await page.getByRole('button', { name: 'Declare shared' }).click();
  const dialog = page.getByRole('dialog', { name: 'Declare a shared account' });
  await dialog.getByLabel('Find a user').fill('many.devices');
  await dialog.getByLabel('User', { exact: true }).selectOption({ label: 'many.devices, sample-production' });
  await dialog.getByRole('button', { name: 'Declare as shared' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Write the justification: an assessor will read it.');
  await dialog.getByLabel('Justification').fill('Night shift, ticket SEC-<script>1</script>');
  await dialog.getByRole('button', { name: 'Declare as shared' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Shared accounts, many.devices' })).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.getByText('SEC-<script>1</script>')).toBeVisible();

  await page.getByRole('button', { name: 'Dismiss as not shared' }).click();
  const dismissal = page.getByRole('dialog', { name: 'Dismiss as not shared' });
  await dismissal.getByLabel('Justification').fill('One person after all.');
  await dismissal.getByRole('button', { name: 'Dismiss as not shared' }).click();
  await expect(dismissal).toBeHidden({ timeout: 30_000 });
  await expect(page.getByRole('navigation', { name: /^Shared accounts/ }).getByText('many.devices')).toHaveCount(0);
});

test('a login of the picture is the same login in the table', async ({ page }) => {
  await open(page, '/shared');
  const row = page.locator('[data-row]').first();
  await row.hover();
  await expect(page.getByRole('slider')).not.toHaveAttribute('aria-valuetext', 'No login chosen');
  await expect(row).toHaveAttribute('data-chosen', '');
  const evidence = page.getByRole('button', { name: /^Event / });
  const id = (await row.getAttribute('data-row'))?.split(':')[1] ?? '';
  await expect(evidence).toHaveText(`Event ${id.slice(0, 8)}`);
});
