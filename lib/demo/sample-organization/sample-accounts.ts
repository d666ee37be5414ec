/** The seven accounts, without their events. */
import { day } from '#lib/domain/instant';
import { defaultRegions, makeAccount, makeUser, passwordSince } from '../make-account.ts';
import type { AuditRole, OrganizationAccount, OrganizationRole } from '../organization.ts';
import { federatedRoles, samlProviderArn } from './sample-habits.ts';
import {
  arnOf,
  fidoSerial,
  type SamplePlan,
  sampleAccountIds,
  sampleExternalId,
  sampleRoleName,
  virtualSerial,
} from './sample-plan.ts';
import { managedPolicies, managedPolicyArn, sampleGroups } from './sample-policies.ts';
import { managementRootSerial, sharedUsers } from './sample-shared-accounts.ts';
import { developmentSpecialUsers, hiddenUserName, productionSpecialUsers, reportAge } from './sample-special-users.ts';
import { sampleStaff } from './sample-staff.ts';

const ids = sampleAccountIds;
export const callerName = 'keyholder-collector';

const shared = { groups: sampleGroups, policies: managedPolicies };
const auditRole = (n: number): AuditRole => ({
  name: sampleRoleName,
  uniqueId: `AROASAMPLEAUDIT00000${n}`,
  trustedAccountId: ids.management,
  externalId: sampleExternalId,
});
const noRootCredentials = {
  passwordEnabled: false,
  passwordLastChangedAt: null,
  passwordLastUsedAt: null,
  accessKeyActive: false,
  devices: [],
};

const trusted = (principal: object, action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: action }] });
const administratorRole = (name: string, path: string, trustPolicy: string): OrganizationRole => ({
  name,
  path,
  trustPolicy,
  uniqueId: `AROASAMPLE${String(name.length).padStart(11, '0')}`,
  attachedPolicyArns: [managedPolicyArn('AdministratorAccess')],
  inlinePolicies: [],
});
const identityCenterProvider = (accountId: string) =>
  arnOf(accountId, 'saml-provider/AWSSSO_5a4d9b2c7e1f3068_DO_NOT_DELETE');
const identityCenterRole = (accountId: string) =>
  administratorRole(
    federatedRoles.identityCenter.name,
    federatedRoles.identityCenter.path,
    trusted({ Federated: identityCenterProvider(accountId) }, 'sts:AssumeRoleWithSAML'),
  );

function management(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  const caller = makeUser({
    userName: callerName,
    uniqueId: 'AIDASAMPLECOLLECTOR00',
    path: '/service/',
    createdAt: ago(120 * day),
    accessKeys: [{ id: 'AKIASAMPLEKEYHOLDER0', active: true, createdAt: ago(120 * day), lastUsed: null }],
    attachedPolicyArns: [managedPolicyArn('SecurityAudit')],
  });
  const mix = { virtual: 20, fido: 60, both: 20, hardware: 0 };
  return makeAccount({
    ...shared,
    id: ids.management,
    name: 'sample-management',
    alias: 'sample-management',
    joinedAt: ago(2_200 * day),
    passwordPolicy: { minimumPasswordLength: 16, passwordReusePrevention: 24 },
    root: {
      passwordEnabled: true,
      passwordLastChangedAt: ago(600 * day),
      passwordLastUsedAt: ago(200 * day),
      accessKeyActive: false,
      devices: [{ serialNumber: managementRootSerial, enabledAt: ago(640 * day) }],
    },
    users: [...sampleStaff(plan, { accountId: ids.management, firstName: 0, people: 9, programs: 2, mix }), caller],
    roles: [identityCenterRole(ids.management)],
    samlProviders: [
      { arn: identityCenterProvider(ids.management), validUntil: plan.start + 400 * day, createdAt: ago(600 * day) },
    ],
  });
}

