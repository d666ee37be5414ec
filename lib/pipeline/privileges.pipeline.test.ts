import { expect, it } from 'vitest';
import { makeAccount, makeUser } from '#lib/demo/make-account';
import { makeOrganization } from '#lib/demo/make-organization';
import { everything } from '#lib/domain/actor';
import { day } from '#lib/domain/instant';
import { listAccounts } from '#lib/store/accounts';
import { listPrivileges } from '#lib/store/privileges';
import type { ReadStore } from '#lib/store/read-store';
import { rebuildProjections } from './rebuild-projections.ts';
import { dump } from './test-dump.ts';
import { testPipeline } from './test-pipeline.ts';

const now = Date.UTC(2026, 10, 22, 12);
const joinedAt = now - 90 * day;
const hub = '100000000001';
const member = '100000000002';
const role = { name: 'audit', externalId: null };

const policy = (Action: string, Resource = '*') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource }] });
const user = (userName: string, document: string | null) =>
  makeUser({
    userName,
    uniqueId: `AIDA${userName.toUpperCase()}`,
    createdAt: joinedAt,
    inlinePolicies: document === null ? [] : [{ name: 'work', document }],
  });
const trustsHub = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${hub}:root` }, Action: 'sts:AssumeRole' }],
});

const organization = makeOrganization([
  makeAccount({
    id: hub,
    name: 'hub',
    joinedAt,
    users: [
      user('visitor', policy('sts:AssumeRole', `arn:aws:iam::${member}:role/Admin`)),
      user('reader', policy('s3:GetObject')),
      user('admin', policy('*')),
      user('nobody', null),
    ],
  }),
  makeAccount({
    id: member,
    name: 'member',
    joinedAt,
    auditRoles: [{ name: role.name, uniqueId: 'AROASAMPLEAUDIT000001', trustedAccountId: hub, externalId: null }],
    users: [user('local', policy('iam:GetUser'))],
    roles: [
      {
        name: 'Admin',
        uniqueId: 'AROASAMPLEADMIN000001',
        path: '/',
        trustPolicy: trustsHub,
        attachedPolicyArns: [],
        inlinePolicies: [{ name: 'all', document: policy('*') }],
      },
    ],
  }),
]);

async function privileges(read: ReadStore) {
  const accounts = await listAccounts(read, everything);
  const rows = (await Promise.all(accounts.map(({ id }) => listPrivileges(read, { accountId: id })))).flat();
  return Object.fromEntries(rows.map((row) => [row.id.replace(/^\d+:(AIDA)?/, ''), row.privileged]));
}
const because = async (read: ReadStore, uniqueId: string) =>
  (await listPrivileges(read, { principalId: `${hub}:${uniqueId}` }))[0]?.because;

it('P7, P11, P12 over accounts: a role of an account that is sealed later, then one that nobody may look at', async () => {
  const { store, collect, context, standIn } = await testPipeline({ organization, clock: () => now, role });
  await collect();
  const first = { VISITOR: true, READER: false, ADMIN: true, NOBODY: false, LOCAL: false, root: true };
  expect(await privileges(store.read)).toMatchObject(first);
  expect(await because(store.read, 'AIDAVISITOR')).toBe(
    'Privileged: inline policy work of the user allows sts:AssumeRole on role Admin of account 100000000002, where inline policy all of the role allows iam:PutUserPolicy on everything. Service control policies are not considered, so this may overstate.',
  );
  const before = await dump(store.read);
  await rebuildProjections(context);
  expect(await dump(store.read)).toEqual(before);

  standIn.setFaults([
    { on: { accountId: member, operation: 'GetAccountAuthorizationDetails' }, effect: { kind: 'deny' } },
  ]);
  await collect();
  expect(await privileges(store.read)).toMatchObject({ ...first, VISITOR: null, LOCAL: null });
  expect(await because(store.read, 'AIDAVISITOR')).toBe(
    'Privileged or not is not known: it may assume roles of account 100000000002, and iam:GetAccountAuthorizationDetails was denied (AccessDenied) there.',
  );
});
