import { day } from '#lib/domain/instant';
import { defaultRegions, makeAccount } from '../make-account.ts';
import type { OrganizationAccount } from '../organization.ts';
import {
  administratorRole,
  auditRole,
  groupsAndPolicies,
  identityCenterProvider,
  identityCenterRole,
  trusted,
} from './sample-account-parts.ts';
import { federatedRoles } from './sample-habits.ts';
import { arnOf, type SamplePlan, sampleAccountIds, virtualSerial } from './sample-plan.ts';
import { managedPolicyArn } from './sample-policies.ts';
import { sharedUsers } from './sample-shared-accounts.ts';
import { productionSpecialUsers, reportAge } from './sample-special-users.ts';
import { sampleStaff } from './sample-staff.ts';

const { management, production } = sampleAccountIds;

/** Where most special cases live; its credential report is two hours old. */
export function sampleProduction(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  const mix = { virtual: 48, fido: 24, both: 12, hardware: 6 };
  const { broker } = federatedRoles;
  return makeAccount({
    ...groupsAndPolicies,
    id: production,
    name: 'sample-production',
    alias: 'sample-production',
    joinedAt: ago(1_900 * day),
    enabledRegions: [...defaultRegions, 'eu-west-2'],
    auditRoles: [auditRole(2)],
    passwordPolicy: { minimumPasswordLength: 14, maxPasswordAge: 365, passwordReusePrevention: 12 },
    root: {
      passwordEnabled: true,
      passwordLastChangedAt: ago(900 * day),
      passwordLastUsedAt: ago(300 * day),
      accessKeyActive: false,
      // Invisible from inside the account: only that root has some device.
      devices: [
        {
          serialNumber: arnOf(production, 'u2f/root/safe-key-SAMPLEROOTKEY0000000000001'),
          enabledAt: ago(900 * day),
        },
      ],
    },
    reportGeneratedAt: ago(reportAge),
    users: [
      ...sampleStaff(plan, { accountId: production, firstName: 10, people: 50, programs: 9, mix }),
      ...productionSpecialUsers(plan),
      ...sharedUsers(plan).production,
    ],
    unassignedVirtualDevices: [virtualSerial(production, 'left-over-phone')],
    roles: [
      administratorRole(
        production,
        { name: 'OrganizationAccountAccessRole', path: '/' },
        trusted({ AWS: arnOf(management, 'root') }, 'sts:AssumeRole'),
      ),
      identityCenterRole(production),
      {
        ...administratorRole(production, broker, trusted({ AWS: arnOf(production, 'root') }, 'sts:AssumeRole')),
        attachedPolicyArns: [managedPolicyArn('ReadOnlyAccess')],
      },
    ],
    samlProviders: [
      { arn: identityCenterProvider(production), validUntil: plan.start + 400 * day, createdAt: ago(600 * day) },
    ],
    oidcProviders: [arnOf(production, 'oidc-provider/token.build.example.org')],
  });
}
