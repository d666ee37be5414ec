import { type LifecycleEvent, type LifecycleEventName, lifecycleEventNames } from '#lib/domain/console-login';
import type { Unreadable } from '#lib/domain/facts';
import {
  type CloudTrailRecord,
  type RecordPlace,
  readBag,
  readRecord,
  readText,
  setAside,
} from './cloudtrail-record.ts';

export interface LifecycleEvents {
  readonly events: readonly LifecycleEvent[];
  readonly unreadable: readonly Unreadable[];
}

/** How CloudTrail names root in `requestParameters.userName` (CloudTrail User Guide, console sign-in events). */
const rootUserName = 'AWS ROOT USER';

const namesByLowerCase = new Map(lifecycleEventNames.map((name) => [name.toLowerCase(), name]));

/** `CloudTrailEvent` texts of changes to devices, users and passwords, in the order of the page. */
export function normalizeDeviceLifecycle(records: readonly unknown[], place: RecordPlace): LifecycleEvents {
  const events: LifecycleEvent[] = [];
  const unreadable: Unreadable[] = [];
  records.forEach((value, index) => {
    const record = readRecord(value, place);
    if ('unreadable' in record) {
      unreadable.push(setAside(value, index, place, record.unreadable));
      return;
    }
    const name = namesByLowerCase.get(record.eventName.toLowerCase());
    if (record.eventSource?.toLowerCase() !== 'iam.amazonaws.com' || name === undefined) {
      unreadable.push(setAside(value, index, place, `Not a change that was asked for: ${record.eventName}.`));
      return;
    }
    events.push(lifecycleEvent(name, record, index, place));
  });
  return { events, unreadable };
}

function lifecycleEvent(
  name: LifecycleEventName,
  record: CloudTrailRecord,
  index: number,
  place: RecordPlace,
): LifecycleEvent {
  const caller = record.userIdentity;
  const asked = record.requestParameters;
  const answeredUser = readBag(record.responseElements.user);
  const answeredDevice = readBag(record.responseElements.virtualMFADevice);
  const named = readText(asked.userName);
  const callerIsRoot = caller.type === 'Root';
  // Device calls without a user name are about the caller; a virtual device is created for nobody in particular.
  const aboutCaller = named === null && name !== 'CreateVirtualMFADevice' && name !== 'DeleteVirtualMFADevice';
  const userName = named ?? (aboutCaller ? (callerIsRoot ? rootUserName : caller.userName) : null);
  const callerIsUser = caller.type === 'IAMUser' && caller.userName !== null && caller.userName === userName;
  return {
    accountId: record.accountId,
    eventId: record.eventID,
    time: record.time,
    region: record.region,
    name,
    userName,
    newUserName: readText(asked.newUserName),
    uniqueId: readText(answeredUser.userId) ?? (callerIsUser ? caller.principalId : null),
    serialNumber: readText(asked.serialNumber) ?? readText(answeredDevice.serialNumber),
    actorArn: caller.arn,
    errorCode: record.errorCode ?? (record.errorMessage === null ? null : 'Failed'),
    evidenceSha256: place.evidenceSha256,
    evidenceIndex: index,
  };
}
