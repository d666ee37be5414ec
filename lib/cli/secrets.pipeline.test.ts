import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { makeAccount, makeUser, passwordSince } from '#lib/demo/make-account';
import { makeOrganization } from '#lib/demo/make-organization';
import type { Fault } from '#lib/demo/stand-in/faults';
import { startStandIn } from '#lib/demo/stand-in/stand-in';
import { day } from '#lib/domain/instant';
import { openStore } from '#lib/store/open-store';
import {
  childrenOf,
  freePort,
  installForTests,
  runCommand,
  standInEnvironment,
  startCommand,
  type TestInstall,
  temporaryFolder,
  until,
} from './test-processes.ts';

let install: TestInstall;
beforeAll(async () => {
  install = await installForTests();
});
afterAll(() => install.remove());

const externalId = 'sample-external-id-0001';
const createdAt = Date.now() - 100 * day;
const account = (id: string, name: string) =>
  makeAccount({
    id,
    name,
    joinedAt: createdAt,
    users: [makeUser({ userName: 'ann', uniqueId: `AIDASAMPLE${id}`, createdAt, password: passwordSince(createdAt) })],
    auditRoles: [{ name: 'Audit', uniqueId: 'AROASAMPLE0001', trustedAccountId: '100000000001', externalId }],
  });

/** Bytes as they are, and whatever they are when unpacked. */
function readings(bytes: Uint8Array): string[] {
  const unpacked = [gunzipSync, inflateSync, inflateRawSync, brotliDecompressSync].flatMap((unpack) => {
    try {
      return [unpack(bytes).toString('latin1')];
    } catch {
      return [];
    }
  });
  return [Buffer.from(bytes).toString('latin1'), ...unpacked];
}

it('no key, token or external id is kept or logged, also when the role is refused', async () => {
  const organization = makeOrganization([account('100000000001', 'hub'), account('100000000002', 'member')]);
  const standIn = await startStandIn({ organization, clock: Date.now });
  onTestFinished(() => standIn.close());
  const dataDir = join(temporaryFolder('secrets'), 'data');
  const env = {
    ...standInEnvironment(standIn),
    KEYHOLDER_DATA_DIR: dataDir,
    KEYHOLDER_ROLE_NAME: 'Audit',
    KEYHOLDER_EXTERNAL_ID: externalId,
  };
  const said = [await runCommand(install, ['collect', '--json'], env), await runCommand(install, ['doctor'], env)];
  expect(said[0]?.code).toBe(0);
  const refused: Fault = { on: { operation: 'AssumeRole' }, effect: { kind: 'deny' } };
  standIn.setFaults([refused, { on: { operation: 'ListUsers' }, effect: { kind: 'html' }, times: 2 }]);
  said.push(await runCommand(install, ['collect'], env));
  const invalid = { kind: 'error', status: 403, code: 'InvalidClientTokenId', message: 'Invalid.' } as const;
  standIn.setFaults([{ on: { operation: 'GetCallerIdentity' }, effect: invalid }]);
  said.push(await runCommand(install, ['collect'], env));

  const store = await openStore({ databaseUrl: null, dataDir, mode: 'existing' });
  const evidence = await store.read.db.selectFrom('evidence').select(['source', 'body']).execute();
  const blocks = await store.read.db.selectFrom('snapshot_blocks').select('body').execute();
  await store.close();
  expect(evidence.map(({ source }) => source)).toContain('role');

  const files = readdirSync(dataDir).map((name) => readFileSync(join(dataDir, name)));
  const texts = [
    ...files.map((bytes) => bytes.toString('latin1')),
    ...[...evidence, ...blocks].flatMap(({ body }) => readings(body)),
    ...said.flatMap(({ out, err }) => [out, err]),
  ];
  // The role's evidence was unpacked, so that what is looked for could be found.
  expect(texts.some((text) => text.includes('AssumedRoleUser'))).toBe(true);
  for (const secret of [standIn.credentials.secretAccessKey, 'sample-session', 'sample-secret'])
    expect(texts.filter((text) => text.includes(secret))).toEqual([]);
  // Who may read roles sees the external id in their trust policies, and so does evidence of them; the way in names it nowhere.
  const log = readFileSync(join(dataDir, 'keyholder.log'), 'latin1');
  const wayIn = evidence.filter(({ source }) => source === 'role').flatMap(({ body }) => readings(body));
  const wherever = [log, ...wayIn, ...said.flatMap(({ out, err }) => [out, err])];
  expect(wherever.filter((text) => text.includes(externalId))).toEqual([]);
});

it.runIf(process.platform === 'linux')("the demo's processes see nothing of the person's AWS set-up", async () => {
  const env = {
    AWS_PROFILE: 'personal',
    AWS_ACCESS_KEY_ID: 'AKIAPERSONAL',
    AWS_SECRET_ACCESS_KEY: 'personal',
    AWS_SESSION_TOKEN: 'personal',
    AWS_ENDPOINT_URL_IAM: 'http://personal.example.org',
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
    AWS_USE_FIPS_ENDPOINT: 'true',
    HTTPS_PROXY: 'http://personal.example.org',
    KEYHOLDER_ROLE_NAME: 'Personal',
    KEYHOLDER_DATA_DIR: temporaryFolder('demo'),
    PORT: String(await freePort()),
  };
  const { child } = startCommand(install, ['demo'], env);
  const { worker, web } = await until('both run', () => {
    const children = childrenOf(install, child.pid);
    return children.worker && children.web ? children : null;
  });
  const variablesOf = (pid: number) => readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean);
  const ofWorker = variablesOf(worker?.pid ?? 0);
  const aws = ofWorker.filter((line) => line.startsWith('AWS_')).map((line) => line.split('=')[0]);
  expect(aws.sort()).toEqual([
    'AWS_ACCESS_KEY_ID',
    'AWS_CONFIG_FILE',
    'AWS_EC2_METADATA_DISABLED',
    'AWS_ENDPOINT_URL',
    'AWS_REGION',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_SHARED_CREDENTIALS_FILE',
  ]);
  expect(ofWorker.find((line) => line.startsWith('AWS_ENDPOINT_URL='))).toMatch(/=http:\/\/127\.0\.0\.1:\d+$/);
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) {
    const file = ofWorker.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
    expect(readFileSync(file, 'utf8')).toBe('');
  }
  expect(ofWorker.filter((line) => /personal/i.test(line))).toEqual([]);
  const ofWeb = variablesOf(web?.pid ?? 0);
  expect(ofWeb.filter((line) => /^AWS_|personal/i.test(line))).toEqual([]);
});
