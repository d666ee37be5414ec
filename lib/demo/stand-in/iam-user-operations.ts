/** IAM's questions about users, their passwords and their MFA devices. */
import type { Instant } from '#lib/domain/instant';
import type { OrganizationUser } from '../organization.ts';
import { type AccountState, devicesAt, hasPasswordAt, nameAt, userArn } from './account-state.ts';
import {
  type Call,
  noSuchEntity,
  noSuchUser,
  requiredParameter,
  validationError,
  type XmlOperation,
} from './operation.ts';
import { iamPage } from './pages.ts';
import { element, memberList, xmlTime } from './wire-answer.ts';

function userXml(state: AccountState, user: OrganizationUser, now: Instant): string {
  const before = user.password?.lastUsedAt ?? null;
  const used = state.passwordLastUsed(user.uniqueId, before, now);
  return (
    element('Path', user.path) +
    element('UserName', nameAt(user, now)) +
    element('UserId', user.uniqueId) +
    element('Arn', userArn(state.partition, state.account.id, user, now)) +
    element('CreateDate', xmlTime(user.createdAt)) +
    element('PasswordLastUsed', used === null ? null : xmlTime(used))
  );
}

const listUsers: XmlOperation = (call) => {
  const { account: state, request, now } = call;
  const prefix = request.form.get('PathPrefix') ?? '/';
  const page = iamPage(
    call,
    state.usersAt(now).filter((user) => user.path.startsWith(prefix)),
  );
  return (
    memberList(
      'Users',
      page.items.map((user) => userXml(state, user, now)),
    ) + page.xml
  );
};

/** The user named in the request, or the caller; role sessions have to name one. */
function namedUser({ account: state, caller, request, now }: Call): OrganizationUser {
  const userName = request.form.get('UserName') ?? caller.userName;
  if (userName === null) throw validationError('Must specify userName when calling with non-User credentials');
  const user = state.userAt(userName, now);
  if (!user) throw noSuchUser(userName);
  return user;
}

const listMFADevices: XmlOperation = (call) => {
  const { now, account, caller, request } = call;
  // Root's own devices, of every kind: without a user name, root is meant. They carry no user name in the answer.
  if (caller.isRoot === true && request.form.get('UserName') === null) {
    const page = iamPage(call, devicesAt(account.account.root.devices, now));
    const members = page.items.map(
      (device) => element('SerialNumber', device.serialNumber) + element('EnableDate', xmlTime(device.enabledAt)),
    );
    return memberList('MFADevices', members) + page.xml;
  }
  const user = namedUser(call);
  const page = iamPage(call, devicesAt(user.devices, now));
  const members = page.items.map(
    (device) =>
      element('UserName', nameAt(user, now)) +
      element('SerialNumber', device.serialNumber) +
      element('EnableDate', xmlTime(device.enabledAt)),
  );
  return memberList('MFADevices', members) + page.xml;
};

/** `…:u2f/user/PATH/NAME/KEY-ID`: root's FIDO devices are `…:u2f/root/…` and not visible to a principal of the account. */
const fidoSerial = /^arn:[a-z-]+:iam::\d{12}:u2f\/user\/.+$/;

const getMFADevice: XmlOperation = (call) => {
  const { account: state, request, now } = call;
  const serialNumber = requiredParameter(request.form, 'SerialNumber');
  if (!fidoSerial.test(serialNumber)) {
    throw validationError(
      'The MFA device serial number sent in the request is invalid or not supported by this API. Currently, only hardware FIDO security keys are supported by this API.',
    );
  }
  const named = request.form.get('UserName') === null ? null : namedUser(call);
  const user = state.deviceOwnerAt(serialNumber, now);
  const device = user && devicesAt(user.devices, now).find((d) => d.serialNumber === serialNumber);
  if (user && device && (named === null || named === user)) {
    const entries = Object.entries(device.certifications ?? {}).map(
      ([key, value]) => `<entry>${element('key', key)}${element('value', value)}</entry>`,
    );
    return (
      element('UserName', nameAt(user, now)) +
      element('SerialNumber', serialNumber) +
      element('EnableDate', xmlTime(device.enabledAt)) +
      `<Certifications>${entries.join('')}</Certifications>`
    );
  }
  throw noSuchEntity(`MFA device with serial number ${serialNumber} does not exist.`);
};

const getLoginProfile: XmlOperation = (call) => {
  const { now } = call;
  const user = namedUser(call);
  const name = nameAt(user, now);
  if (!user.password || !hasPasswordAt(user, now))
    throw noSuchEntity(`Login Profile for User ${name} cannot be found.`);
  return `<LoginProfile>${element('UserName', name)}${element('CreateDate', xmlTime(user.password.createdAt))}<PasswordResetRequired>false</PasswordResetRequired></LoginProfile>`;
};

const getUser: XmlOperation = (call) => `<User>${userXml(call.account, namedUser(call), call.now)}</User>`;

export const iamUserOperations: Readonly<Record<string, XmlOperation>> = {
  ListUsers: listUsers,
  GetUser: getUser,
  ListMFADevices: listMFADevices,
  GetMFADevice: getMFADevice,
  GetLoginProfile: getLoginProfile,
};
