/** What several accounts of the sample organization have in common. */
import type { AuditRole, OrganizationRole } from '../organization.ts';
import { federatedRoles } from './sample-habits.ts';
import { arnOf, sampleAccountIds, sampleExternalId, sampleRoleId, sampleRoleName } from './sample-plan.ts';
import { managedPolicies, managedPolicyArn, sampleGroups } from './sample-policies.ts';

export const groupsAndPolicies = { groups: sampleGroups, policies: managedPolicies };
export const auditRole = (n: number): AuditRole => ({
  name: sampleRoleName,
  uniqueId: `AROASAMPLEAUDIT00000${n}`,
  trustedAccountId: sampleAccountIds.management,
  externalId: sampleExternalId,
});
export const noRootCredentials = {
  passwordEnabled: false,
  passwordLastChangedAt: null,
  passwordLastUsedAt: null,
  accessKeyActive: false,
  devices: [],
};

export const trusted = (principal: object, action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: action }] });
export const administratorRole = (
  accountId: string,
  { name, path }: { readonly name: string; readonly path: string },
  trustPolicy: string,
): OrganizationRole => ({
  name,
  path,
  trustPolicy,
  uniqueId: sampleRoleId(accountId, name),
  attachedPolicyArns: [managedPolicyArn('AdministratorAccess')],
  inlinePolicies: [],
});
export const identityCenterProvider = (accountId: string) =>
  arnOf(accountId, 'saml-provider/AWSSSO_5a4d9b2c7e1f3068_DO_NOT_DELETE');
export const identityCenterRole = (accountId: string) =>
  administratorRole(
    accountId,
    federatedRoles.identityCenter,
    trusted({ Federated: identityCenterProvider(accountId) }, 'sts:AssumeRoleWithSAML'),
  );
