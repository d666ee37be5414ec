/** IAM's questions about an account as a whole. */
import { devicesAt, isVirtualSerial, userArn } from './account-state.ts';
import { noSuchEntity, type XmlOperation } from './operation.ts';
import { iamPage } from './pages.ts';
import { AwsError, element, escapeXml, memberList, xmlTime } from './wire-answer.ts';

const getAccountSummary: XmlOperation = ({ account: state, now }) => {
  const { account } = state;
  const { root } = account;
  const users = state.usersAt(now);
  const inUse = users.reduce(
    (sum, user) => sum + devicesAt(user.devices, now).length,
    devicesAt(root.devices, now).length,
  );
  const summary: Readonly<Record<string, number>> = {
    Users: users.length,
    UsersQuota: 5_000,
    Groups: account.groups.length,
    GroupsQuota: 300,
    Roles: account.roles.length + account.auditRoles.length,
    RolesQuota: 1_000,
    Policies: account.policies.length,
    PoliciesQuota: 1_500,
    Providers: account.samlProviders.length + account.oidcProviders.length,
    MFADevices: inUse + account.unassignedVirtualDevices.length,
    MFADevicesInUse: inUse,
    AccountMFAEnabled: devicesAt(root.devices, now).length > 0 ? 1 : 0,
    AccountPasswordPresent: root.passwordEnabled ? 1 : 0,
    AccountAccessKeysPresent: root.accessKeyActive ? 1 : 0,
    AccountSigningCertificatesPresent: 0,
    AccessKeysPerUserQuota: 2,
    SigningCertificatesPerUserQuota: 2,
    GroupsPerUserQuota: 10,
  };
  const entries = Object.entries(summary).map(([key, n]) => `<entry><key>${key}</key><value>${n}</value></entry>`);
  return `<SummaryMap>${entries.join('')}</SummaryMap>`;
};

const listAccountAliases: XmlOperation = (call) => {
  const { alias } = call.account.account;
  const page = iamPage(call, alias === undefined ? [] : [escapeXml(alias)]);
  return memberList('AccountAliases', page.items) + page.xml;
};

const getAccountPasswordPolicy: XmlOperation = ({ account: { account } }) => {
  const policy = account.passwordPolicy;
  if (!policy) throw noSuchEntity(`The Password Policy with domain name ${account.id} cannot be found.`);
  return `<PasswordPolicy>${element('MinimumPasswordLength', policy.minimumPasswordLength)}<RequireSymbols>true</RequireSymbols><RequireNumbers>true</RequireNumbers><RequireUppercaseCharacters>true</RequireUppercaseCharacters><RequireLowercaseCharacters>true</RequireLowercaseCharacters><AllowUsersToChangePassword>true</AllowUsersToChangePassword>${element('ExpirePasswords', policy.maxPasswordAge !== undefined)}${element('MaxPasswordAge', policy.maxPasswordAge)}${element('PasswordReusePrevention', policy.passwordReusePrevention)}</PasswordPolicy>`;
};

const generateCredentialReport: XmlOperation = ({ state, account, now }) => {
  const made = state.reports.generate(account, now);
  return element('State', made.state) + element('Description', made.description);
};

const getCredentialReport: XmlOperation = ({ state, account, now }) => {
  const report = state.reports.get(account, now);
  const content = Buffer.from(report.csv).toString('base64');
  return `<Content>${content}</Content><ReportFormat>text/csv</ReportFormat>${element('GeneratedTime', xmlTime(report.generatedAt))}`;
};

const listVirtualMFADevices: XmlOperation = (call) => {
  const { account: state, request, now } = call;
  const { account, partition } = state;
  const status = request.form.get('AssignmentStatus') ?? 'Any';
  const devices: { serialNumber: string; rest: string }[] = [];
  if (status !== 'Unassigned') {
    for (const device of devicesAt(account.root.devices, now)) {
      if (!isVirtualSerial(device.serialNumber)) continue;
      // Root has neither UserName nor Path here (API Reference, ListVirtualMFADevices).
      const user = `${element('UserId', account.id)}${element('Arn', `arn:${partition}:iam::${account.id}:root`)}${element('CreateDate', xmlTime(account.joinedAt))}`;
      devices.push({
        serialNumber: device.serialNumber,
        rest: `${element('EnableDate', xmlTime(device.enabledAt))}<User>${user}</User>`,
      });
    }
    for (const user of state.usersAt(now)) {
      for (const device of devicesAt(user.devices, now)) {
        if (!isVirtualSerial(device.serialNumber)) continue;
        const arn = userArn(partition, account.id, user, now);
        const who = `${element('Path', user.path)}${element('UserName', arn.slice(arn.lastIndexOf('/') + 1))}${element('UserId', user.uniqueId)}${element('Arn', arn)}${element('CreateDate', xmlTime(user.createdAt))}`;
        devices.push({
          serialNumber: device.serialNumber,
          rest: `${element('EnableDate', xmlTime(device.enabledAt))}<User>${who}</User>`,
        });
      }
    }
  }
  if (status !== 'Assigned') {
    for (const serialNumber of account.unassignedVirtualDevices) devices.push({ serialNumber, rest: '' });
  }
  devices.sort((a, b) => (a.serialNumber < b.serialNumber ? -1 : a.serialNumber > b.serialNumber ? 1 : 0));
  const page = iamPage(call, devices);
  const members = page.items.map((d) => element('SerialNumber', d.serialNumber) + d.rest);
  return memberList('VirtualMFADevices', members) + page.xml;
};

const listSAMLProviders: XmlOperation = ({ account: { account } }) =>
  memberList(
    'SAMLProviderList',
    account.samlProviders.map(
      (p) =>
        element('Arn', p.arn) +
        element('ValidUntil', xmlTime(p.validUntil)) +
        element('CreateDate', xmlTime(p.createdAt)),
    ),
  );

const listOpenIDConnectProviders: XmlOperation = ({ account: { account } }) =>
  memberList(
    'OpenIDConnectProviderList',
    account.oidcProviders.map((arn) => element('Arn', arn)),
  );

const listOrganizationsFeatures: XmlOperation = ({ state: { organization }, account: { account } }) => {
  if (organization.id === null) {
    throw new AwsError(404, 'OrganizationNotFoundException', 'The account is not a member of an organization.');
  }
  if (account.id !== organization.managementAccountId) {
    throw new AwsError(
      400,
      'AccountNotManagementOrDelegatedAdministratorException',
      'The account making the call is not the management account or delegated administrator account for the organization.',
    );
  }
  if (organization.rootFeatures === null) {
    throw new AwsError(
      400,
      'ServiceAccessNotEnabledException',
      'Trusted access for iam.amazonaws.com is not enabled in AWS Organizations.',
    );
  }
  return element('OrganizationId', organization.id) + memberList('EnabledFeatures', organization.rootFeatures);
};

export const iamAccountOperations: Readonly<Record<string, XmlOperation>> = {
  GetAccountSummary: getAccountSummary,
  ListAccountAliases: listAccountAliases,
  GetAccountPasswordPolicy: getAccountPasswordPolicy,
  GenerateCredentialReport: generateCredentialReport,
  GetCredentialReport: getCredentialReport,
  ListVirtualMFADevices: listVirtualMFADevices,
  ListSAMLProviders: listSAMLProviders,
  ListOpenIDConnectProviders: listOpenIDConnectProviders,
  ListOrganizationsFeatures: listOrganizationsFeatures,
};
