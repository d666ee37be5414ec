import papa from 'papaparse';
import { expect, it } from 'vitest';
import { restoreCell } from '#lib/present/csv-cell';
import { csvColumnsOf, type TableName, type TableQueries } from '#lib/present/table-csv';
import { everything, now, only, prod, putAccounts, putLogins, putPrincipals, staging } from '#lib/present/test-sample';
import type { ReadStore } from '#lib/store/read-store';
import { describeOnEngines } from '#lib/store/test-store';
import { runTableExport } from './run-table-export.ts';

async function exported<T extends TableName>(read: ReadStore, table: T, query: TableQueries[T], scope = everything) {
  let text = '';
  for await (const part of runTableExport(table, read, scope, query, now)) text += part;
  const { data, errors } = papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return { text, rows: data };
}

const hostile = ['=cmd|calc', 'a,b', 'say "hi"', "'quoted", ' =1', '@x', 'two\nlines'];

describeOnEngines('tables as CSV', ({ open }) => {
  it('holds every row once, also beyond one page, and no formula', async () => {
    const store = await open();
    await putAccounts(store);
    await putPrincipals(
      store,
      hostile.map((name) => ({ account: prod, name, status: 'COMPLIANT' as const, console: null, keys: null })),
    );
    await putPrincipals(
      store,
      Array.from({ length: 510 }, (_, i) => ({ account: staging, name: `u${i}`, status: 'NON_COMPLIANT' as const })),
    );
    const { text, rows } = await exported(store.read, 'principals', {});
    expect(text.split('\r\n')[0]).toBe(csvColumnsOf('principals').join(','));
    expect(text.endsWith('\r\n')).toBe(true);
    expect(rows).toHaveLength(517);
    expect(new Set(rows.map((row) => row.unique_id)).size).toBe(517);
    expect(rows.filter((row) => Object.values(row).some((cell) => /^\s*[=+\-@]/.test(cell)))).toEqual([]);
    const ours = rows.filter((row) => row.account_id === prod);
    expect(new Set(ours.map((row) => restoreCell(row.user_name ?? '')))).toEqual(new Set(hostile));
    expect(ours[0]).toMatchObject({ console: 'unknown', active_keys: 'unknown', privileged: 'unknown' });
  });

  it('takes the filters and the scope of the list', async () => {
    const store = await open();
    await putAccounts(store);
    await putLogins(store, [
      { id: 'e1', account: prod, name: 'a', at: now - 1, state: 'no-mfa' },
      { id: 'e2', account: prod, name: 'a', at: now - 2, state: 'device' },
      { id: 'e3', account: staging, name: 'b', at: now - 3, state: 'no-mfa' },
    ]);
    const ids = async (query: TableQueries['console-logins'], scope = everything) =>
      (await exported(store.read, 'console-logins', query, scope)).rows.map((row) => row.event_id);
    expect(await ids({})).toEqual(['e1', 'e2', 'e3']);
    expect(await ids({ state: ['no-mfa'] })).toEqual(['e1', 'e3']);
    expect(await ids({ state: ['no-mfa'], boundary: 'b-prod' })).toEqual(['e1']);
    expect(await ids({}, only(staging))).toEqual(['e3']);
  });

  it('has a header also where there is no row, for every table', async () => {
    const store = await open();
    const tables = [
      'principals',
      'console-logins',
      'shared-accounts',
      'devices',
      'collections',
      'custodies',
      'people',
      'boundaries',
      'event-coverage',
      'unreadable-records',
    ] as const;
    for (const table of tables)
      expect((await exported(store.read, table, {})).text).toBe(`${csvColumnsOf(table).join(',')}\r\n`);
  });
});
