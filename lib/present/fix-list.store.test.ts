import { expect, it } from 'vitest';
import { day } from '#lib/domain/instant';
import type { Store } from '#lib/store/open-store';
import { recordStatuses } from '#lib/store/status-intervals';
import { describeOnEngines } from '#lib/store/test-store';
import { fixProgress, getFixes } from './fix-list.ts';
import { countLeftOver } from './left-over.ts';
import { csvTableOf } from './table-csv.ts';
import {
  everything,
  legacy,
  now,
  only,
  principalId,
  prod,
  putAccounts,
  putPrincipals,
  type SamplePrincipal,
} from './test-sample.ts';

const check = 'mfa-enabled-for-iam-console-access';
const people: SamplePrincipal[] = [
  { account: prod, name: '<root_account>', status: 'NON_COMPLIANT' },
  { account: prod, name: 'maria', status: 'NON_COMPLIANT' },
  { account: prod, name: 'now-has-mfa', status: 'COMPLIANT' },
  { account: prod, name: 'no-password-now', status: 'NOT_APPLICABLE', console: false, keys: 2 },
  { account: prod, name: 'not-known-now', status: 'INSUFFICIENT_DATA' },
  { account: prod, name: 'always-had-it', status: 'COMPLIANT' },
  { account: prod, name: 'bot', status: 'NOT_APPLICABLE', console: false, keys: 0 },
  { account: legacy, name: "o'hara", status: 'NON_COMPLIANT', keys: 1 },
  { account: legacy, name: 'left-over', status: 'NON_COMPLIANT', devices: [`arn:aws:iam::${legacy}:mfa/phone`] },
];
const fixedYesterday = ['now-has-mfa', 'no-password-now', 'not-known-now'];
const since = now - 3 * day;

describeOnEngines('the list to work through', ({ open }) => {
  const sample = async () => {
    const store = await open();
    await putAccounts(store);
    await putPrincipals(store, people);
    for (const { account, name, status } of people) {
      if (name === '<root_account>') continue;
      const [id, failedBefore] = [principalId({ account, name }), fixedYesterday.includes(name)];
      const say = (one: SamplePrincipal['status'], at: number) =>
        recordStatuses(store.write, account, [{ principalId: id, checkId: check, status: one }], {
          at,
          complete: false,
        });
      await say(failedBefore ? 'NON_COMPLIANT' : status, now - 20 * day);
      if (failedBefore) await say(status, now - day);
    }
    return store;
  };
  const names = async (store: Store, query: Parameters<typeof getFixes>[2]) =>
    (await getFixes(store.read, everything, query, now)).items.map(
      (one) => `${one.userName} ${one.done ? 'done' : 'open'}`,
    );

  it('holds who fails and, done by AWS’s word, who failed since; by account and name', async () => {
    const store = await sample();
    expect(await names(store, {})).toEqual(['left-over open', "o'hara open", 'maria open']);
    expect(await names(store, { failedSince: since })).toEqual([
      'left-over open',
      "o'hara open",
      'maria open',
      'no-password-now done',
      'not-known-now open',
      'now-has-mfa done',
    ]);
    expect(await names(store, { failedSince: now })).toEqual(['left-over open', "o'hara open", 'maria open']);
    expect(await names(store, { failedSince: since, accountId: [prod], status: ['COMPLIANT'] })).toEqual([
      'now-has-mfa done',
    ]);
    const progress = await fixProgress(store.read, everything, { failedSince: since }, now);
    expect(progress).toEqual({ of: 6, done: 2, unknown: 1, accepted: 0 });
    expect((await fixProgress(store.read, only(legacy), { failedSince: since }, now)).of).toBe(2);
  });

  it('gives each user who fails four ways with its own values, and none to who is done', async () => {
    const store = await sample();
    const { items } = await getFixes(store.read, everything, { failedSince: since }, now);
    for (const row of items)
      expect(
        row.fixes.map((fix) => fix.kind),
        row.userName,
      ).toEqual(row.status === 'NON_COMPLIANT' ? ['console', 'cli', 'terraform', 'message'] : []);
    const ohara = items.find((one) => one.userName === "o'hara");
    expect(ohara?.fixes[0]?.href).toContain("/iam/home#/users/details/o'hara?");
    expect(ohara?.fixes[1]?.code).toContain(`--user-name 'o'\\''hara'`);
    const table = csvTableOf('fixes');
    const rows: (string | number)[][] = [];
    for await (const page of table.pages(store.read, everything, { failedSince: since, limit: 2 }, now))
      rows.push(...page);
    expect(rows.map((row) => row[table.columns.indexOf('done')])).toEqual(['no', 'no', 'no', 'yes', 'no', 'yes']);
    expect(rows[0]?.[table.columns.indexOf('message')]).toContain('left-over');
  });

  it('counts what is left over: devices of nobody, SMS, users with keys only (U14, U18)', async () => {
    const store = await sample();
    const put = (serial: string, owner: string, type: 'virtual-authenticator' | 'sms') =>
      store.write.db
        .insertInto('mfa_devices')
        .values({ account_id: prod, serial_number: serial, principal_id: owner, type })
        .execute();
    await put(`arn:aws:iam::${prod}:mfa/unused`, '', 'virtual-authenticator');
    await put(`arn:aws:iam::${prod}:sms-mfa/maria`, principalId({ account: prod, name: 'maria' }), 'sms');
    expect(await countLeftOver(store.read, everything, {}, now)).toEqual({
      unassigned: 1,
      devices: 3,
      sms: 1,
      keys: 1,
      users: 8,
      accountsNotRead: 0,
    });
    expect(await countLeftOver(store.read, only(legacy), {}, now)).toMatchObject({ unassigned: 0, sms: 0, keys: 0 });
    const table = csvTableOf('devices');
    const rows: (string | number)[][] = [];
    for await (const page of table.pages(store.read, everything, {}, now)) rows.push(...page);
    expect(rows.map((row) => row[table.columns.indexOf('clean_up')])).toEqual([
      `aws iam delete-virtual-mfa-device --serial-number arn:aws:iam::${prod}:mfa/unused`,
      `aws iam deactivate-mfa-device --user-name maria --serial-number arn:aws:iam::${prod}:sms-mfa/maria`,
      '',
    ]);
  });
});
