/** The seven accounts, without their events. */
import { day } from '#lib/domain/instant';
import { makeAccount, makeUser, passwordSince } from '../make-account.ts';
import type { OrganizationAccount } from '../organization.ts';
import {
  auditRole,
  groupsAndPolicies,
  identityCenterProvider,
  identityCenterRole,
  noRootCredentials,
} from './sample-account-parts.ts';
import { sampleDevelopment } from './sample-development.ts';
import { arnOf, fidoSerial, type SamplePlan, sampleAccountIds, virtualSerial } from './sample-plan.ts';
import { managedPolicyArn, productionSupport, sampleGroups } from './sample-policies.ts';
import { sampleProduction } from './sample-production.ts';
import { managementRootSerial } from './sample-shared-accounts.ts';
import { sampleStaff } from './sample-staff.ts';

const ids = sampleAccountIds;
export const callerName = 'keyholder-collector';

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
  const staff = sampleStaff(plan, { accountId: ids.management, firstName: 0, people: 9, programs: 2, mix });
  const support = productionSupport(arnOf(ids.production, 'role/OrganizationAccountAccessRole'));
  const supporter = staff.find((user) => user.groups.join() === 'read-only');
  return makeAccount({
    ...groupsAndPolicies,
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
    users: [
      ...staff.map((user) => (user === supporter ? { ...user, groups: [...user.groups, support.name] } : user)),
      caller,
    ],
    groups: [...sampleGroups, support],
    roles: [identityCenterRole(ids.management)],
    samlProviders: [
      { arn: identityCenterProvider(ids.management), validUntil: plan.start + 400 * day, createdAt: ago(600 * day) },
    ],
  });
}

function data(plan: SamplePlan): OrganizationAccount {
  const { ago } = plan;
  return makeAccount({
    ...groupsAndPolicies,
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
      firstName: 195,
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
    ...groupsAndPolicies,
    id: ids.security,
    name: 'sample-security',
    joinedAt: ago(700 * day),
    auditRoles: [auditRole(5)],
    passwordPolicy: { minimumPasswordLength: 20 },
    root: noRootCredentials,
    users: [
      ...sampleStaff(plan, {
        accountId: ids.security,
        firstName: 220,
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
  makeAccount({ ...groupsAndPolicies, id: ids.partner, name: 'sample-partner', joinedAt: plan.ago(300 * day) });

const archive = (plan: SamplePlan) =>
  makeAccount({
    ...groupsAndPolicies,
    id: ids.archive,
    name: 'sample-archive',
    joinedAt: plan.ago(1_700 * day),
    status: 'SUSPENDED',
  });

export const sampleAccounts = (plan: SamplePlan): readonly OrganizationAccount[] => [
  management(plan),
  sampleProduction(plan),
  sampleDevelopment(plan),
  data(plan),
  security(plan),
  partner(plan),
  archive(plan),
];
