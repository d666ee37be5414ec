import { expect, open, test } from './watched-page.ts';

test('a collection is started, its progress appears by itself, and it can be left and found again', async ({
  page,
  request,
}) => {
  await open(page, '/collections');
  const started = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page
    .getByRole('button', { name: 'Collect now' })
    .or(page.getByRole('button', { name: /is running/ }))
    .click();
  const progress = page.getByRole('complementary', { name: 'Collection in progress' });
  await expect(progress).toBeVisible();
  await expect(progress).toHaveText(/Collecting.*\d+ of \d+$/);
  const before = await progress.textContent();
  await expect(progress).not.toHaveText(before ?? '');

  await page
    .getByRole('link', { name: /^Users/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  await expect(progress).toBeVisible();
  await progress.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'The run shown' })).toBeVisible();
  const { id } = await (await started).json();
  await expect(page).toHaveURL(new RegExp(id));

  await expect(async () => {
    const { status } = await (await request.get(`/api/v1/collections/${id}`)).json();
    expect(status).toBe('partial');
  }).toPass({ timeout: 50_000, intervals: [1_000] });
  await expect(page.getByRole('region', { name: 'The run shown' }).getByText('Partial', { exact: true })).toBeVisible();
  await expect(progress).toBeHidden();
});

test('a denied cell names the action to grant, a partly read one the users', async ({ page }) => {
  await open(page, '/collections');
  const matrix = page.getByRole('table', { name: /^Outcome of each source/ });
  const shown = page.getByRole('region', { name: 'The run shown' });
  await matrix.getByRole('button', { name: /^Denied.*sample-data, Sign-in events/ }).click();
  await expect(shown.getByText('Denied: cloudtrail:LookupEvents')).toBeVisible();
  await expect(shown.getByRole('button', { name: 'Copy the action to grant' })).toBeVisible();
  await matrix.getByRole('button', { name: /^Denied.*sample-partner/ }).click();
  await expect(shown.getByText('Denied: sts:AssumeRole')).toBeVisible();
  await matrix.getByRole('button', { name: /^Partly read.*sample-development, MFA devices/ }).click();
  await expect(shown.getByText('Partly read: iam:ListMFADevices')).toBeVisible();
  await expect(shown.getByText('restricted.admin').first()).toBeVisible();
});

test('an earlier run is chosen in the list, and its address can be shared', async ({ page, request }) => {
  const { items } = await (await request.get('/api/v1/collections?limit=100')).json();
  const oldest = items.at(-1).id;
  await open(page, '/collections');
  await page.locator(`[data-row="${oldest}"]`).getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(oldest));
  await page.reload();
  await expect(page.getByRole('region', { name: 'The run shown' })).toBeVisible();
  await expect(page.locator(`[data-row="${oldest}"]`)).toHaveAttribute('aria-current', 'true');
});
