/** CloudTrail records of console sign-ins, field by field as the CloudTrail User Guide shows them for each case. */
import { type Partition, signInRegions } from '#lib/domain/account';
import { type Instant, isoSeconds } from '#lib/domain/instant';
import type { RecordedEvent } from './organization.ts';

/** Where and when, whoever it was. */
export interface SignInMoment {
  readonly partition: Partition;
  readonly accountId: string;
  readonly eventId: string;
  readonly time: Instant;
  readonly region: string;
  readonly sourceIp: string;
  readonly userAgent: string;
}

/** `identifier` is only ever recorded for a successful sign-in. */
export interface RecordedMfa {
  readonly used: boolean;
  readonly identifier: string | null;
}

interface Parts {
  readonly eventName: string;
  readonly userIdentity: object;
  readonly responseElements: object;
  readonly additionalEventData: object | null;
  readonly errorMessage?: string;
}

function consoleHost(partition: Partition): string {
  return partition === 'aws-us-gov'
    ? 'amazonaws-us-gov.com'
    : partition === 'aws-cn'
      ? 'amazonaws.cn'
      : 'aws.amazon.com';
}

/** The sign-in address of a Region; the partition's first has none of its own. */
function signInHost({ partition, region }: SignInMoment): string {
  const host = `signin.${consoleHost(partition)}`;
  return region === signInRegions(partition)[0] ? host : `${region}.${host}`;
}

function signInRecord(moment: SignInMoment, parts: Parts): string {
  const { eventName, userIdentity, errorMessage, responseElements, additionalEventData } = parts;
  return JSON.stringify({
    eventVersion: '1.08',
    userIdentity,
    eventTime: isoSeconds(moment.time),
    eventSource: 'signin.amazonaws.com',
    eventName,
    awsRegion: moment.region,
    sourceIPAddress: moment.sourceIp,
    userAgent: moment.userAgent,
    ...(errorMessage === undefined ? {} : { errorMessage }),
    requestParameters: null,
    responseElements,
    additionalEventData,
    eventID: moment.eventId,
    readOnly: false,
    eventType: 'AwsConsoleSignIn',
    managementEvent: true,
    recipientAccountId: moment.accountId,
    eventCategory: 'Management',
    tlsDetails: {
      tlsVersion: 'TLSv1.3',
      cipherSuite: 'TLS_AES_128_GCM_SHA256',
      clientProvidedHostHeader: signInHost(moment),
    },
  });
}

function recorded(moment: SignInMoment, userName: string, parts: () => Parts, passwordOf?: string): RecordedEvent {
  const { eventName } = parts();
  return {
    eventId: moment.eventId,
    time: moment.time,
    region: moment.region,
    eventName,
    eventSource: 'signin.amazonaws.com',
    readOnly: false,
    userName,
    ...(passwordOf === undefined ? {} : { passwordOf }),
    record: () => signInRecord(moment, parts()),
  };
}

function loginParts(moment: SignInMoment, success: boolean, mfa: RecordedMfa, userIdentity: object): Parts {
  const region = moment.region;
  return {
    eventName: 'ConsoleLogin',
    userIdentity,
    ...(success ? {} : { errorMessage: 'Failed authentication' }),
    responseElements: { ConsoleLogin: success ? 'Success' : 'Failure' },
    additionalEventData: {
      LoginTo: `https://console.${consoleHost(moment.partition)}/console/home?hashArgs=%23&isauthcode=true&state=hashArgsFromTB_${region}_sample`,
      MobileVersion: 'No',
      ...(success && mfa.identifier !== null ? { MFAIdentifier: mfa.identifier } : {}),
      MFAUsed: mfa.used ? 'Yes' : 'No',
    },
  };
}

export interface SigningInUser {
  readonly userName: string;
  readonly uniqueId: string;
  readonly path: string;
}

/** An IAM user with a password. A refused one carries neither ARN nor identifier. */
export function userSignIn(moment: SignInMoment, user: SigningInUser, mfa: RecordedMfa, success = true): RecordedEvent {
  const { accountId, partition } = moment;
  const arn = `arn:${partition}:iam::${accountId}:user${user.path}${user.userName}`;
  const identity = success
    ? { type: 'IAMUser', principalId: user.uniqueId, arn, accountId, userName: user.userName }
    : { type: 'IAMUser', principalId: user.uniqueId, accountId, accessKeyId: '', userName: user.userName };
  const parts = () => loginParts(moment, success, mfa, identity);
  return recorded(moment, user.userName, parts, success ? user.uniqueId : undefined);
}

