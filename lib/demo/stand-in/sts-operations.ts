import { hour, type Instant } from '#lib/domain/instant';
import type { Caller } from './access-keys.ts';
import { type Call, requiredParameter, validationError, type XmlOperation } from './operation.ts';
import { isRootOf, rootSessionTasks } from './root-session.ts';
import { AwsError, accessDenied, element, xmlTime } from './wire-answer.ts';

const getCallerIdentity: XmlOperation = ({ caller }) =>
  element('Arn', caller.arn) + element('UserId', caller.userId) + element('Account', caller.accountId);

/** Chained sessions last an hour at most (IAM User Guide, role chaining); others up to twelve. */
function sessionEnd({ request, caller, now }: Call): Instant {
  const asked = request.form.get('DurationSeconds');
  const seconds = asked === null ? 3_600 : Number(asked);
  const longest = caller.userName === null ? 3_600 : 12 * 3_600;
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > longest) {
    throw validationError(
      caller.userName === null
        ? 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining'
        : 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  return Math.min(now + seconds * 1_000, now + 12 * hour);
}

const assumeRole: XmlOperation = (call) => {
  const { state, caller, request } = call;
  const roleArn = requiredParameter(request.form, 'RoleArn');
  const sessionName = requiredParameter(request.form, 'RoleSessionName');
  const match = /^arn:([a-z-]+):iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(roleArn);
  if (!match) throw validationError(`${roleArn} is invalid`);
  const [, partition = '', accountId = '', roleName = ''] = match;
  const target = state.accounts.get(accountId)?.account;
  const role = target?.auditRoles.find((r) => r.name === roleName);
  const allowed =
    partition === state.organization.partition &&
    target?.status === 'ACTIVE' &&
    role?.trustedAccountId === caller.accountId &&
    (role.externalId === null || role.externalId === request.form.get('ExternalId'));
  // AWS does not say whether the role is missing, the trust refuses, or the external id is wrong.
  if (!allowed || !role) throw accessDenied('sts', caller.arn, 'sts:AssumeRole', roleArn);
  const session: Caller = {
    accountId,
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${roleName}/${sessionName}`,
    userId: `${role.uniqueId}:${sessionName}`,
    userName: null,
  };
  const expiresAt = sessionEnd(call);
  const key = state.keys.issueSession(session, expiresAt);
  return (
    `<AssumedRoleUser>${element('AssumedRoleId', session.userId)}${element('Arn', session.arn)}</AssumedRoleUser>` +
    `<Credentials>${element('AccessKeyId', key.accessKeyId)}${element('SecretAccessKey', key.secretAccessKey)}${element('SessionToken', key.sessionToken)}${element('Expiration', xmlTime(expiresAt))}</Credentials>`
  );
};

/** Regional endpoints only; the global one does not know the operation (STS API Reference, AssumeRoot). */
const assumeRoot: XmlOperation = ({ state, caller, request, now }) => {
  const { organization } = state;
  if (request.host === 'sts.amazonaws.com') {
    throw new AwsError(400, 'InvalidAction', 'Could not find operation AssumeRoot for version 2011-06-15');
  }
  const target = requiredParameter(request.form, 'TargetPrincipal');
  const policy = requiredParameter(request.form, 'TaskPolicyArn.arn');
  const feature = rootSessionTasks(organization.partition)[policy];
  if (feature === undefined) throw validationError(`${policy} is not a policy for root tasks`);
  const seconds = Number(request.form.get('DurationSeconds') ?? 900);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 900) {
    throw validationError('The requested DurationSeconds exceeds the 15 minutes limit for root sessions.');
  }
  const account = state.accounts.get(/\d{12}/.exec(target)?.[0] ?? '')?.account;
  const allowed =
    organization.partition !== 'aws-us-gov' &&
    !caller.isRoot &&
    caller.accountId === organization.managementAccountId &&
    organization.rootFeatures?.includes(feature) === true &&
    account?.status === 'ACTIVE' &&
    account.id !== organization.managementAccountId;
  if (!allowed || !account) {
    throw accessDenied('sts', caller.arn, 'sts:AssumeRoot', `arn:${organization.partition}:iam::${target}:root`);
  }
  const session: Caller = { ...isRootOf(organization.partition, account.id), userName: null, isRoot: true };
  const expiresAt = now + seconds * 1_000;
  const key = state.keys.issueSession(session, expiresAt);
  return (
    `<Credentials>${element('AccessKeyId', key.accessKeyId)}${element('SecretAccessKey', key.secretAccessKey)}${element('SessionToken', key.sessionToken)}${element('Expiration', xmlTime(expiresAt))}</Credentials>` +
    element('SourceIdentity', caller.userName)
  );
};

export const stsOperations: Readonly<Record<string, XmlOperation>> = {
  GetCallerIdentity: getCallerIdentity,
  AssumeRole: assumeRole,
  AssumeRoot: assumeRoot,
};
