/** "Sample Organization (demo)": seven accounts, about 250 people, 90 days of sign-ins that end now and go on. */
import type { Instant } from '#lib/domain/instant';
import type { Organization, OrganizationAccount } from '../organization.ts';
import { callerName, sampleAccounts } from './sample-accounts.ts';
import { federatedHabits, rootHabits, userHabits } from './sample-habits.ts';
import { sampleLifecycle } from './sample-lifecycle.ts';
import { sampleAccountIds, samplePartition, samplePlan } from './sample-plan.ts';
import { custodyCsv, peopleCsv } from './sample-shared-accounts.ts';
import { type Habit, sampleArrivals, signInHistory } from './sample-sign-ins.ts';

export const sampleSeed = 20_261;

/** The same seed and start give the same organization, to the last event id. */
export function sampleOrganization(startedAt: Instant, seed: number = sampleSeed): Organization {
  const plan = samplePlan(seed, startedAt);
  const federated = federatedHabits();
  const everyHabit: Habit[] = [];
  const withEvents = (account: OrganizationAccount): OrganizationAccount => {
    const habits = [
      ...userHabits(plan, account.id, account.users),
      ...federated.filter((habit) => habit.accountId === account.id),
      ...rootHabits(plan, account),
    ];
    everyHabit.push(...habits);
    const admin = account.users.find((user) => user.groups.includes('administrators')) ?? null;
    const events = [...sampleLifecycle(plan, account, admin), ...signInHistory(plan, habits, account.id)];
    return { ...account, events: events.sort((a, b) => a.time - b.time) };
  };
  const accounts = sampleAccounts(plan).map(withEvents);
  return {
    id: 'o-sample0001',
    name: 'Sample Organization (demo)',
    partition: samplePartition,
    managementAccountId: sampleAccountIds.management,
    caller: { accountId: sampleAccountIds.management, userName: callerName },
    rootFeatures: ['RootCredentialsManagement'],
    accounts,
    arrivals: sampleArrivals(plan, everyHabit),
  };
}

/** People who hold devices of the shared accounts, as CSV in the form that Keyholder imports. */
export const samplePeopleCsv = (startedAt: Instant, seed: number = sampleSeed): string =>
  peopleCsv(samplePlan(seed, startedAt));

/** Who held which device when, as CSV in the form that Keyholder imports. */
export const sampleCustodyCsv = (startedAt: Instant, seed: number = sampleSeed): string =>
  custodyCsv(samplePlan(seed, startedAt));
