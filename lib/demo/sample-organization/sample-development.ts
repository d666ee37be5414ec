import { day } from '#lib/domain/instant';
import { defaultRegions, makeAccount } from '../make-account.ts';
import type { OrganizationAccount } from '../organization.ts';
import { administratorRole, auditRole, groupsAndPolicies, trusted } from './sample-account-parts.ts';
import { federatedRoles, samlProviderArn } from './sample-habits.ts';
import { type SamplePlan, sampleAccountIds, virtualSerial } from './sample-plan.ts';
import { sharedUsers } from './sample-shared-accounts.ts';
import { developmentSpecialUsers, hiddenUserName } from './sample-special-users.ts';
import { sampleStaff } from './sample-staff.ts';

const { development } = sampleAccountIds;

/** The largest account: more than a hundred virtual devices, and a root without a second factor. */
export function sampleDevelopment(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  const mix = { virtual: 80, fido: 4, both: 4, hardware: 2 };
  const { saml } = federatedRoles;
  return makeAccount({
    ...groupsAndPolicies,
    id: development,
    name: 'sample-development',
    joinedAt: ago(1_500 * day),
    enabledRegions: [...defaultRegions, 'eu-south-1'],
    auditRoles: [auditRole(3)],
    deniedActions: [{ action: 'iam:ListMFADevices', subject: hiddenUserName }],
    // A password, an access key, and no second factor.
    root: {
      passwordEnabled: true,
      passwordLastChangedAt: ago(1_500 * day),
      passwordLastUsedAt: ago(100 * day),
      accessKeyActive: true,
      devices: [],
    },
    users: [
      ...sampleStaff(plan, { accountId: development, firstName: 60, people: 130, programs: 6, mix }),
      ...developmentSpecialUsers(plan),
      ...sharedUsers(plan).development,
    ],
    unassignedVirtualDevices: [1, 2, 3, 4].map((n) => virtualSerial(development, `unused-${n}`)),
    roles: [administratorRole(development, saml, trusted({ Federated: samlProviderArn }, 'sts:AssumeRoleWithSAML'))],
    samlProviders: [{ arn: samlProviderArn, validUntil: plan.start + 250 * day, createdAt: ago(480 * day) }],
  });
}
