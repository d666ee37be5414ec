import type { OrganizationAccount } from '../organization.ts';
import type { Call, JsonOperation } from './operation.ts';
import { AwsError, accessDenied } from './wire-answer.ts';

function requireOrganization({ state: { organization } }: Call): string {
  if (organization.id === null) {
    throw new AwsError(400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');
  }
  return organization.id;
}

const describeOrganization: JsonOperation = (call) => {
  const { organization, accounts } = call.state;
  const id = requireOrganization(call);
  const management = organization.managementAccountId;
  return {
    Organization: {
      Id: id,
      Arn: `arn:${organization.partition}:organizations::${management}:organization/${id}`,
      FeatureSet: 'ALL',
      MasterAccountArn: `arn:${organization.partition}:organizations::${management}:account/${id}/${management}`,
      MasterAccountId: management,
      MasterAccountEmail: accounts.get(management)?.account.email,
    },
  };
};

const listAccounts: JsonOperation = (call) => {
  const { state, caller, request } = call;
  const { organization } = state;
  const id = requireOrganization(call);
  // Only the management account and delegated administrators may ask.
  if (caller.accountId !== organization.managementAccountId) {
    throw accessDenied('organizations', caller.arn, 'organizations:ListAccounts', '*');
  }
  const asked = request.json.MaxResults;
  const size = Math.min(typeof asked === 'number' ? asked : 20, 20, state.limits.pageSize ?? 20);
  const token = request.json.NextToken;
  const start = typeof token === 'string' ? Number(Buffer.from(token, 'base64url').toString()) : 0;
  if (!Number.isInteger(start) || start < 0) {
    throw new AwsError(400, 'InvalidInputException', 'You provided an invalid NextToken.');
  }
  const end = start + size;
  const account = (a: OrganizationAccount) => ({
    Id: a.id,
    Arn: `arn:${organization.partition}:organizations::${organization.managementAccountId}:account/${id}/${a.id}`,
    Email: a.email,
    Name: a.name,
    Status: a.status,
    State: a.status,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: a.joinedAt / 1_000,
  });
  return {
    Accounts: organization.accounts.slice(start, end).map(account),
    ...(end < organization.accounts.length ? { NextToken: Buffer.from(String(end)).toString('base64url') } : {}),
  };
};

export const organizationsOperations: Readonly<Record<string, JsonOperation>> = {
  DescribeOrganization: describeOrganization,
  ListAccounts: listAccounts,
};
