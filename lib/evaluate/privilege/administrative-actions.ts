/**
 * The actions that make a principal privileged: whoever has one can get any other, switch off the audit trail, or change who may sign
 * in. Data; screens show it. In the order in which an answer names them when a statement allows several.
 */

/** What an action is done to; resource-domains.ts has the ARNs (AWS Service Authorization Reference). */
export type ResourceKind =
  | 'user'
  | 'group'
  | 'role'
  | 'policy'
  | 'saml-provider'
  | 'oidc-provider'
  | 'trail'
  | 'event-data-store'
  | 'configuration'
  | 'root'
  | 'organizations'
  | 'account'
  | 'sso'
  | 'identity-store';

export interface AdministrativeAction {
  readonly action: string;
  readonly on: ResourceKind;
  /** On oneself alone it is self-service, as in AWS's own policies for managing one's credentials (case P3a). */
  readonly selfService?: true;
  /** It does something in an organization's management account only. */
  readonly inManagement?: true;
}

const each = (on: ResourceKind, service: string, names: string): AdministrativeAction[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ action: `${service}:${name}`, on }));

/** `iam:PassRole` counts on a role that is itself administrative, and is therefore judged with the roles. */
export const passRole = 'iam:PassRole';
export const assumeRole = 'sts:AssumeRole';

export const administrativeActions: readonly AdministrativeAction[] = [
  ...each('user', 'iam', 'PutUserPolicy AttachUserPolicy DeleteUserPermissionsBoundary CreateUser'),
  ...each('group', 'iam', 'PutGroupPolicy AttachGroupPolicy AddUserToGroup'),
  ...each(
    'role',
    'iam',
    'PutRolePolicy AttachRolePolicy UpdateAssumeRolePolicy DeleteRolePermissionsBoundary CreateRole',
  ),
  ...each('policy', 'iam', 'CreatePolicyVersion SetDefaultPolicyVersion'),
  ...each('user', 'iam', 'CreateAccessKey CreateLoginProfile UpdateLoginProfile DeactivateMFADevice').map(
    (one) => ({ ...one, selfService: true }) as const,
  ),
  ...each('saml-provider', 'iam', 'CreateSAMLProvider UpdateSAMLProvider'),
  ...each('oidc-provider', 'iam', 'CreateOpenIDConnectProvider'),
  ...each('trail', 'cloudtrail', 'StopLogging DeleteTrail UpdateTrail PutEventSelectors'),
  ...each('event-data-store', 'cloudtrail', 'DeleteEventDataStore'),
  ...each('configuration', 'config', 'StopConfigurationRecorder DeleteConfigurationRecorder DeleteDeliveryChannel'),
  ...each('root', 'sts', 'AssumeRoot'),
  ...each('organizations', 'organizations', 'LeaveOrganization'),
  ...each(
    'organizations',
    'organizations',
    `AttachPolicy DetachPolicy CreatePolicy UpdatePolicy DeletePolicy EnablePolicyType DisablePolicyType PutResourcePolicy
    DeleteResourcePolicy CreateAccount CreateGovCloudAccount CloseAccount MoveAccount InviteAccountToOrganization
    RemoveAccountFromOrganization RegisterDelegatedAdministrator DeregisterDelegatedAdministrator EnableAWSServiceAccess
    DisableAWSServiceAccess EnableAllFeatures CreateOrganization DeleteOrganization CreateOrganizationalUnit
    UpdateOrganizationalUnit DeleteOrganizationalUnit AcceptHandshake CancelHandshake DeclineHandshake
    InviteOrganizationToTransferResponsibility UpdateResponsibilityTransfer TerminateResponsibilityTransfer`,
  ).map((one) => ({ ...one, inManagement: true }) as const),
  ...each(
    'account',
    'account',
    `StartPrimaryEmailUpdate AcceptPrimaryEmailUpdate PutContactInformation PutAlternateContact DeleteAlternateContact
    PutAccountName EnableRegion DisableRegion CloseAccount`,
  ),
  ...each(
    'sso',
    'sso',
    `CreateAccountAssignment DeleteAccountAssignment CreatePermissionSet UpdatePermissionSet DeletePermissionSet
    ProvisionPermissionSet PutInlinePolicyToPermissionSet DeleteInlinePolicyFromPermissionSet PutPermissionsPolicy
    DeletePermissionsPolicy AttachManagedPolicyToPermissionSet DetachManagedPolicyFromPermissionSet
    AttachCustomerManagedPolicyReferenceToPermissionSet DetachCustomerManagedPolicyReferenceFromPermissionSet
    PutPermissionsBoundaryToPermissionSet DeletePermissionsBoundaryFromPermissionSet CreateInstance UpdateInstance DeleteInstance
    CreateInstanceAccessControlAttributeConfiguration UpdateInstanceAccessControlAttributeConfiguration
    DeleteInstanceAccessControlAttributeConfiguration CreateApplication UpdateApplication DeleteApplication
    CreateApplicationAssignment DeleteApplicationAssignment PutApplicationAssignmentConfiguration PutApplicationAccessScope
    DeleteApplicationAccessScope PutApplicationAuthenticationMethod DeleteApplicationAuthenticationMethod PutApplicationGrant
    DeleteApplicationGrant PutApplicationSessionConfiguration CreateTrustedTokenIssuer UpdateTrustedTokenIssuer
    DeleteTrustedTokenIssuer AddRegion RemoveRegion StartSSO DeleteSSO UpdateSSOConfiguration AssociateDirectory
    DisassociateDirectory UpdateDirectoryAssociation AssociateProfile DisassociateProfile CreateProfile UpdateProfile DeleteProfile
    CreateTrust UpdateTrust CreateApplicationInstance DeleteApplicationInstance CreateManagedApplicationInstance
    DeleteManagedApplicationInstance PutMfaDeviceManagementForDirectory ImportApplicationInstanceServiceProviderMetadata`,
  ),
  ...each(
    'identity-store',
    'identitystore',
    'CreateUser UpdateUser DeleteUser CreateGroup UpdateGroup DeleteGroup CreateGroupMembership DeleteGroupMembership',
  ),
  ...each(
    'identity-store',
    'sso-directory',
    `CreateUser UpdateUser DeleteUser EnableUser DisableUser UpdatePassword UpdateUserName CreateAlias AddMemberToGroup
    RemoveMemberFromGroup CreateGroup UpdateGroup DeleteGroup UpdateGroupDisplayName VerifyEmail
    UpdateMfaDeviceForUser StartVirtualMfaDeviceRegistration StartWebAuthnDeviceRegistration CompleteVirtualMfaDeviceRegistration
    CompleteWebAuthnDeviceRegistration DeleteMfaDeviceForUser CreateBearerToken DeleteBearerToken CreateExternalIdPConfigurationForDirectory
    UpdateExternalIdPConfigurationForDirectory DeleteExternalIdPConfigurationForDirectory EnableExternalIdPConfigurationForDirectory
    DisableExternalIdPConfigurationForDirectory ImportExternalIdPCertificate DeleteExternalIdPCertificate
    CreateProvisioningTenant DeleteProvisioningTenant`,
  ),
];

