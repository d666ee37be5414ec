import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { generateOrganization } from '#lib/demo/generate';
import { makeAccount } from '#lib/demo/make-account';
import { makeOrganization } from '#lib/demo/make-organization';
import type { Fault } from '#lib/demo/stand-in/faults';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { everything } from '#lib/domain/actor';
import { day } from '#lib/domain/instant';
import { getFrame } from '#lib/present/frame';
import { openStore } from '#lib/store/open-store';
import {
  type Ended,
  type Environment,
  freePort,
  installForTests,
  runCommand,
  standInEnvironment,
  type TestInstall,
  temporaryFolder,
} from './test-processes.ts';

let install: TestInstall;
let unbuilt: TestInstall;
beforeAll(async () => {
  install = await installForTests();
  unbuilt = await installForTests({ web: false });
});
afterAll(() => {
  install.remove();
  unbuilt.remove();
});

/** One clear sentence about what to do, the documented exit code, and nothing of the program's inside. */
function expectSaid({ code, out, err }: Ended, sentence: RegExp, exitCode: number) {
  const said = err.split('\n').filter((line) => sentence.test(line));
  expect(said, err).toEqual([expect.stringMatching(/\.$/)]);
  expect(code).toBe(exitCode);
  expect(`${out}${err}`).not.toMatch(/\n\s+at |file:\/\/|node:internal|\[object|undefined|Warning|s3cret/);
}

const someKeys = { AWS_ACCESS_KEY_ID: 'AKIASAMPLE', AWS_SECRET_ACCESS_KEY: 's3cret', AWS_REGION: 'us-east-1' };
const noConfig = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
const closedPort = 'http://127.0.0.1:9';

interface Case {
  readonly says: string;
  readonly args: readonly string[];
  readonly env?: Environment;
  readonly sentence: RegExp;
  readonly code: number;
}

const cases: readonly Case[] = [
  {
    says: 'no credentials',
    args: ['collect'],
    env: { AWS_REGION: 'us-east-1' },
    sentence: /^No AWS credentials were found: set AWS_PROFILE .* or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY\.$/,
    code: 1,
  },
  {
    says: 'no Region',
    args: ['collect'],
    env: { ...someKeys, AWS_REGION: undefined },
    sentence: /^No AWS Region is set: set AWS_REGION/,
    code: 1,
  },
  {
    says: 'a Region that is none',
    args: ['collect'],
    env: { ...someKeys, AWS_REGION: 'Mars/One' },
    sentence: /^The AWS Region that is set is none: correct AWS_REGION/,
    code: 1,
  },
  {
    says: 'an unreachable endpoint',
    args: ['doctor'],
    env: { ...someKeys, AWS_ENDPOINT_URL: closedPort },
    sentence: /cannot be reached at 127\.0\.0\.1:9 .*check the network, and AWS_ENDPOINT_URL/,
    code: 1,
  },
  {
    says: 'an endpoint that is no address',
    args: ['doctor'],
    env: { ...someKeys, AWS_ENDPOINT_URL: 'nonsense' },
    sentence: /^AWS_ENDPOINT_URL is no address/,
    code: 1,
  },
  {
    says: 'a mistyped variable',
    args: ['serve'],
    env: { KEYHOLDER_ROLENAME: 'x' },
    sentence:
      /^There is no setting KEYHOLDER_ROLENAME\. Did you mean KEYHOLDER_ROLE_NAME\? The README lists them all\.$/,
    code: 78,
  },
  {
    says: 'a value that is none',
    args: ['worker'],
    env: { KEYHOLDER_COLLECT_EVERY: 'daily' },
    sentence: /^KEYHOLDER_COLLECT_EVERY must be off, or a number .*\(it is "daily"\)\. Correct it and start again\.$/,
    code: 78,
  },
  { says: 'a port that is none', args: ['serve'], env: { PORT: '70000' }, sentence: /^PORT must be a port/, code: 78 },
  {
    says: 'an address of a database that is none',
    args: ['collect'],
    env: { DATABASE_URL: 'postgresql://keyholder:s3cr/et@:::/x' },
    sentence: /^DATABASE_URL is no address\. Write it like postgresql:\/\/user:password@host/,
    code: 78,
  },
  {
    says: 'a database of another kind',
    args: ['collect'],
    env: { DATABASE_URL: 'mysql://keyholder:s3cret@127.0.0.1/x' },
    sentence: /^DATABASE_URL must start with postgresql:\/\/\. Correct it and start again\.$/,
    code: 78,
  },
  {
    says: 'a PostgreSQL that is not there',
    args: ['serve'],
    env: { DATABASE_URL: 'postgresql://keyholder:s3cret@127.0.0.1:9/x' },
    sentence:
      /^PostgreSQL at 127\.0\.0\.1:9\/x cannot be reached \(ECONNREFUSED\)\. Start it, or correct DATABASE_URL\.$/,
    code: 69,
  },
  { says: 'an unknown command', args: ['frobnicate'], sentence: /^There is no command frobnicate\. The/, code: 64 },
  { says: 'an unknown option', args: ['collect', '--fast'], sentence: /^There is no option --fast\./, code: 64 },
  { says: 'an account id that is none', args: ['collect', '123'], sentence: /^"123" is not an account id\./, code: 64 },
  { says: 'a rebuild of nothing', args: ['rebuild'], sentence: /^There is no data in .*collect first\.$/, code: 66 },
];

describe('wrong input is said in one sentence', () => {
  it.each(cases)('$says', async ({ args, env, sentence, code }) => {
    const KEYHOLDER_DATA_DIR = join(temporaryFolder('wrong'), 'data');
    expectSaid(await runCommand(install, args, { ...noConfig, KEYHOLDER_DATA_DIR, ...env }), sentence, code);
  });

  it('of a web server that is not built', async () => {
    const KEYHOLDER_DATA_DIR = join(temporaryFolder('wrong'), 'data');
    for (const command of ['serve', 'demo'])
      expectSaid(await runCommand(unbuilt, [command], { KEYHOLDER_DATA_DIR }), /not built\. Run "npm run build"/, 69);
  });

  it('of a port in use', async () => {
    const port = await freePort();
    const other = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void other.close());
    const env = { PORT: String(port), KEYHOLDER_DATA_DIR: join(temporaryFolder('wrong'), 'data') };
    for (const command of ['serve', 'demo'])
      expectSaid(await runCommand(install, [command], env), new RegExp(`^Port ${port} is in use .*set PORT to`), 69);
  });

  it('of a data folder that cannot be written', async () => {
    const file = join(temporaryFolder('wrong'), 'file');
    writeFileSync(file, 'mine');
    const under = process.platform === 'linux' ? ['/proc/keyholder'] : [];
    for (const KEYHOLDER_DATA_DIR of [file, join(file, 'data'), ...under]) {
      for (const command of ['serve', 'collect', 'demo', 'worker'])
        expectSaid(
          await runCommand(install, [command], { ...noConfig, KEYHOLDER_DATA_DIR, PORT: String(await freePort()) }),
          /cannot be written|^Cannot write in the data folder/,
          73,
        );
    }
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('of a database file that is damaged, and leaves it as it is', async () => {
    const dataDir = temporaryFolder('wrong');
    const file = join(dataDir, 'keyholder.db');
    writeFileSync(file, 'This was a database once. '.repeat(400));
    for (const command of ['serve', 'collect', 'doctor', 'rebuild'])
      expectSaid(await runCommand(install, [command], { ...noConfig, KEYHOLDER_DATA_DIR: dataDir }), /is damaged/, 69);
    expect(readFileSync(file, 'utf8')).toBe('This was a database once. '.repeat(400));
  });

  it('of a database of a newer version, and leaves it as it is', async () => {
    const dataDir = temporaryFolder('wrong');
    const store = await openStore({ databaseUrl: null, dataDir, mode: 'create' });
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030-01-01')`.execute(
      store.write.db,
    );
    await store.close();
    for (const command of ['serve', 'collect', 'doctor', 'rebuild', 'worker'])
      expectSaid(
        await runCommand(install, [command], { ...noConfig, ...someKeys, KEYHOLDER_DATA_DIR: dataDir }),
        /^The data was written by a newer Keyholder than this one\. Start that version again/,
        69,
      );
  });

  it('of a PostgreSQL that refuses the password', async ({ skip }) => {
    const server = inject('postgresUrl');
    if (server === null) return skip();
    const url = new URL(server);
    url.password = 's3cret';
    url.username = 'nobody';
    const env = { DATABASE_URL: url.href, KEYHOLDER_DATA_DIR: join(temporaryFolder('wrong'), 'data') };
    const ended = await runCommand(install, ['collect'], env);
    expectSaid(ended, /^PostgreSQL at .* refused the user or password\. Correct DATABASE_URL\.$/, 69);
  });
});

describe('with --json the error is JSON', () => {
  it.each([
    { args: ['collect'], env: { PORT: 'x' }, code: 'CONFIG_INVALID' },
    { args: ['rebuild'], env: {}, code: 'DATA_MISSING' },
    { args: ['doctor', '--fast'], env: {}, code: 'USAGE' },
    { args: ['collect'], env: { DATABASE_URL: 'postgresql://127.0.0.1:9/x' }, code: 'DATA_UNREACHABLE' },
  ])('$args $code', async ({ args, env, code }) => {
    const KEYHOLDER_DATA_DIR = join(temporaryFolder('wrong'), 'data');
    const { out } = await runCommand(install, [...args, '--json'], { ...noConfig, KEYHOLDER_DATA_DIR, ...env });
    expect(JSON.parse(out)).toMatchObject({ error: { code, message: expect.stringMatching(/\.$/) } });
  });
});

const organization = () =>
  generateOrganization({ users: 4, usersToAsk: 3, fidoShare: 0.5, signIns: 5, seed: 3, now: Date.now() - day / 2 });
const refusal = (code: string, message: string): Fault[] => [
  { on: { service: 'sts' }, effect: { kind: 'error', status: 403, code, message } },
];

describe('what AWS refuses is said on the command line and on every screen', () => {
  it.each([
    {
      says: 'expired credentials',
      faults: refusal('ExpiredToken', 'The security token included in the request is expired'),
      sentence: /^The AWS credentials have expired: sign in to AWS again, then try again\.$/,
    },
    {
      says: 'invalid keys',
      faults: refusal('InvalidClientTokenId', 'The security token included in the request is invalid.'),
      sentence: /^AWS does not accept these credentials \(InvalidClientTokenId\): check the access key/,
    },
    {
      says: 'a wrong secret',
      faults: refusal('SignatureDoesNotMatch', 'The request signature we calculated does not match'),
      sentence: /^AWS does not accept these credentials \(SignatureDoesNotMatch\): check the access key/,
    },
    {
      says: 'a page of HTML',
      faults: [{ on: { service: 'sts' }, effect: { kind: 'html' } }] satisfies Fault[],
      sentence: /answered with something that is not an answer of AWS: check AWS_ENDPOINT_URL and any proxy/,
    },
  ])('$says', async ({ faults, sentence }) => {
    const dataDir = join(temporaryFolder('wrong'), 'data');
    const standIn = await startStandIn({ organization: organization(), clock: Date.now });
    onTestFinished(() => standIn.close());
    const env = { ...standInEnvironment(standIn), KEYHOLDER_DATA_DIR: dataDir };
    // What was collected before is still there afterwards.
    expect((await runCommand(install, ['collect'], env)).code).toBe(0);
    standIn.setFaults(faults);
    const ended = await runCommand(install, ['collect'], env);
    expectSaid(ended, sentence, 1);
    expectSaid(await runCommand(install, ['doctor'], env), sentence, 1);

    const store = await openStore({ databaseUrl: null, dataDir, mode: 'existing' });
    onTestFinished(() => store.close());
    const frame = await getFrame(store.read, everything, {}, Date.now(), { demo: false, viewer: 'test' });
    expect(frame.notice?.text).toBe(ended.err.trim().split('\n').at(-1));
    const { n } = await store.read.db
      .selectFrom('principals')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    expect(Number(n)).toBe(5);
  });

  it('a role that cannot be assumed anywhere', async () => {
    const dataDir = join(temporaryFolder('wrong'), 'data');
    mkdirSync(dataDir);
    const joinedAt = Date.now() - day;
    const hub = makeAccount({ id: '100000000001', name: 'hub', joinedAt });
    const member = makeAccount({ id: '100000000002', name: 'member', joinedAt });
    const standIn = await startStandIn({ organization: makeOrganization([hub, member]), clock: Date.now });
    onTestFinished(() => standIn.close());
    const env = { ...standInEnvironment(standIn), KEYHOLDER_DATA_DIR: dataDir, KEYHOLDER_ROLE_NAME: 'Mistyped' };
    const { code, out } = await runCommand(install, ['collect'], env);
    // The caller's own account is read without the role (case U23).
    expect(out).toMatch(/^1 of 2 accounts read whole\.\n {2}100000000002 member: role denied; grant sts:AssumeRole\n$/);
    expect(code).toBe(2);
  });
});