function production(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  const mix = { virtual: 48, fido: 24, both: 12, hardware: 6 };
  const { saml: _, broker } = federatedRoles;
  return makeAccount({
    ...shared,
    id: ids.production,
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
          serialNumber: arnOf(ids.production, 'u2f/root/safe-key-SAMPLEROOTKEY0000000000001'),
          enabledAt: ago(900 * day),
        },
      ],
    },
    reportGeneratedAt: ago(reportAge),
    users: [
      ...sampleStaff(plan, { accountId: ids.production, firstName: 10, people: 50, programs: 9, mix }),
      ...productionSpecialUsers(plan),
      ...sharedUsers(plan).production,
    ],
    unassignedVirtualDevices: [virtualSerial(ids.production, 'left-over-phone')],
    roles: [
      administratorRole(
        'OrganizationAccountAccessRole',
        '/',
        trusted({ AWS: arnOf(ids.management, 'root') }, 'sts:AssumeRole'),
      ),
      identityCenterRole(ids.production),
      {
        ...administratorRole(
          broker.name,
          broker.path,
          trusted({ AWS: arnOf(ids.production, 'root') }, 'sts:AssumeRole'),
        ),
        attachedPolicyArns: [managedPolicyArn('ReadOnlyAccess')],
      },
    ],
    samlProviders: [
      { arn: identityCenterProvider(ids.production), validUntil: plan.start + 400 * day, createdAt: ago(600 * day) },
    ],
    oidcProviders: [arnOf(ids.production, 'oidc-provider/token.build.example.org')],
  });
}

function development(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  const mix = { virtual: 78, fido: 4, both: 4, hardware: 2 };
  const { saml } = federatedRoles;
  return makeAccount({
    ...shared,
    id: ids.development,
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
      ...sampleStaff(plan, { accountId: ids.development, firstName: 60, people: 120, programs: 6, mix }),
      ...developmentSpecialUsers(plan),
      ...sharedUsers(plan).development,
    ],
    unassignedVirtualDevices: [1, 2, 3, 4].map((n) => virtualSerial(ids.development, `unused-${n}`)),
    roles: [administratorRole(saml.name, saml.path, trusted({ Federated: samlProviderArn }, 'sts:AssumeRoleWithSAML'))],
    samlProviders: [{ arn: samlProviderArn, validUntil: plan.start + 250 * day, createdAt: ago(480 * day) }],
  });
}

function data(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  return makeAccount({
    ...shared,
    id: ids.data,
    name: 'sample-data',
    joinedAt: ago(800 * day),
    auditRoles: [auditRole(4)],
    deniedActions: [{ action: 'cloudtrail:LookupEvents' }],
    root: {
      passwordEnabled: true,
      passwordLastChangedAt: ago(800 * day),
      passwordLastUsedAt: null,
      accessKeyActive: false,
      devices: [{ serialNumber: virtualSerial(ids.data, 'root-account-mfa-device'), enabledAt: ago(790 * day) }],
    },
    users: sampleStaff(plan, {
      accountId: ids.data,
      firstName: 180,
      people: 20,
      programs: 8,
      mix: { virtual: 50, fido: 25, both: 5, hardware: 10 },
    }),
  });
}

function security(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  const breakGlass = makeUser({
    userName: 'break-glass',
    uniqueId: 'AIDASAMPLEBREAKGLASS0',
    createdAt: ago(400 * day),
    password: passwordSince(ago(400 * day)),
    groups: ['administrators'],
    devices: [
      {
        serialNumber: fidoSerial(ids.security, 'break-glass', 'safe', 'SAMPLEBREAKGLASS0000000001'),
        enabledAt: ago(400 * day),
        certifications: { FIDO: 'L2', 'FIDO-FIPS-140-3': 'L3' },
      },
    ],
  });
  return makeAccount({
    ...shared,
    id: ids.security,
    name: 'sample-security',
    joinedAt: ago(700 * day),
    auditRoles: [auditRole(5)],
    passwordPolicy: { minimumPasswordLength: 20 },
    root: noRootCredentials,
    users: [
      ...sampleStaff(plan, {
        accountId: ids.security,
        firstName: 200,
        people: 12,
        programs: 2,
        mix: { virtual: 0, fido: 100, both: 0, hardware: 0 },
      }),
      breakGlass,
    ],
    roles: [identityCenterRole(ids.security)],
    samlProviders: [
      { arn: identityCenterProvider(ids.security), validUntil: plan.start + 400 * day, createdAt: ago(600 * day) },
    ],
  });
}

/** Has no audit role: nothing of it can be read. */
const partner = (plan: SamplePlan) =>
  makeAccount({ ...shared, id: ids.partner, name: 'sample-partner', joinedAt: plan.ago(300 * day) });

const archive = (plan: SamplePlan) =>
  makeAccount({
    ...shared,
    id: ids.archive,
    name: 'sample-archive',
    joinedAt: plan.ago(1_700 * day),
    status: 'SUSPENDED',
  });

export const sampleAccounts = (plan: SamplePlan): readonly OrganizationAccount[] => [
  management(plan),
  production(plan),
  development(plan),
  data(plan),
  security(plan),
  partner(plan),
  archive(plan),
];
