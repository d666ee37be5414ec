import {
  type Account as AwsAccount,
  DescribeOrganizationCommand,
  ListAccountsCommand,
} from '@aws-sdk/client-organizations';
import type { OrganizationStatus } from '#lib/domain/account';
import type { AccountAws } from './account-aws.ts';
import type { AccountList, ListedAccount } from './aws.ts';
import type { AwsCall } from './aws-call.ts';
import { AwsFailure } from './aws-failure.ts';

/** Actions of this part, beside the sources' own; the policy test holds both. */
export const organizationActions = ['organizations:ListAccounts', 'organizations:DescribeOrganization'] as const;

/** The caller's own account alone: Organizations was not asked, is not in use, or would not say. */
export const ownAccountOnly = (
  accountId: string,
  organization: AccountList['organization'],
  failure: AwsFailure | null,
  calls: readonly AwsCall[],
): AccountList => ({
  accounts: [{ id: accountId, name: null, organizationStatus: null, isManagement: null }],
  organization,
  failure,
  managementFailure: null,
  calls,
});

/** Every account of the caller's organization, suspended ones included: they are listed, not read. */
export async function listAccounts(own: AccountAws): Promise<AccountList> {
  const calls: AwsCall[] = [];
  const asked = await managementAccountId(own, calls);
  const management = asked instanceof AwsFailure ? null : asked;
  const managementFailure = asked instanceof AwsFailure ? asked : null;
  try {
    const accounts: ListedAccount[] = [];
    for await (const account of everyAccount(own, calls)) {
      const isManagement = management === null ? null : account.id === management;
      accounts.push({ ...account, isManagement });
    }
    return { accounts, organization: 'listed', failure: null, managementFailure, calls };
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    if (error.call) calls.push(error.call);
    const organization = /^AWSOrganizationsNotInUse/.test(error.errorName) ? 'not-in-organization' : 'not-readable';
    const { accounts } = ownAccountOnly(own.accountId, organization, error, calls);
    const isManagement = management === null ? null : own.accountId === management;
    return {
      accounts: accounts.map((account) => ({ ...account, isManagement })),
      organization,
      failure: organization === 'not-in-organization' ? null : error,
      managementFailure: null,
      calls,
    };
  }
}

async function* everyAccount(own: AccountAws, calls: AwsCall[]): AsyncGenerator<Omit<ListedAccount, 'isManagement'>> {
  let nextToken: string | undefined;
  for (;;) {
    const { answer, call } = await own.organizations(
      'organizations:ListAccounts',
      new ListAccountsCommand({ NextToken: nextToken }),
      ['Accounts'],
    );
    calls.push(call);
    for (const account of answer.Accounts) {
      if (!account.Id) throw incomplete('ListAccounts gave an account without its id.', call);
      yield { id: account.Id, name: account.Name ?? null, organizationStatus: statusOf(account) };
    }
    if (!answer.NextToken) return;
    if (answer.NextToken === nextToken) throw incomplete('ListAccounts repeated the token of a page.', call);
    nextToken = answer.NextToken;
  }
}

/** Null where it may not be asked: then nobody is claimed to be the management account. */
async function managementAccountId(own: AccountAws, calls: AwsCall[]): Promise<string | AwsFailure | null> {
  try {
    const { answer, call } = await own.organizations(
      'organizations:DescribeOrganization',
      new DescribeOrganizationCommand({}),
      ['Organization'],
    );
    calls.push(call);
    return answer.Organization.MasterAccountId ?? null;
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    if (error.call) calls.push(error.call);
    return error;
  }
}

/** `State` replaces `Status` (Organizations API Reference); older endpoints send only the latter. */
function statusOf(account: AwsAccount): OrganizationStatus {
  const state = account.State ?? account.Status;
  return state === 'ACTIVE' || state === 'SUSPENDED' || state === 'PENDING_CLOSURE' || state === 'CLOSED'
    ? state
    : null;
}

const incomplete = (message: string, call: AwsCall): AwsFailure =>
  new AwsFailure('bad-answer', 'organizations:ListAccounts', 'IncompleteAnswer', message, call);