/** Services of which every write counts: also one that AWS has added since the list was made, when a policy names it. */
const everyWriteOf: Readonly<Record<string, Pick<AdministrativeAction, 'on' | 'inManagement'>>> = {
  organizations: { on: 'organizations', inManagement: true },
  account: { on: 'account' },
  sso: { on: 'sso' },
  'sso-directory': { on: 'identity-store' },
  identitystore: { on: 'identity-store' },
};
/** Reading and tagging are no writes in AWS's access levels. */
const notWriting = /^(get|list|describe|search|batchget|is|test|validate|check|preview|tag|untag)/i;
const listed = new Set(administrativeActions.map(({ action }) => action.toLowerCase()));

/** An action written out in a policy that is a write of such a service and not in the list; null for any other. */
export function furtherWrite(action: string): AdministrativeAction | null {
  const match = /^([a-z-]+):([A-Za-z0-9]+)$/i.exec(action);
  const [service, name] = [match?.[1]?.toLowerCase(), match?.[2]];
  if (service === undefined || name === undefined || notWriting.test(name) || listed.has(action.toLowerCase()))
    return null;
  const every = Object.hasOwn(everyWriteOf, service) ? everyWriteOf[service] : undefined;
  return every === undefined ? null : { action: `${service}:${name}`, ...every };
}

export const administrativeServices: ReadonlySet<string> = new Set(
  [...administrativeActions.map(({ action }) => action), passRole, assumeRole].map(
    (action) => action.toLowerCase().split(':')[0] ?? '',
  ),
);
