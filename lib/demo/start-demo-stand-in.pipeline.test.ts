import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { GetAccountSummaryCommand, ListMFADevicesCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { minute } from '#lib/domain/instant';
import { sampleAccountIds as ids } from './sample-organization/sample-plan.ts';
import { hiddenUserName } from './sample-organization/sample-special-users.ts';
import { assume, clientsFor, refusal } from './stand-in/test-clients.ts';
import { type DemoStandIn, startDemoStandIn } from './start-demo-stand-in.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
let now = start;
let demo: DemoStandIn;
beforeAll(async () => {
  demo = await startDemoStandIn({ clock: () => now });
});
afterAll(() => demo.close());

const caller = () => ({ accessKeyId: demo.accessKeyId, secretAccessKey: demo.secretAccessKey });
const inAccountKey = (accountId: string) =>
  assume({ url: demo.url, credentials: caller() }, `arn:aws:iam::${accountId}:role/${demo.roleName}`, demo.externalId);
const inAccount = async (accountId: string) => {
  const credentials = await inAccountKey(accountId);
  return clientsFor({ url: demo.url, credentials });
};

it('lets the role be assumed in four accounts', async () => {
  const answers = await Promise.all(Object.values(ids).map((id) => refusal(inAccount(id))));
  const denied = 'AccessDenied 403';
  expect(answers).toEqual([denied, 'answered', 'answered', 'answered', 'answered', denied, denied]);
});

it('shows roots of each kind', async () => {
  const summaryOf = async (clients: Awaited<ReturnType<typeof inAccount>>) => {
    const { SummaryMap } = await clients.iam.send(new GetAccountSummaryCommand({}));
    return [SummaryMap?.AccountPasswordPresent, SummaryMap?.AccountMFAEnabled, SummaryMap?.AccountAccessKeysPresent];
  };
  const own = clientsFor({ url: demo.url, credentials: caller() });
  expect(await summaryOf(own)).toEqual([1, 1, 0]);
  expect(await summaryOf(await inAccount(ids.production))).toEqual([1, 1, 0]);
  expect(await summaryOf(await inAccount(ids.development))).toEqual([1, 0, 1]);
  expect(await summaryOf(await inAccount(ids.security))).toEqual([0, 0, 0]);
});

it('hides one account’s events and one user’s devices', async () => {
  const data = await inAccount(ids.data);
  expect(await refusal(data.cloudtrail.send(new LookupEventsCommand({})))).toBe('AccessDeniedException 400');
  const { iam } = await inAccount(ids.development);
  expect(await refusal(iam.send(new ListMFADevicesCommand({ UserName: hiddenUserName })))).toBe('AccessDenied 403');
  expect(await refusal(iam.send(new ListMFADevicesCommand({ UserName: 'rootbeer' })))).toBe('answered');
  const { Users } = await iam.send(new ListUsersCommand({ MaxItems: 1_000 }));
  expect(Users?.length).toBeGreaterThan(130);
});

it('goes on while it runs', async () => {
  const regions = ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2', 'eu-west-1'];
  const arrived = async () => {
    const key = await inAccountKey(ids.development);
    const answers = regions.map(async (region) => {
      const { cloudtrail } = clientsFor({ url: demo.url, credentials: key }, key, region);
      const { Events } = await cloudtrail.send(new LookupEventsCommand({ StartTime: new Date(start + 1_000) }));
      return (Events ?? []).map((event) => event.EventTime?.getTime() ?? 0);
    });
    return (await Promise.all(answers)).flat();
  };
  expect(await arrived()).toEqual([]);
  now = start + 10 * minute;
  const times = await arrived();
  expect(times.length).toBeGreaterThan(8);
  expect(Math.max(...times)).toBeLessThanOrEqual(now);
  now = start;
});
