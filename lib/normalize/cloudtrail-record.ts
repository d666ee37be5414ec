import { z } from 'zod';
import { isAccountId } from '#lib/domain/account';
import type { Unreadable } from '#lib/domain/facts';
import type { Instant } from '#lib/domain/instant';

/** Where a page of CloudTrail records lies: what the rows made of it point back to. */
export interface RecordPlace {
  /** The account that was read. */
  readonly accountId: string;
  readonly region: string;
  /** Evidence block of the page; the index of a record is its index in the given list. */
  readonly evidenceSha256: string;
}

/** What every record must have; anything else AWS leaves out, writes as null or as text depending on event and age. */
const recordSchema = z.looseObject({ eventID: z.string().min(1), eventName: z.string().min(1), eventTime: z.string() });

/** One CloudTrail record, read as far as every event has it in common. */
export interface CloudTrailRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventSource: string | null;
  readonly time: Instant;
  readonly accountId: string;
  readonly region: string;
  readonly sourceIPAddress: string | null;
  readonly userAgent: string | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly userIdentity: CloudTrailIdentity;
  readonly requestParameters: Bag;
  readonly responseElements: Bag;
  readonly additionalEventData: Bag;
}

interface NamedIdentity {
  readonly type: string | null;
  readonly principalId: string | null;
  readonly arn: string | null;
  readonly accountId: string | null;
  readonly userName: string | null;
}

export interface CloudTrailIdentity extends NamedIdentity {
  readonly onBehalfOf: boolean;
  /** `sessionContext.sessionIssuer`. */
  readonly issuer: NamedIdentity;
  readonly federatedProvider: string | null;
}

type Bag = Readonly<Record<string, unknown>>;

/** Text, or null where AWS wrote nothing: absent, null or an empty string. */
export const readText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** For fields in which some deliveries write the word None for nothing (case L11); a user may well be named None. */
export const readTextOrNone = (value: unknown): string | null => (value === 'None' ? null : readText(value));

/** An object whose members may be anything; where AWS wrote "None", null or left it out, an empty one. Some deliveries carry it as JSON text. */
export function readBag(value: unknown): Bag {
  const object = typeof value === 'string' ? parseJson(value) : value;
  return isBag(object) ? object : {};
}

/**
 * A record's JSON text as a record, or why it cannot be read (case L14).
 * An account's key is `recipientAccountId`; records older than eventVersion 1.02 lack it and name the account in the identity.
 */
export function readRecord(value: unknown, place: RecordPlace): CloudTrailRecord | { readonly unreadable: string } {
  if (typeof value !== 'string') return { unreadable: 'The event carries no CloudTrail record.' };
  const json = parseJson(value);
  if (json === undefined) return { unreadable: 'The record is not JSON.' };
  const parsed = recordSchema.safeParse(json);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'the record itself'))];
    return { unreadable: `Missing or malformed: ${fields.join(', ')}.` };
  }
  const record = parsed.data;
  const time = readTime(record.eventTime);
  if (time === null) return { unreadable: `eventTime is no point in time: ${record.eventTime.slice(0, 40)}.` };
  const original = readText(readBag(record.addendum).originalEventID);
  if (original !== null && original !== record.eventID) {
    return { unreadable: `An addendum to event ${original}: kept aside, not yet applied to it.` };
  }
  const userIdentity = readIdentity(readBag(record.userIdentity));
  const accountId = readText(record.recipientAccountId) ?? userIdentity.accountId ?? place.accountId;
  if (!isAccountId(accountId)) return { unreadable: `recipientAccountId is no account id: ${accountId.slice(0, 40)}.` };
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventSource: readText(record.eventSource),
    time,
    accountId,
    region: readText(record.awsRegion) ?? place.region,
    sourceIPAddress: readText(record.sourceIPAddress),
    userAgent: readText(record.userAgent),
    errorCode: readTextOrNone(record.errorCode),
    errorMessage: readTextOrNone(record.errorMessage),
    userIdentity,
    requestParameters: readBag(record.requestParameters),
    responseElements: readBag(record.responseElements),
    additionalEventData: readBag(record.additionalEventData),
  };
}

function readIdentity(who: Bag): CloudTrailIdentity {
  const session = readBag(who.sessionContext);
  return {
    ...readNames(who),
    onBehalfOf: Object.keys(readBag(who.onBehalfOf)).length > 0,
    issuer: readNames(readBag(session.sessionIssuer)),
    federatedProvider: readText(readBag(session.webIdFederationData).federatedProvider),
  };
}

const readNames = (who: Bag): NamedIdentity => ({
  type: readText(who.type),
  principalId: readText(who.principalId),
  arn: readText(who.arn),
  accountId: readText(who.accountId),
  userName: readText(who.userName),
});

/** What is kept of a record that could not be read. */
export function setAside(value: unknown, index: number, place: RecordPlace, reason: string): Unreadable {
  const raw = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  return { where: `Record ${index + 1} of a page from ${place.region}`, reason, raw };
}

const timeForm = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** AWS's times: ISO 8601 with `Z` or an offset. Anything else is not guessed at. */
export function readTime(value: string): Instant | null {
  if (!timeForm.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}

function isBag(value: unknown): value is Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
