import { type Event, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, second } from '#lib/domain/instant';
import { makeAccount } from '../make-account.ts';
import { makeOrganization } from '../make-organization.ts';
import { rootSignIn, userSignIn } from '../sign-in-records.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { clientsFor, refusal } from './test-clients.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const accountId = '100000000001';
const user = { userName: 'ann', uniqueId: 'AIDASAMPLEANN00000001', path: '/' };
const moment = (n: number, time: number, region = 'us-east-1') => ({
  partition: 'aws' as const,
  accountId,
  eventId: `5a3c9e10-1111-4000-8000-${String(n).padStart(12, '0')}`,
  time,
  region,
  sourceIp: '192.0.2.1',
  userAgent: 'SampleBrowser/1.0',
});
const noMfa = { used: false, identifier: null };
/** 120 sign-ins a minute apart, one in another Region, one older than CloudTrail keeps. */
const events = [
  userSignIn(moment(1_000, start - 91 * day), user, noMfa),
  ...Array.from({ length: 120 }, (_, n) => userSignIn(moment(n, start - (120 - n) * 60 * second), user, noMfa)),
  rootSignIn(moment(2_000, start - 3_000 * second, 'eu-north-1'), noMfa),
];

let now = start;
let standIn: StandIn;
beforeAll(async () => {
  const account = makeAccount({ id: accountId, name: 'sample', joinedAt: start - 500 * day, events });
  const organization = makeOrganization([account], {
    arrivals: (from, to) => {
      const time = start + 20 * second;
      return from < time && time <= to ? [{ accountId, event: userSignIn(moment(3_000, time), user, noMfa) }] : [];
    },
  });
  standIn = await startStandIn({ organization, clock: () => now });
});
afterAll(() => standIn.close());

const byName = (AttributeValue = 'ConsoleLogin') => [{ AttributeKey: 'EventName' as const, AttributeValue }];
const lookup = (input: LookupEventsCommandInput, region = 'us-east-1') =>
  clientsFor(standIn, standIn.credentials, region).cloudtrail.send(new LookupEventsCommand(input));
const numberOf = (event: Event) => Number(event.EventId?.slice(-12));

it('answers newest first, 50 a page, until the history ends', async () => {
  const pages: number[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await lookup({ LookupAttributes: byName(), NextToken });
    pages.push((page.Events ?? []).map(numberOf));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(pages.map((p) => p.length)).toEqual([50, 50, 20]);
  expect(pages.flat()).toEqual(Array.from({ length: 120 }, (_, n) => 119 - n));
});

it('carries the record as text beside its main fields', async () => {
  const { Events } = await lookup({ LookupAttributes: byName(), MaxResults: 1 });
  const event = Events?.[0];
  expect(event).toMatchObject({
    EventId: '5a3c9e10-1111-4000-8000-000000000119',
    EventName: 'ConsoleLogin',
    EventSource: 'signin.amazonaws.com',
    EventTime: new Date(start - 60 * second),
    ReadOnly: 'false',
    Username: 'ann',
  });
  expect(JSON.parse(event?.CloudTrailEvent ?? '')).toMatchObject({
    eventID: event?.EventId,
    eventTime: '2026-11-22T11:59:00Z',
    userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::100000000001:user/ann' },
  });
});

it('takes both ends of a time range as inside it', async () => {
  const at = (n: number) => new Date(start - (120 - n) * 60 * second);
  const { Events } = await lookup({ LookupAttributes: byName(), StartTime: at(10), EndTime: at(12) });
  expect(Events?.map(numberOf)).toEqual([12, 11, 10]);
  const none = await lookup({
    LookupAttributes: byName(),
    StartTime: new Date(at(10).getTime() + 1_000),
    EndTime: new Date(at(11).getTime() - 1_000),
  });
  expect([none.Events, none.NextToken]).toEqual([[], undefined]);
});

it('keeps each Region to itself, and finds by other attributes', async () => {
  expect((await lookup({ LookupAttributes: byName() }, 'eu-north-1')).Events?.map((e) => e.Username)).toEqual(['root']);
  expect((await lookup({}, 'eu-west-1')).Events).toEqual([]);
  expect((await lookup({ LookupAttributes: byName('SwitchRole') })).Events).toEqual([]);
  const attributes = [{ AttributeKey: 'EventId' as const, AttributeValue: '5a3c9e10-1111-4000-8000-000000000007' }];
  expect((await lookup({ LookupAttributes: attributes })).Events?.map(numberOf)).toEqual([7]);
});

describe('refuses', () => {
  const cases: readonly [what: string, input: LookupEventsCommandInput, answer: string][] = [
    [
      'two attributes at once',
      { LookupAttributes: [...byName(), ...byName('SwitchRole')] },
      'InvalidLookupAttributesException 400',
    ],
    ['a page of 51', { MaxResults: 51 }, 'InvalidMaxResultsException 400'],
    [
      'a range that ends before it begins',
      { StartTime: new Date(start), EndTime: new Date(start - 1_000) },
      'InvalidTimeRangeException 400',
    ],
    ['an invented token', { NextToken: 'invented' }, 'InvalidNextTokenException 400'],
  ];
  it.each(cases)('%s', async (_, input, answer) => {
    expect(await refusal(lookup(input))).toBe(answer);
  });
  it('a token with other parameters than it was given for', async () => {
    const EndTime = new Date(start);
    const { NextToken } = await lookup({ LookupAttributes: byName(), EndTime });
    expect(await refusal(lookup({ LookupAttributes: byName(), EndTime, NextToken }))).toBe('answered');
    const changed: readonly LookupEventsCommandInput[] = [
      { LookupAttributes: byName(), EndTime: new Date(start + 1_000), NextToken },
      { LookupAttributes: byName(), NextToken },
      { LookupAttributes: byName('SwitchRole'), EndTime, NextToken },
    ];
    for (const input of changed) expect(await refusal(lookup(input))).toBe('InvalidNextTokenException 400');
    expect(await refusal(lookup({ LookupAttributes: byName(), EndTime, NextToken }, 'eu-north-1'))).toBe(
      'InvalidNextTokenException 400',
    );
  });
});

it('lets new events arrive, and tokens stay where they were', async () => {
  const first = await lookup({ LookupAttributes: byName() });
  now = start + 19 * second;
  expect((await lookup({ LookupAttributes: byName(), MaxResults: 1 })).Events?.map(numberOf)).toEqual([119]);
  now = start + 20 * second;
  expect((await lookup({ LookupAttributes: byName(), MaxResults: 2 })).Events?.map(numberOf)).toEqual([3_000, 119]);
  const second50 = await lookup({ LookupAttributes: byName(), NextToken: first.NextToken });
  expect(second50.Events?.map(numberOf)[0]).toBe(69);
  now = start;
});

it("shows events as late as AWS does, at AWS's own pace", async () => {
  const account = makeAccount({ id: accountId, name: 'sample', joinedAt: start - 500 * day, events });
  const realistic = await startStandIn({
    organization: makeOrganization([account]),
    clock: () => start,
    realistic: true,
  });
  const { cloudtrail } = clientsFor(realistic);
  const { Events } = await cloudtrail.send(new LookupEventsCommand({ LookupAttributes: byName(), MaxResults: 1 }));
  // Five minutes: the last five sign-ins are still on their way.
  expect(Events?.map(numberOf)).toEqual([115]);
  await realistic.close();
});