export function rootSignIn(moment: SignInMoment, mfa: RecordedMfa, success = true): RecordedEvent {
  const { accountId, partition } = moment;
  const arn = `arn:${partition}:iam::${accountId}:root`;
  const identity = { type: 'Root', principalId: accountId, arn, accountId, accessKeyId: '' };
  return recorded(moment, 'root', () => loginParts(moment, success, mfa, identity), success ? accountId : undefined);
}

/** Somebody typed a name that no user has; AWS keeps it to itself, because people type passwords there. */
export function unknownUserSignIn(moment: SignInMoment): RecordedEvent {
  const userName = 'HIDDEN_DUE_TO_SECURITY_REASONS';
  const identity = { type: 'IAMUser', accountId: moment.accountId, accessKeyId: '', userName };
  return recorded(moment, userName, () => ({
    ...loginParts(moment, false, { used: false, identifier: null }, identity),
    errorMessage: 'No username found in supplied account',
  }));
}

export interface SigningInRole {
  readonly name: string;
  readonly uniqueId: string;
  readonly path: string;
  readonly sessionName: string;
}

function roleSession({ accountId, partition, time }: SignInMoment, role: SigningInRole, accessKeyId: string): object {
  return {
    type: 'AssumedRole',
    principalId: `${role.uniqueId}:${role.sessionName}`,
    arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${role.sessionName}`,
    accountId,
    accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: role.uniqueId,
        arn: `arn:${partition}:iam::${accountId}:role${role.path}${role.name}`,
        accountId,
        userName: role.name,
      },
      webIdFederationData: {},
      attributes: { creationDate: isoSeconds(time), mfaAuthenticated: 'false' },
    },
  };
}

/**
 * Through an identity provider: `MFAUsed` is No whatever happened there. With a SAML provider its ARN is recorded; Identity
 * Center is known by its role's name (`AWSReservedSSO_…`); a custom broker leaves neither.
 */
export function federatedSignIn(
  moment: SignInMoment,
  role: SigningInRole,
  samlProviderArn: string | null,
): RecordedEvent {
  const key = `ASIASAMPLE${moment.eventId.replaceAll('-', '').slice(0, 10).toUpperCase()}`;
  return recorded(moment, role.sessionName, () => ({
    eventName: 'ConsoleLogin',
    userIdentity: roleSession(moment, role, key),
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: {
      MobileVersion: 'No',
      MFAUsed: 'No',
      ...(samlProviderArn === null ? {} : { SamlProviderArn: samlProviderArn }),
    },
  }));
}

/** A console role switch, recorded in the account of the role. */
export function roleSwitch(moment: SignInMoment, role: SigningInRole, switchFrom: string): RecordedEvent {
  const { accountId, partition, region } = moment;
  return recorded(moment, role.sessionName, () => ({
    eventName: 'SwitchRole',
    userIdentity: {
      type: 'AssumedRole',
      principalId: `${role.uniqueId}:${role.sessionName}`,
      arn: `arn:${partition}:sts::${accountId}:assumed-role/${role.name}/${role.sessionName}`,
      accountId,
    },
    responseElements: { SwitchRole: 'Success' },
    additionalEventData: {
      SwitchFrom: switchFrom,
      RedirectTo: `https://${region}.console.${consoleHost(partition)}/console/home?region=${region}#`,
    },
  }));
}

/** What precedes the prompt for a second factor; not a sign-in. */
export function mfaCheck(moment: SignInMoment, user: SigningInUser, mfaType: string): RecordedEvent {
  const { accountId } = moment;
  return recorded(moment, user.userName, () => ({
    eventName: 'CheckMfa',
    userIdentity: { type: 'IAMUser', principalId: user.uniqueId, accountId, accessKeyId: '', userName: user.userName },
    responseElements: { CheckMfa: 'Success' },
    additionalEventData: { MfaType: mfaType },
  }));
}
