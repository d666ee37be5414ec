import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountAws } from '#lib/aws/account-aws';
import { type AwsOverHttp, awsOverHttp, hubId, now, sampleOrganization } from '#lib/aws/test-aws-over-http';
import { userSignIn } from '#lib/demo/sign-in-records';
import { day, hour, type Instant, minute } from '#lib/domain/instant';
import { type EventsPage, readEvents } from './events.ts';

/** Twelve sign-ins, one an hour, the newest an hour ago; the fourth and fifth in the same second. */
const times = Array.from({ length: 12 }, (_, n) => now - (12 - n) * hour - (n === 4 ? hour : 0));
const events = times.map((time, n) =>
  userSignIn(
    {
      partition: 'aws',
      accountId: hubId,
      eventId: `00000000-0000-4000-8000-0000000000${String(n).padStart(2, '0')}`,
      time,
      region: 'us-east-1',
      sourceIp: '192.0.2.1',
      userAgent: 'Mozilla/5.0 "quoted" ünïcode',
    },
    { userName: 'user-02', uniqueId: 'AIDASAMPLE0000000002', path: '/' },
    { used: true, identifier: `arn:aws:iam::${hubId}:mfa/user-02` },
  ),
);
const ids = events.map((event) => event.eventId).reverse();

const environment = { ...process.env };
let over: AwsOverHttp;
let aws: AccountAws;
beforeEach(async () => {
  over = await awsOverHttp({ organization: sampleOrganization({ events }), limits: { pageSize: 4 } });
  aws = (await (await over.connect()).openAccount(hubId, null)).aws;
  over.standIn.log.clear();
});
afterEach(async () => {
  await over.close();
  process.env = { ...environment };
});

const span = (from: Instant, to: Instant) => ({ region: 'us-east-1', eventName: 'ConsoleLogin', from, to });
async function readPages(from: Instant, to: Instant) {
  const pages: EventsPage[] = [];
  for await (const page of readEvents(aws, span(from, to))) pages.push(page);
  return pages;
}

describe('readEvents', () => {
  it('gives the records byte for byte, newest first, page by page with what each covers', async () => {
    const pages = await readPages(now - 90 * day, now - 20 * minute + 321);
    expect(pages.flatMap((page) => page.eventIds)).toEqual(ids);
    expect(pages.flatMap((page) => page.records)).toEqual(events.map((event) => event.record()).reverse());
    expect(pages.map((page) => [page.coveredFrom, page.coveredTo, page.isLast])).toEqual([
      [now - 4 * hour, now - 20 * minute, false],
      [now - 9 * hour, now - 20 * minute, false],
      [now - 90 * day, now - 20 * minute, true],
    ]);
  });

  it('is one call for an empty span', async () => {
    const pages = await readPages(now - 80 * day, now - 70 * day);
    expect(pages).toMatchObject([
      { records: [], coveredFrom: now - 80 * day, coveredTo: now - 70 * day, isLast: true },
    ]);
    expect(over.standIn.log.calls).toHaveLength(1);
  });

  it('resumes where it ended: nothing is lost, duplicates have the same id', async () => {
    const seen: (string | null)[] = [];
    let until = now - 20 * minute;
    for (let run = 0; run < 12; run++) {
      const first = await readEvents(aws, span(now - 90 * day, until)).next();
      if (first.done) break;
      seen.push(...first.value.eventIds);
      if (first.value.isLast) break;
      until = first.value.coveredFrom;
    }
    expect([...new Set(seen)]).toEqual(ids);
  });

  it('goes on from what it has when the token of a page is no longer good', async () => {
    const code = 'InvalidNextTokenException';
    over.standIn.setFaults([
      {
        on: { operation: 'LookupEvents' },
        effect: { kind: 'error', status: 400, code, message: 'Expired.' },
        after: 1,
        times: 1,
      },
    ]);
    const pages = await readPages(now - 90 * day, now - 20 * minute);
    expect([...new Set(pages.flatMap((page) => page.eventIds))]).toEqual(ids);
    expect(pages.at(-1)).toMatchObject({ coveredFrom: now - 90 * day, coveredTo: now - 20 * minute, isLast: true });
  });

  it('claims nothing beyond the last page that came', async () => {
    over.standIn.setFaults([{ on: { operation: 'LookupEvents' }, effect: { kind: 'deny' }, after: 2 }]);
    const pages: EventsPage[] = [];
    const reading = (async () => {
      for await (const page of readEvents(aws, span(now - 90 * day, now))) pages.push(page);
    })();
    await expect(reading).rejects.toMatchObject({ kind: 'denied', action: 'cloudtrail:LookupEvents' });
    expect(pages.at(-1)).toMatchObject({ coveredFrom: now - 9 * hour, isLast: false });
  });

  it('one throttled Region holds up no other', async () => {
    over.standIn.setFaults([{ on: { operation: 'LookupEvents', region: 'us-east-1' }, effect: { kind: 'throttle' } }]);
    const elsewhere = readEvents(aws, { ...span(now - day, now), region: 'eu-north-1' }).next();
    const throttled = readEvents(aws, span(now - day, now)).next();
    await expect(elsewhere).resolves.toMatchObject({ value: { isLast: true } });
    await expect(throttled).rejects.toMatchObject({ kind: 'throttled', action: 'cloudtrail:LookupEvents' });
    expect(over.standIn.log.count({ region: 'us-east-1' })).toBe(8);
  });
});
