/** A commercial and a GovCloud connection in one collection: two stand-ins behind one endpoint, told apart as AWS does, by the signed Region. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { makeOrganization } from '#lib/demo/make-organization';
import { unthrottledLimits } from '#lib/demo/stand-in/limits';
import { type StandIn, startStandIn } from '#lib/demo/stand-in/stand-in';
import { listAccounts } from '#lib/store/accounts';
import { listAudit } from '#lib/store/audit-log';
import { listConnections } from '#lib/store/connections';
import { addConnection } from './commands/add-connection.ts';
import { device, fido, hub, member, now, role, rootWith, user, virtual } from './test-cases.ts';
import { testPipeline } from './test-pipeline.ts';
import { verdictsOf } from './test-verdicts.ts';

const govHub = '100000000051';
const govMember = '100000000052';
const gov = 'aws-us-gov';

async function endpointFor(standIns: { readonly commercial: StandIn; readonly gov: StandIn }): Promise<string> {
  const server = createServer((incoming, response) => {
    const isGov = /Credential=[^/]+\/\d{8}\/us-gov-/.test(incoming.headers.authorization ?? '');
    const to = new URL(isGov ? standIns.gov.url : standIns.commercial.url);
    const { method, headers } = incoming;
    const onward = request({ host: to.hostname, port: to.port, method, headers, path: incoming.url }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
}

function profiles(standIn: StandIn): void {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-profiles-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const { accessKeyId, secretAccessKey } = standIn.credentials;
  const keys = `aws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
  writeFileSync(join(folder, 'credentials'), `[gov]\n${keys}`);
  writeFileSync(join(folder, 'config'), '[profile gov]\nregion = us-gov-west-1\n');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
}

it('a commercial and a GovCloud connection are read side by side', async () => {
  const commercial = makeOrganization([
    member(hub, { users: [user('anna', { devices: [device(virtual(hub, 'anna'))] })] }),
  ]);
  const tested = await testPipeline({ organization: commercial, clock: () => now, wait: async () => {} });
  const given = member(govHub, { users: [user('greta', { devices: [device(virtual(govHub, 'greta', gov))] })] }, gov);
  const trusts = [{ name: role.name, uniqueId: 'AROASAMPLE', trustedAccountId: govHub, externalId: role.externalId }];
  const govStandIn = await startStandIn({
    organization: makeOrganization(
      [
        given,
        member(
          govMember,
          {
            users: [user('gustav')],
            auditRoles: trusts,
            root: rootWith({ devices: [device(fido(govMember, 'root/a', gov))] }),
          },
          gov,
        ),
      ],
      { partition: gov },
    ),
    clock: () => now,
    limits: { ...unthrottledLimits, reportBuildMs: 20 },
    seed: 2,
  });
  onTestFinished(() => govStandIn.close());
  vi.stubEnv('AWS_ENDPOINT_URL', await endpointFor({ commercial: tested.standIn, gov: govStandIn }));
  profiles(govStandIn);

  const command = { ...tested.context, actor: { id: 'sample-admin' }, scope: { kind: 'all' } } as const;
  const connection = {
    id: 'govcloud',
    profile: 'gov',
    region: 'us-gov-west-1',
    roleName: role.name,
    externalId: role.externalId,
  };
  await addConnection(command, connection);
  await expect(addConnection(command, { ...connection, id: 'default' })).rejects.toThrow(/Choose another name/);
  expect((await listAudit(tested.store.read, { limit: 5 })).map(({ action }) => action)).toEqual(['connection.add']);

  await tested.collect();
  const { read } = tested.store;
  expect((await listConnections(read)).map(({ id, partition, state }) => [id, partition, state])).toEqual([
    ['default', 'aws', 'ready'],
    ['govcloud', gov, 'ready'],
  ]);
  const accounts = await listAccounts(read, { kind: 'all' });
  expect(accounts.map(({ id, partition, connectionId }) => [id, partition, connectionId])).toEqual([
    [hub, 'aws', 'default'],
    [govHub, gov, 'govcloud'],
    [govMember, gov, 'govcloud'],
  ]);
  expect(await verdictsOf(read, hub)).toMatchObject({
    anna: { status: 'COMPLIANT', partition: 'aws' },
    '<root_account>': { status: 'COMPLIANT' },
  });
  expect(await verdictsOf(read, govHub)).toMatchObject({
    greta: { status: 'COMPLIANT', partition: gov, arn: `arn:${gov}:iam::${govHub}:user/greta` },
    '<root_account>': { status: 'NOT_APPLICABLE', state: 'not-in-partition' },
  });
  expect(await verdictsOf(read, govMember)).toMatchObject({
    gustav: { status: 'NON_COMPLIANT' },
    '<root_account>': { status: 'NOT_APPLICABLE', state: 'not-in-partition' },
  });
  const asked = new Set(govStandIn.log.calls.map((call) => call.region));
  expect([...asked].every((region) => region.startsWith('us-gov-'))).toBe(true);
});

it('a connection whose profile does not exist says so, and costs the others nothing', async () => {
  const organization = makeOrganization([member(hub, { users: [user('anna')] })]);
  const tested = await testPipeline({ organization, clock: () => now, wait: async () => {} });
  profiles(tested.standIn);
  const command = { ...tested.context, actor: { id: 'sample-admin' }, scope: { kind: 'all' } } as const;
  await addConnection(command, {
    id: 'other',
    profile: 'nowhere',
    region: 'us-gov-west-1',
    roleName: null,
    externalId: null,
  });
  const { status, error } = await tested.collect();
  expect([status, error]).toEqual([
    'partial',
    expect.stringMatching(/^Connection other \(profile nowhere\): .*credentials/),
  ]);
  expect(await verdictsOf(tested.store.read, hub)).toMatchObject({ anna: { status: 'NON_COMPLIANT' } });
  expect((await listConnections(tested.store.read)).map(({ id, state }) => [id, state])).toEqual([
    ['default', 'ready'],
    ['other', 'error'],
  ]);
});
