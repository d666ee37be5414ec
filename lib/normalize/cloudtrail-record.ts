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

/** Text, or null where AWS wrote nothing: absent, null or an empty string. */
const text = z.unknown().transform((value) => (typeof value === 'string' && value !== '' ? value : null));

/** For fields in which some deliveries write the word None for nothing; a user may well be named None. */
const textOrNone = text.transform((value) => (value === 'None' ? null : value));

/** An object whose members may be anything; where AWS wrote "None", null or left it out, an empty one. Some deliveries carry it as JSON text. */
const bag = z.unknown().transform((value): Readonly<Record<string, unknown>> => {
  const object = typeof value === 'string' ? parseJson(value) : value;
  return isBag(object) ? object : {};
});

const sessionIssuer = bag.transform((issuer) => ({
  type: text.parse(issuer.type),
  principalId: text.parse(issuer.principalId),
  arn: text.parse(issuer.arn),
  accountId: text.parse(issuer.accountId),
  userName: text.parse(issuer.userName),
}));

const identity = bag.transform((who) => {
  const session = bag.parse(who.sessionContext);
  return {
    type: text.parse(who.type),
    principalId: text.parse(who.principalId),
    arn: text.parse(who.arn),
    accountId: text.parse(who.accountId),
    userName: text.parse(who.userName),
    onBehalfOf: Object.keys(bag.parse(who.onBehalfOf)).length > 0,
    issuer: sessionIssuer.parse(session.sessionIssuer),
    federatedProvider: text.parse(bag.parse(session.webIdFederationData).federatedProvider),
  };
});

const recordSchema = z.object({
  eventID: z.string().min(1),
  eventName: z.string().min(1),
  eventTime: z.string(),
  eventSource: text,
  awsRegion: text,
  recipientAccountId: text,
  sourceIPAddress: text,
  userAgent: text,
  errorCode: textOrNone,
  errorMessage: textOrNone,
  userIdentity: identity,
  requestParameters: bag,
  responseElements: bag,
  additionalEventData: bag,
  addendum: bag,
});

/** One CloudTrail record, read as far as every event has it in common. */
export interface CloudTrailRecord extends Omit<z.infer<typeof recordSchema>, 'eventTime' | 'addendum'> {
  readonly time: Instant;
  readonly accountId: string;
  readonly region: string;
}

export type CloudTrailIdentity = CloudTrailRecord['userIdentity'];

export const readText = (value: unknown): string | null => text.parse(value);
export const readTextOrNone = (value: unknown): string | null => textOrNone.parse(value);
export const readBag = (value: unknown): Readonly<Record<string, unknown>> => bag.parse(value);

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
  const { eventTime, addendum, ...record } = parsed.data;
  const time = readTime(eventTime);
  if (time === null) return { unreadable: `eventTime is no point in time: ${eventTime.slice(0, 40)}.` };
  const original = readText(addendum.originalEventID);
  if (original !== null && original !== record.eventID) {
    return { unreadable: `An addendum to event ${original}: kept aside, not yet applied to it.` };
  }
  const accountId = record.recipientAccountId ?? record.userIdentity.accountId ?? place.accountId;
  if (!isAccountId(accountId)) return { unreadable: `recipientAccountId is no account id: ${accountId.slice(0, 40)}.` };
  return { ...record, time, accountId, region: record.awsRegion ?? place.region };
}

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

function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
