import { expect, it } from 'vitest';
import { day, hour, minute, toIso } from '#lib/domain/instant';
import { recordCoverage } from '#lib/store/event-coverage';
import type { Store } from '#lib/store/open-store';
import type { Schema } from '#lib/store/schema';
import { describeOnEngines } from '#lib/store/test-store';
import { getFrame } from './frame.ts';
import { getLoginsSummary } from './logins-summary.ts';
import { getOverview } from './overview.ts';
import { getPrincipals } from './principals.ts';
import { everything, legacy, now, only, prod, putAccounts, putCounts, putPrincipals, staging } from './test-sample.ts';

type Outcome = Partial<Schema['source_outcomes']> & Pick<Schema['source_outcomes'], 'account_id' | 'source' | 'state'>;

async function putRun({ write }: Store, id: string, startedAt: number, outcomes: readonly Outcome[], running = false) {
  await write.db
    .insertInto('collections')
    .values({
      id,
      status: running ? 'running' : 'partial',
      trigger_kind: 'schedule',
      requested_by: 'worker',
      started_at: startedAt,
      finished_at: running ? null : startedAt + minute,
      heartbeat_at: startedAt,
    })
    .execute();
  for (const outcome of outcomes)
    await write.db
      .insertInto('source_outcomes')
      .values({
        collection_id: id,
        region: '',
        attempted: 1,
        succeeded: 0,
        failure_count: 0,
        failures: '[]',
        updated_at: startedAt,
        ...outcome,
      })
      .execute();
}

async function seal({ write }: Store, accountId: string, collectionId: string) {
  const id = `${accountId} of ${collectionId}`;
  await write.db
    .insertInto('snapshots')
    .values({
      id,
      account_id: accountId,
      collection_id: collectionId,
      sealed_at: now - hour,
      role_outcome: 'collected',
      manifest: '{}',
    })
    .execute();
  await write.db
    .updateTable('accounts')
    .set({ snapshot_id: id, sealed_at: now - hour, oldest_source_at: now - 4 * hour })
    .where('id', '=', accountId)
    .execute();
}

const denied = (account_id: string, source: Outcome['source'], action: string, region = ''): Outcome => ({
  account_id,
  source,
  region,
  state: 'denied',
  action,
  error: 'AccessDenied',
});
const collected = (account_id: string, source: Outcome['source'], region = ''): Outcome => ({
  account_id,
  source,
  region,
  state: 'collected',
});

