import type { Instant } from '#lib/domain/instant';
import { makeAccount, makeUser } from './make-account.ts';
import type { Organization, OrganizationAccount } from './organization.ts';

/** An IAM user with an access key, as whom Keyholder runs; add it to the account that calls. */
export const makeCaller = (createdAt: Instant) =>
  makeUser({
    userName: 'keyholder-collector',
    uniqueId: 'AIDASAMPLECOLLECTOR00',
    createdAt,
    accessKeys: [{ id: 'AKIASAMPLEKEYHOLDER0', active: true, createdAt, lastUsed: null }],
  });

/** The first account is the management account, and the caller is a user of it, added here. */
export function makeOrganization(
  accounts: readonly [OrganizationAccount, ...OrganizationAccount[]],
  given: Partial<Organization> = {},
): Organization {
  const [first, ...members] = accounts;
  const caller = makeCaller(first.joinedAt);
  const management = makeAccount({ ...first, users: [...first.users, caller] });
  return {
    id: 'o-sample0001',
    name: 'Sample Organization (demo)',
    partition: 'aws',
    managementAccountId: first.id,
    caller: { accountId: first.id, userName: caller.userName },
    rootFeatures: null,
    ...given,
    accounts: [management, ...members],
  };
}
