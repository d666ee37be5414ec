/** CloudTrail records of changes to users, passwords and MFA devices: IAM's own events, in IAM's Region. */
import { iamRegion, type Partition } from '#lib/domain/account';
import type { LifecycleEventName } from '#lib/domain/console-login';
import { type Instant, isoSeconds } from '#lib/domain/instant';
import type { RecordedEvent } from './organization.ts';
import type { SigningInUser } from './sign-in-records.ts';

export interface LifecycleMoment {
  readonly partition: Partition;
  readonly accountId: string;
  readonly eventId: string;
  readonly time: Instant;
  readonly sourceIp: string;
  /** The user who did it; null: root. */
  readonly actor: SigningInUser | null;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `Nov 22, 2026 2:03:04 PM`: how IAM writes dates in response elements. */
function responseDate(at: Instant): string {
  const d = new Date(at);
  const hours = d.getUTCHours();
  const two = (n: number) => String(n).padStart(2, '0');
  const clock = `${hours % 12 || 12}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${hours < 12 ? 'AM' : 'PM'}`;
  return `${months[d.getUTCMonth()]} ${d.getUTCDate()}, ${d.getUTCFullYear()} ${clock}`;
}

function actorIdentity({ accountId, partition, actor, time }: LifecycleMoment): object {
  const sessionContext = {
    attributes: { creationDate: isoSeconds(time - (time % 3_600_000)), mfaAuthenticated: 'true' },
  };
  const accessKeyId = 'ASIASAMPLECONSOLE000';
  if (!actor) {
    const arn = `arn:${partition}:iam::${accountId}:root`;
    return { type: 'Root', principalId: accountId, arn, accountId, accessKeyId, sessionContext };
  }
  const { uniqueId: principalId, userName } = actor;
  const arn = `arn:${partition}:iam::${accountId}:user${actor.path}${userName}`;
  return { type: 'IAMUser', principalId, arn, accountId, accessKeyId, userName, sessionContext };
}

function lifecycleEvent(
  moment: LifecycleMoment,
  eventName: LifecycleEventName,
  requestParameters: object,
  responseElements: object | null,
): RecordedEvent {
  const region = iamRegion(moment.partition);
  return {
    eventId: moment.eventId,
    time: moment.time,
    region,
    eventName,
    eventSource: 'iam.amazonaws.com',
    readOnly: false,
    userName: moment.actor?.userName ?? 'root',
    record: () =>
      JSON.stringify({
        eventVersion: '1.10',
        userIdentity: actorIdentity(moment),
        eventTime: isoSeconds(moment.time),
        eventSource: 'iam.amazonaws.com',
        eventName,
        awsRegion: region,
        sourceIPAddress: moment.sourceIp,
        userAgent: 'Mozilla/5.0 (X11; Linux x86_64) SampleBrowser/1.0',
        requestParameters,
        responseElements,
        requestID: moment.eventId.replace(/^.{8}/, '0e9d5a11'),
        eventID: moment.eventId,
        readOnly: false,
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: moment.accountId,
        eventCategory: 'Management',
        tlsDetails: {
          tlsVersion: 'TLSv1.3',
          cipherSuite: 'TLS_AES_128_GCM_SHA256',
          clientProvidedHostHeader: 'iam.amazonaws.com',
        },
        sessionCredentialFromConsole: 'true',
      }),
  };
}

/** The device of root is named by this user name (CloudTrail User Guide, root sign-in examples). */
export const rootUserName = 'AWS ROOT USER';

export function virtualDeviceCreated(moment: LifecycleMoment, serialNumber: string): RecordedEvent {
  const name = serialNumber.slice(serialNumber.indexOf(':mfa/') + 5);
  const request = { path: '/', virtualMFADeviceName: name };
  return lifecycleEvent(moment, 'CreateVirtualMFADevice', request, { virtualMFADevice: { serialNumber } });
}
export const virtualDeviceDeleted = (moment: LifecycleMoment, serialNumber: string): RecordedEvent =>
  lifecycleEvent(moment, 'DeleteVirtualMFADevice', { serialNumber }, null);

export const deviceEnabled = (moment: LifecycleMoment, userName: string, serialNumber: string): RecordedEvent =>
  lifecycleEvent(moment, 'EnableMFADevice', { userName, serialNumber }, null);

export const deviceDeactivated = (moment: LifecycleMoment, userName: string, serialNumber: string): RecordedEvent =>
  lifecycleEvent(moment, 'DeactivateMFADevice', { userName, serialNumber }, null);

export function userCreated(moment: LifecycleMoment, user: SigningInUser): RecordedEvent {
  const { path, userName, uniqueId } = user;
  const arn = `arn:${moment.partition}:iam::${moment.accountId}:user${path}${userName}`;
  const created = { path, userName, userId: uniqueId, arn, createDate: responseDate(moment.time) };
  return lifecycleEvent(moment, 'CreateUser', { path, userName }, { user: created });
}
export const userRenamed = (moment: LifecycleMoment, userName: string, newUserName: string): RecordedEvent =>
  lifecycleEvent(moment, 'UpdateUser', { userName, newUserName }, null);

export const userDeleted = (moment: LifecycleMoment, userName: string): RecordedEvent =>
  lifecycleEvent(moment, 'DeleteUser', { userName }, null);

export const passwordCreated = (moment: LifecycleMoment, userName: string): RecordedEvent =>
  lifecycleEvent(
    moment,
    'CreateLoginProfile',
    { userName, passwordResetRequired: true },
    { loginProfile: { userName, createDate: responseDate(moment.time), passwordResetRequired: true } },
  );
export const passwordDeleted = (moment: LifecycleMoment, userName: string): RecordedEvent =>
  lifecycleEvent(moment, 'DeleteLoginProfile', { userName }, null);