describeOnEngines('the overview', ({ open }) => {
  const sample = async () => {
    const store = await open();
    await putAccounts(store);
    await putPrincipals(store, [
      { account: prod, name: '<root_account>', status: 'COMPLIANT' },
      { account: prod, name: 'maria', status: 'NON_COMPLIANT', privileged: false },
      { account: prod, name: 'okonkwo', status: 'NON_COMPLIANT', privileged: true },
      { account: prod, name: 'gone', status: 'NON_COMPLIANT', presence: 'deleted-since-report' },
      { account: prod, name: 'ci', status: 'NOT_APPLICABLE', console: false },
      { account: staging, name: '<root_account>', status: 'INSUFFICIENT_DATA', missing: ['iam:GetAccountSummary'] },
      {
        account: staging,
        name: 'etl',
        status: 'INSUFFICIENT_DATA',
        console: null,
        missing: ['iam:GenerateCredentialReport'],
      },
      { account: staging, name: 'fine', status: 'COMPLIANT' },
      { account: legacy, name: '<root_account>', status: 'NOT_APPLICABLE' },
    ]);
    await putRun(store, 'c1', now - hour, [
      collected(prod, 'role'),
      collected(prod, 'users'),
      collected(prod, 'console-logins', 'us-east-1'),
      denied(prod, 'console-logins', 'cloudtrail:LookupEvents', 'eu-north-1'),
      collected(staging, 'role'),
      denied(staging, 'credential-report', 'iam:GenerateCredentialReport'),
      denied(staging, 'account', 'iam:GetAccountSummary'),
      denied(legacy, 'role', 'sts:AssumeRole'),
    ]);
    for (const account of [prod, staging, legacy]) await seal(store, account, 'c1');
    return store;
  };

  it('counts who fails, of whom, and the undecided apart', async () => {
    const { read } = await sample();
    const view = await getOverview(read, everything, {}, now);
    expect(view.usersWithoutMfa).toEqual({ n: 2, of: 4, unknown: 1 });
    expect(view.rootsUncovered).toEqual({ n: 0, of: 2, unknown: 1, notApplicable: 1 });
    expect(view.usersToFix.map((user) => user.userName)).toEqual(['okonkwo', 'maria', 'etl']);
    expect(view.rootsTotal).toBe(3);
    expect(view.sourcesNotRead).toEqual({ denied: 4, failed: 0, partial: 0, of: 8 });
    expect(view.accountsNotReadable).toMatchObject([{ accountId: legacy, action: 'sts:AssumeRole' }]);
    expect(view.asOf).toBe(toIso(now - hour));
  });

  it('says what waits for each question that AWS did not answer', async () => {
    const { read } = await sample();
    const { notRead } = await getOverview(read, everything, {}, now);
    expect(notRead.map(({ action, accountNames, waits }) => [action, accountNames.join(), waits])).toEqual(
      expect.arrayContaining([
        ['iam:GenerateCredentialReport', 'staging', '1 user undetermined'],
        ['iam:GetAccountSummary', 'staging', 'root undetermined'],
        ['cloudtrail:LookupEvents', 'prod', 'Sign-ins in eu-north-1 missing'],
        ['sts:AssumeRole', 'legacy', 'Everything in this account'],
      ]),
    );
  });

  it('counts for each missing action exactly the rows that its filter finds', async () => {
    const { read } = await sample();
    const { notRead } = await getOverview(read, everything, {}, now);
    for (const { action, accountIds, waiting } of notRead) {
      const found = { users: 0, roots: 0 };
      for (const [kind, name] of [['IamUser', 'users'] as const, ['RootUser', 'roots'] as const]) {
        const query = { kind, accountId: accountIds, missing: [action], status: ['INSUFFICIENT_DATA' as const] };
        found[name] = (await getPrincipals(read, everything, query, now)).total;
      }
      expect(waiting, action).toEqual(found);
    }
    const of = (action: string) => notRead.find((one) => one.action === action)?.waiting;
    expect(of('iam:GenerateCredentialReport')).toEqual({ users: 1, roots: 0 });
    expect(of('iam:GetAccountSummary')).toEqual({ users: 0, roots: 1 });
    expect(of('cloudtrail:LookupEvents')).toEqual({ users: 0, roots: 0 });
  });

  it('shows a reader nothing of an account outside the scope', async () => {
    const { read } = await sample();
    await expect(getOverview(read, everything, { boundary: 'no-such' }, now)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    for (const view of [
      await getOverview(read, only(prod), {}, now),
      await getOverview(read, everything, { boundary: 'b-prod' }, now),
    ]) {
      const text = JSON.stringify(view);
      for (const hidden of [staging, legacy, 'staging', 'legacy', 'etl']) expect(text).not.toContain(hidden);
      expect(view.usersWithoutMfa).toEqual({ n: 2, of: 2, unknown: 0 });
    }
    const frame = JSON.stringify(await getFrame(read, only(staging), {}, now, { demo: false, viewer: 'tester' }));
    for (const hidden of [prod, legacy, 'Production']) expect(frame).not.toContain(hidden);
  });

  it('keeps the outcomes that the screens rest on while the next run is going', async () => {
    const store = await sample();
    const before = await getOverview(store.read, everything, {}, now);
    await putRun(
      store,
      'c2',
      now - minute,
      [
        { account_id: prod, source: 'users', state: 'running' },
        { account_id: prod, source: 'console-logins', region: 'us-east-1', state: 'waiting' },
        denied(staging, 'users', 'iam:ListUsers'),
      ],
      true,
    );
    const during = await getOverview(store.read, everything, {}, now);
    expect(during.sourcesNotRead).toEqual(before.sourcesNotRead);
    const frame = await getFrame(store.read, everything, {}, now, { demo: true, viewer: 'tester' });
    expect(frame.running).toMatchObject({ id: 'c2', done: 1, of: 3, sentence: '1 of 2 accounts, 1 of 3 sources' });
    expect(frame.sources).toEqual({ read: 4, of: 8, denied: 4, failed: 0 });
  });

  it('shows stretches that were not read as gaps, and why', async () => {
    const store = await sample();
    const midnight = Math.floor(now / day) * day;
    const cover = (accountId: string, region: string, from: number, to: number) =>
      recordCoverage(store.write, { accountId, region, eventName: 'ConsoleLogin', from, to, collectionId: 'c1' }, now);
    const begin = midnight - 89 * day;
    await cover(prod, 'us-east-1', begin - day, midnight - 5 * day);
    await cover(prod, 'us-east-1', midnight - 3 * day, now - hour);
    await cover(prod, 'us-east-1', midnight - 2 * day, now - 20 * minute);
    await cover(prod, 'eu-north-1', begin - day, midnight - 10 * day);
    const view = await getLoginsSummary(store.read, only(prod), {}, now);
    expect(view.gaps.map(({ region, from, to, reason }) => [region, from, to, reason])).toEqual([
      ['eu-north-1', toIso(midnight - 10 * day), toIso(now - 20 * minute), 'cloudtrail:LookupEvents is denied'],
      ['us-east-1', toIso(midnight - 5 * day), toIso(midnight - 3 * day), 'Not read'],
    ]);
    expect(view.readUntil).toBe(toIso(now - 20 * minute));
    expect(view.days).toHaveLength(90);
    expect(view.days.filter((one) => !one.covered)).toHaveLength(11);
    const all = await getLoginsSummary(store.read, everything, {}, now);
    expect(all.gaps.find((gap) => gap.accountId === legacy)).toMatchObject({
      region: 'every Region',
      reason: 'sts:AssumeRole is denied',
    });
  });

  it('adds up days, and carries an account that was not read on one of them', async () => {
    const store = await sample();
    const users = (population: number, without: number) => ({
      'users-with-console': population,
      'users-without-mfa': without,
      'users-not-checked': 0,
    });
    await putCounts(store, prod, now - 2 * day, {
      ...users(10, 4),
      logins: 7,
      'logins-without-mfa': 2,
      'logins-federated': 3,
    });
    await putCounts(store, staging, now - 2 * day, users(5, 1));
    await putCounts(store, prod, now - day, users(10, 3));
    await putCounts(store, prod, now, users(11, 2));
    await putCounts(store, staging, now, users(5, 0));
    const view = await getOverview(store.read, everything, {}, now);
    expect(view.coverageOverTime.map((one) => [one.withoutMfa, one.population])).toEqual([
      [5, 15],
      [4, 15],
      [2, 16],
    ]);
    expect(view.loginsWithoutMfa).toMatchObject({ n: 2, of: 4 });
    expect(view.federatedLogins).toMatchObject({ n: 3, of: 7 });
    const narrow = await getOverview(store.read, only(staging), {}, now);
    expect(narrow.loginsWithoutMfa).toMatchObject({ n: 0, of: 0 });
    expect(narrow.coverageOverTime.map((one) => one.population)).toEqual([5, 5]);
  });
});
