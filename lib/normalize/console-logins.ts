import type { ConsoleLogin, RoleSwitch } from '#lib/domain/console-login';
import type { Unreadable } from '#lib/domain/facts';
import {
  type CloudTrailRecord,
  type RecordPlace,
  readRecord,
  readText,
  readTextOrNone,
  setAside,
} from './cloudtrail-record.ts';
import { signInIdentity } from './sign-in-identity.ts';

export interface SignIns {
  readonly logins: readonly ConsoleLogin[];
  readonly roleSwitches: readonly RoleSwitch[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * `CloudTrailEvent` texts of `ConsoleLogin` and `SwitchRole` events, in the order of the page.
 * Other sign-in events (`CheckMfa`, `GetSigninToken`, `ExitRole`) are no logins and leave no row (case L12).
 */
export function normalizeConsoleLogins(records: readonly unknown[], place: RecordPlace): SignIns {
  const logins: ConsoleLogin[] = [];
  const roleSwitches: RoleSwitch[] = [];
  const unreadable: Unreadable[] = [];
  records.forEach((value, index) => {
    const record = readRecord(value, place);
    if ('unreadable' in record) {
      unreadable.push(setAside(value, index, place, record.unreadable));
      return;
    }
    if (record.eventSource?.toLowerCase() !== 'signin.amazonaws.com') {
      unreadable.push(setAside(value, index, place, `Not a sign-in event: eventSource is ${record.eventSource}.`));
      return;
    }
    if (record.eventName === 'SwitchRole' && switched(record)) roleSwitches.push(roleSwitch(record, index, place));
    if (record.eventName !== 'ConsoleLogin') return;
    const login = consoleLogin(record, index, place);
    if (typeof login === 'string') unreadable.push(setAside(value, index, place, login));
    else logins.push(login);
  });
  return { logins, roleSwitches, unreadable };
}

/** The login, or why the record does not say enough to be one. */
function consoleLogin(record: CloudTrailRecord, index: number, place: RecordPlace): ConsoleLogin | string {
  const who = signInIdentity(record);
  if (who === null) return `Who signed in is not known: userIdentity.type is ${record.userIdentity.type ?? 'missing'}.`;
  const outcome = outcomeOf(record);
  if (outcome === null)
    return 'Whether the sign-in succeeded is not recorded: responseElements.ConsoleLogin is missing.';
  return {
    accountId: record.accountId,
    eventId: record.eventID,
    time: record.time,
    region: record.region,
    ...who,
    outcome,
    errorMessage: record.errorMessage ?? record.errorCode,
    mfaUsed: mfaUsed(record),
    mfaIdentifier: readTextOrNone(record.additionalEventData.MFAIdentifier),
    sourceIp: record.sourceIPAddress ?? '',
    userAgent: record.userAgent ?? '',
    evidenceSha256: place.evidenceSha256,
    evidenceIndex: index,
  };
}

function outcomeOf(record: CloudTrailRecord): 'success' | 'failure' | null {
  const said = readText(record.responseElements.ConsoleLogin)?.toLowerCase();
  if (said === 'success' || said === 'failure') return said;
  if (said === undefined && (record.errorMessage !== null || record.errorCode !== null)) return 'failure';
  return null;
}

/** `Yes` and `No`, in one older AWS sample `YES`; anything else says nothing (case L11). */
function mfaUsed(record: CloudTrailRecord): boolean | null {
  const value = record.additionalEventData.MFAUsed;
  if (typeof value === 'boolean') return value;
  const said = readText(value)?.trim().toLowerCase();
  if (said === 'yes' || said === 'true') return true;
  return said === 'no' || said === 'false' ? false : null;
}

/** A refused switch is none. */
const switched = (record: CloudTrailRecord): boolean =>
  readText(record.responseElements.SwitchRole)?.toLowerCase() !== 'failure';

/** Recorded in the role's account; `SwitchFrom` is the caller (third-party write-ups of real events; AWS documents no sample). */
function roleSwitch(record: CloudTrailRecord, index: number, place: RecordPlace): RoleSwitch {
  const [, partition, account, role] =
    /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(record.userIdentity.arn ?? '') ?? [];
  return {
    accountId: record.accountId,
    eventId: record.eventID,
    time: record.time,
    region: record.region,
    switchedFrom: readText(record.additionalEventData.SwitchFrom),
    roleArn:
      record.userIdentity.issuer.arn ??
      (role === undefined ? record.userIdentity.arn : `arn:${partition}:iam::${account}:role/${role}`),
    sourceIp: record.sourceIPAddress ?? '',
    userAgent: record.userAgent ?? '',
    evidenceSha256: place.evidenceSha256,
    evidenceIndex: index,
  };
}
