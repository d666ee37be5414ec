import { type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { AccountAws } from '#lib/aws/account-aws';
import type { AwsCall } from '#lib/aws/aws-call';
import { AwsFailure } from '#lib/aws/aws-failure';
import { type Instant, second } from '#lib/domain/instant';
import type { SourceDeclaration } from './source.ts';

/** A stretch of one Region's history of one event name. Times are cut to whole seconds, as CloudTrail keeps them. */
export interface EventsAsked {
  readonly region: string;
  readonly eventName: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface EventsPage {
  /** CloudTrail's records, JSON text byte for byte, newest first. Empty text where AWS sent an event without its record. */
  readonly records: readonly string[];
  /** AWS's `EventId` beside each record; null where it sent none. */
  readonly eventIds: readonly (string | null)[];
  /** With this page committed, `]coveredFrom, coveredTo]` has been read; more events of that very second may be on the next page. */
  readonly coveredFrom: Instant;
  readonly coveredTo: Instant;
  /** The span asked for has been read to its beginning. */
  readonly isLast: boolean;
  readonly calls: readonly AwsCall[];
}

/** A source of CloudTrail records: read per Region and event name, committed page by page. */
export interface EventSource extends SourceDeclaration {
  readonly eventNames: readonly string[];
  /** `every`: all Regions that are read; `iam`: only the one in which the partition's IAM events lie. */
  readonly regions: 'every' | 'iam';
}

/** AWS answers with the newest 50 at most (CloudTrail API Reference, LookupEvents). */
const pageSize = 50;
/** A token may expire in a long read; the read then goes on from the oldest event it had, if that is further than before. */
const invalidToken = /^InvalidNextToken(Exception)?$/;

/**
 * Records of one event name in one Region, newest first. Resume an interrupted read with `to` at the oldest time covered, and
 * drop the duplicates: both ends of CloudTrail's span are inclusive.
 * @throws AwsFailure as soon as a page stays without an answer; what was yielded before it is covered.
 */
export async function* readEvents(aws: AccountAws, asked: EventsAsked): AsyncGenerator<EventsPage> {
  const from = wholeSecond(asked.from);
  const coveredTo = wholeSecond(asked.to);
  let until = coveredTo;
  let coveredFrom = coveredTo;
  let nextToken: string | undefined;
  let inOrder = true;

  for (;;) {
    let page: Awaited<ReturnType<typeof lookUp>>;
    try {
      page = await lookUp(aws, { ...asked, from, to: until }, nextToken);
    } catch (error) {
      const restart =
        nextToken !== undefined &&
        coveredFrom < until &&
        error instanceof AwsFailure &&
        invalidToken.test(error.errorName);
      if (!restart) throw error;
      until = coveredFrom;
      nextToken = undefined;
      continue;
    }
    const { answer, call } = page;
    const times = answer.Events.flatMap((event) => (event.EventTime ? [wholeSecond(event.EventTime.getTime())] : []));
    // Coverage rests on "newest first". Were a page ever out of order, nothing more is claimed until the span has been read whole.
    inOrder &&= times.every((time, i) => time <= (times[i - 1] ?? coveredFrom));
    const isLast = !answer.NextToken;
    if (isLast) coveredFrom = from;
    else if (inOrder) coveredFrom = Math.max(from, times.at(-1) ?? coveredFrom);
    yield {
      records: answer.Events.map((event) => event.CloudTrailEvent ?? ''),
      eventIds: answer.Events.map((event) => event.EventId ?? null),
      coveredFrom,
      coveredTo,
      isLast,
      calls: [{ ...call, answer: { ...withoutRecords(answer.Events), NextToken: answer.NextToken } }],
    };
    if (isLast) return;
    if (answer.NextToken === nextToken) throw endless(call);
    nextToken = answer.NextToken;
  }
}

function lookUp(aws: AccountAws, span: EventsAsked, nextToken: string | undefined) {
  // NextToken is valid only with parameters identical to the page before, times included.
  const command = new LookupEventsCommand({
    LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: span.eventName }],
    StartTime: new Date(span.from),
    EndTime: new Date(span.to),
    MaxResults: pageSize,
    NextToken: nextToken,
  });
  return aws.cloudtrail('cloudtrail:LookupEvents', span.region, command, ['Events']);
}

const wholeSecond = (at: Instant): Instant => Math.floor(at / second) * second;

/** The records are kept byte for byte beside the call, so the call's own answer names them only. */
const withoutRecords = (events: readonly Event[]) => ({
  Events: events.map(({ EventId, EventName, EventTime }) => ({ EventId, EventName, EventTime })),
});

const endless = (call: AwsCall): AwsFailure =>
  new AwsFailure(
    'bad-answer',
    'cloudtrail:LookupEvents',
    'EndlessPages',
    'CloudTrail repeated the token of a page, so the events after it cannot be read.',
    call,
  );
