import { day, type Instant } from '#lib/domain/instant';
import type { RecordedEvent } from '../organization.ts';
import { isRecord } from './aws-request.ts';
import type { Call, JsonOperation } from './operation.ts';
import { type EventAttribute, lookupAttributeKeys } from './recorded-events.ts';
import { AwsError } from './wire-answer.ts';

const refuse = (code: string, message: string) => new AwsError(400, code, message);

function attributeOf(json: Readonly<Record<string, unknown>>): EventAttribute | null {
  const given = json.LookupAttributes;
  if (given === undefined || (Array.isArray(given) && given.length === 0)) return null;
  const wrong = refuse('InvalidLookupAttributesException', 'You must specify exactly one valid lookup attribute.');
  if (!Array.isArray(given) || given.length > 1) throw wrong;
  const attribute: unknown = given[0];
  if (!isRecord(attribute)) throw wrong;
  const { AttributeKey: key, AttributeValue: value } = attribute;
  if (typeof key !== 'string' || typeof value !== 'string' || !lookupAttributeKeys.has(key)) throw wrong;
  return { key, value };
}

function timeOf(value: unknown): Instant | null {
  return typeof value === 'number' ? value * 1_000 : null;
}

/** Index of the first event later than `at`; events are ordered by time. */
function firstAfter(events: readonly RecordedEvent[], at: Instant): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const event = events[middle];
    if (event && event.time <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Everything but the token and the page size: a token is good only for the question it was given for. */
function question({ request, account }: Call): string {
  const { LookupAttributes, StartTime, EndTime, EventCategory } = request.json;
  return JSON.stringify([account.account.id, request.region, LookupAttributes, StartTime, EndTime, EventCategory]);
}

/** Where a page ended: an index into history, which only grows at its end. */
function startOf(call: Call): number | null {
  const token = call.request.json.NextToken;
  if (token === undefined || token === null) return null;
  const wrong = refuse(
    'InvalidNextTokenException',
    'The NextToken is invalid: it belongs to a lookup with other parameters.',
  );
  if (typeof token !== 'string') throw wrong;
  const text = Buffer.from(token, 'base64url').toString();
  const separator = text.indexOf('|');
  const index = Number(text.slice(0, separator));
  if (separator < 1 || !Number.isInteger(index) || text.slice(separator + 1) !== question(call)) throw wrong;
  return index;
}

const eventAnswer = (event: RecordedEvent) => ({
  EventId: event.eventId,
  EventName: event.eventName,
  ReadOnly: String(event.readOnly),
  EventTime: event.time / 1_000,
  EventSource: event.eventSource,
  ...(event.userName === null ? {} : { Username: event.userName }),
  Resources: [],
  CloudTrailEvent: event.record(),
});

const lookupEvents: JsonOperation = (call) => {
  const { account, request, now, state } = call;
  const { json } = request;
  const attribute = attributeOf(json);
  const max = json.MaxResults === undefined || json.MaxResults === null ? 50 : json.MaxResults;
  if (typeof max !== 'number' || !Number.isInteger(max) || max < 1 || max > 50) {
    throw refuse('InvalidMaxResultsException', 'The maximum number of results must be between 1 and 50.');
  }
  const from = timeOf(json.StartTime);
  const to = timeOf(json.EndTime);
  if (from !== null && to !== null && from > to) {
    throw refuse('InvalidTimeRangeException', 'The start time must not be later than the end time.');
  }
  const events = account.events.find(request.region, attribute);
  // Ninety days of history; both bounds are inclusive.
  const oldest = Math.max(from ?? 0, now - 90 * day);
  const newest = Math.min(to ?? now, now - state.limits.eventDelayMs);
  const first = firstAfter(events, oldest - 1);
  const end = startOf(call) ?? firstAfter(events, newest);
  const start = Math.max(first, end - Math.min(max, state.limits.pageSize ?? max));
  const more = start > first;
  return {
    Events: events.slice(start, end).reverse().map(eventAnswer),
    ...(more ? { NextToken: Buffer.from(`${start}|${question(call)}`).toString('base64url') } : {}),
  };
};

export const cloudtrailOperations: Readonly<Record<string, JsonOperation>> = { LookupEvents: lookupEvents };
