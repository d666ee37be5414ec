import { createServer, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '#lib/collect/events';
import { users } from '#lib/collect/users';
import type { AccountAws } from './account-aws.ts';
import type { Aws } from './aws.ts';
import { openAws } from './open-aws.ts';
import { realWait } from './wait.ts';

/** What stands between us and AWS may answer anything: the bytes are written here as a broken proxy would. */
type Answer = (response: ServerResponse, right: string) => void;
let answer: Answer = (response, right) => response.end(right);

const identity =
  '<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::100000000001:user/sample</Arn><Account>100000000001</Account></GetCallerIdentityResult></GetCallerIdentityResponse>';
const noUsers =
  '<ListUsersResponse><ListUsersResult><IsTruncated>false</IsTruncated><Users/></ListUsersResult></ListUsersResponse>';
const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    if (Buffer.concat(parts).includes('GetCallerIdentity')) response.end(identity);
    else answer(response, request.headers['x-amz-target'] ? '{"Events":[]}' : noUsers);
  });
});

const environment = { ...process.env };
let door: Aws;
let aws: AccountAws;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'AKIASAMPLE',
    AWS_SECRET_ACCESS_KEY: 'sample',
  });
  const unlimited = Number.POSITIVE_INFINITY;
  door = openAws({
    clock: () => 0,
    random: () => 0,
    iamRate: unlimited,
    lookupRate: unlimited,
    requestTimeout: 150,
    wait: (ms, signal) => realWait(ms / 200, signal),
    monotonic: () => performance.now() * 200,
  });
  aws = (await (await door.connect({ profile: null, region: null })).openAccount('100000000001', null)).aws;
});
afterAll(() => {
  door.close();
  server.closeAllConnections();
  server.close();
  process.env = { ...environment };
});

const page = '<html><body>Sign in to the network</body></html>';
const status = (code: number, body: string) => (response: ServerResponse) => {
  response.writeHead(code, { 'content-type': 'text/html' });
  response.end(body);
};

describe('an answer that is none', () => {
  const cases: [string, Answer, kind: string, errorName: RegExp][] = [
    [
      'whose body never ends',
      (response, right) => {
        response.writeHead(200, { 'content-length': 1000 });
        response.write(right.slice(0, 10));
      },
      'unreachable',
      /^TimeoutError$/,
    ],
    [
      'whose connection is closed in the middle of the body',
      (response, right) => {
        response.writeHead(200, { 'content-length': 1000 });
        response.write(right.slice(0, 10), () => response.destroy());
      },
      'unreachable',
      /^ECONNRESET$/,
    ],
    ['of HTML, status 200', status(200, page), 'bad-answer', /^(Incomplete|Unreadable)Answer$/],
    ['of nothing, status 200', status(200, ''), 'bad-answer', /^(Incomplete|Unreadable)Answer$/],
    ['of another shape', (response) => response.end('[1,2]'), 'bad-answer', /^(Incomplete|Unreadable)Answer$/],
    ['of a proxy that forbids it: not a denial of AWS', status(403, page), 'bad-answer', /^Http403$/],
    ['of a proxy that sends elsewhere', status(302, ''), 'bad-answer', /^UnreadableAnswer$/],
    ['of a proxy without AWS behind it', status(502, page), 'failed', /^Http502$/],
    ['of a proxy that throttles', status(429, ''), 'throttled', /^Http429$/],
  ];
  for (const [title, given, kind, errorName] of cases) {
    it(`${title}: ${kind}, for IAM and for CloudTrail`, async () => {
      answer = given;
      const span = { region: 'us-east-1', eventName: 'ConsoleLogin', from: 0, to: 1_000_000 };
      for (const reading of [users.read(aws, undefined).next(), readEvents(aws, span).next()]) {
        const failure = await reading.catch((error: unknown) => error);
        expect(failure).toMatchObject({ name: 'AwsFailure', kind, errorName: expect.stringMatching(errorName) });
        // What a person reads: one line, nothing of the SDK's insides.
        expect(failure).toMatchObject({ message: expect.stringMatching(/^[^\n<]{10,200}\.$/) });
      }
    });
  }

  it('an empty list is a list', async () => {
    answer = (response, right) => response.end(right);
    expect(await users.read(aws, undefined).next()).toMatchObject({ value: { answer: { Users: [] }, succeeded: 1 } });
  });
});
