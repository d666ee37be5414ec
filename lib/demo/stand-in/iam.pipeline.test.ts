import * as iam from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { day, hour, isoSeconds } from '#lib/domain/instant';
import { makeAccount, makeUser, passwordSince } from '../make-account.ts';
import { makeOrganization } from '../make-organization.ts';
import { type StandIn, startStandIn } from './stand-in.ts';
import { assume, clientsFor, refusal } from './test-clients.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
const since = start - 400 * day;
const arn = (rest: string) => `arn:aws:iam::100000000001:${rest}`;
const fido = arn('u2f/user/ann/key-SAMPLE0000000000000000001');
const passkey = arn('u2f/user/ann/phone-SAMPLE0000000000000002');
const people = Array.from({ length: 120 }, (_, n) => `user-${String(n).padStart(3, '0')}`);

const management = makeAccount({
  id: '100000000001',
  name: 'sample-management',
  alias: 'a&b',
  joinedAt: since,
  passwordPolicy: { minimumPasswordLength: 14, maxPasswordAge: 90 },
  root: {
    passwordEnabled: true,
    passwordLastChangedAt: since,
    passwordLastUsedAt: null,
    accessKeyActive: true,
    devices: [
      { serialNumber: arn('mfa/my-phone'), enabledAt: since },
      { serialNumber: arn('u2f/root/key-SAMPLE'), enabledAt: since },
    ],
  },
  users: [
    makeUser({
      userName: 'ann',
      uniqueId: 'AIDASAMPLEANN00000001',
      path: '/root-team/',
      createdAt: since,
      password: passwordSince(since + hour, since + day),
      devices: [
        { serialNumber: fido, enabledAt: since + day, certifications: { FIDO: 'L1', 'FIDO-FIPS-140-2': 'L2' } },
        { serialNumber: passkey, enabledAt: since + day },
        { serialNumber: arn('mfa/ann'), enabledAt: since + 2 * day },
        { serialNumber: 'GAHT12345678', enabledAt: since + 3 * day },
        { serialNumber: arn('mfa/ann-old'), enabledAt: since, removedAt: since + day },
      ],
      groups: ['admins'],
      attachedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      inlinePolicies: [{ name: 'p', document: '{"Version":"2012-10-17","Statement":[]} %+&<>é' }],
      permissionsBoundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      tags: { 'keyholder:shared': 'true' },
    }),
    makeUser({ userName: 'contractor+acme@sample', uniqueId: 'AIDASAMPLECON00000001', createdAt: since }),
    ...people.map((userName) =>
      makeUser({
        userName,
        uniqueId: `AIDASAMPLE${userName}`,
        createdAt: since,
        devices: [{ serialNumber: arn(`mfa/${userName}`), enabledAt: since }],
      }),
    ),
  ],
  unassignedVirtualDevices: [arn('mfa/left-over')],
  groups: [{ name: 'admins', attachedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'], inlinePolicies: [] }],
  policies: [
    { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', name: 'ReadOnlyAccess', document: '{"Version":"2012-10-17"}' },
  ],
  samlProviders: [{ arn: arn('saml-provider/idp'), validUntil: start + day, createdAt: since }],
  oidcProviders: [arn('oidc-provider/token.example.org')],
});
const member = makeAccount({
  id: '100000000002',
  name: 'sample-member',
  joinedAt: since,
  auditRoles: [{ name: 'Audit', uniqueId: 'AROASAMPLE', trustedAccountId: '100000000001', externalId: null }],
});

let standIn: StandIn;
let client: iam.IAMClient;
beforeAll(async () => {
  const organization = makeOrganization([management, member], { rootFeatures: ['RootCredentialsManagement'] });
  standIn = await startStandIn({ organization, clock: () => start });
  client = clientsFor(standIn).iam;
});
afterAll(() => standIn.close());

it('tells about the account as a whole', async () => {
  const { SummaryMap } = await client.send(new iam.GetAccountSummaryCommand({}));
  expect(SummaryMap).toMatchObject({
    AccountMFAEnabled: 1,
    AccountPasswordPresent: 1,
    AccountAccessKeysPresent: 1,
    AccountSigningCertificatesPresent: 0,
    Users: 123,
    MFADevicesInUse: 126,
  });
  const aliases = await client.send(new iam.ListAccountAliasesCommand({}));
  expect([aliases.AccountAliases, aliases.IsTruncated]).toEqual([['a&b'], false]);
  const { PasswordPolicy } = await client.send(new iam.GetAccountPasswordPolicyCommand({}));
  expect(PasswordPolicy).toMatchObject({ MinimumPasswordLength: 14, MaxPasswordAge: 90, ExpirePasswords: true });
  const saml = await client.send(new iam.ListSAMLProvidersCommand({}));
  expect(saml.SAMLProviderList).toEqual([
    { Arn: arn('saml-provider/idp'), ValidUntil: new Date(start + day), CreateDate: new Date(since) },
  ]);
  const oidc = await client.send(new iam.ListOpenIDConnectProvidersCommand({}));
  expect(oidc.OpenIDConnectProviderList).toEqual([{ Arn: arn('oidc-provider/token.example.org') }]);
});

it('answers empty lists as lists, and what is not set with its error', async () => {
  const inMember = clientsFor(standIn, await assume(standIn, 'arn:aws:iam::100000000002:role/Audit')).iam;
  expect((await inMember.send(new iam.ListUsersCommand({}))).Users).toEqual([]);
  expect((await inMember.send(new iam.ListVirtualMFADevicesCommand({}))).VirtualMFADevices).toEqual([]);
  expect((await inMember.send(new iam.ListAccountAliasesCommand({}))).AccountAliases).toEqual([]);
  expect((await inMember.send(new iam.ListSAMLProvidersCommand({}))).SAMLProviderList).toEqual([]);
  expect(await refusal(inMember.send(new iam.GetAccountPasswordPolicyCommand({})))).toBe('NoSuchEntityException 404');
  // A role session has no devices of its own to list.
  expect(await refusal(inMember.send(new iam.ListMFADevicesCommand({})))).toBe('ValidationError 400');
});

it('lists users by pages of at most MaxItems', async () => {
  const sizes: number[] = [];
  const names: (string | undefined)[] = [];
  for await (const page of iam.paginateListUsers({ client, pageSize: 50 }, {})) {
    sizes.push(page.Users?.length ?? -1);
    names.push(...(page.Users ?? []).map((u) => u.UserName));
  }
  expect(sizes).toEqual([50, 50, 23]);
  expect(names.toSorted()).toEqual(['ann', 'contractor+acme@sample', 'keyholder-collector', ...people].toSorted());
  expect((await client.send(new iam.ListUsersCommand({}))).Users).toHaveLength(100);
  const ann = (await client.send(new iam.ListUsersCommand({ PathPrefix: '/root-team/' }))).Users;
  expect(ann).toEqual([
    {
      Path: '/root-team/',
      UserName: 'ann',
      UserId: 'AIDASAMPLEANN00000001',
      Arn: arn('user/root-team/ann'),
      CreateDate: new Date(since),
      PasswordLastUsed: new Date(since + day),
    },
  ]);
});

describe('pages refuse what does not belong to them', () => {
  const cases: readonly [what: string, input: iam.ListUsersCommandInput][] = [
    ['no items', { MaxItems: 0 }],
    ['too many items', { MaxItems: 1_001 }],
    ['an invented marker', { Marker: 'invented' }],
  ];
  it.each(cases)('%s', async (_, input) => {
    expect(await refusal(client.send(new iam.ListUsersCommand(input)))).toBe('ValidationError 400');
  });
  it('the marker of another operation', async () => {
    const { Marker } = await client.send(new iam.ListUsersCommand({ MaxItems: 2 }));
    expect(await refusal(client.send(new iam.ListVirtualMFADevicesCommand({ Marker })))).toBe('ValidationError 400');
  });
});

it('lists virtual devices by assignment, root without a user name', async () => {
  const all: iam.VirtualMFADevice[] = [];
  for await (const page of iam.paginateListVirtualMFADevices({ client }, {}))
    all.push(...(page.VirtualMFADevices ?? []));
  expect(all).toHaveLength(123);
  const root = all.find((d) => d.SerialNumber === arn('mfa/my-phone'));
  expect(root).toEqual({
    SerialNumber: arn('mfa/my-phone'),
    EnableDate: new Date(since),
    User: { UserId: '100000000001', Arn: arn('root'), CreateDate: new Date(since) },
  });
  expect(all.find((d) => d.SerialNumber === arn('mfa/ann'))?.User).toMatchObject({
    UserName: 'ann',
    Path: '/root-team/',
  });
  const free = await client.send(new iam.ListVirtualMFADevicesCommand({ AssignmentStatus: 'Unassigned' }));
  expect(free.VirtualMFADevices).toEqual([{ SerialNumber: arn('mfa/left-over') }]);
  const assigned = await client.send(
    new iam.ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned', MaxItems: 1_000 }),
  );
  expect(assigned.VirtualMFADevices).toHaveLength(122);
});

it('lists the devices of a user, of every kind, as of now', async () => {
  const { MFADevices, IsTruncated } = await client.send(new iam.ListMFADevicesCommand({ UserName: 'ann' }));
  expect(IsTruncated).toBe(false);
  expect(MFADevices?.map((d) => [d.UserName, d.SerialNumber, d.EnableDate?.getTime()])).toEqual([
    ['ann', fido, since + day],
    ['ann', passkey, since + day],
    ['ann', arn('mfa/ann'), since + 2 * day],
    ['ann', 'GAHT12345678', since + 3 * day],
  ]);
  expect((await client.send(new iam.ListMFADevicesCommand({ UserName: 'contractor+acme@sample' }))).MFADevices).toEqual(
    [],
  );
  expect((await client.send(new iam.ListMFADevicesCommand({}))).MFADevices).toEqual([]);
  expect(await refusal(client.send(new iam.ListMFADevicesCommand({ UserName: 'nobody' })))).toBe(
    'NoSuchEntityException 404',
  );
});

it('knows the certification of FIDO devices only', async () => {
  const ask = (SerialNumber: string) => client.send(new iam.GetMFADeviceCommand({ SerialNumber, UserName: 'ann' }));
  expect(await ask(fido)).toMatchObject({
    UserName: 'ann',
    SerialNumber: fido,
    EnableDate: new Date(since + day),
    Certifications: { FIDO: 'L1', 'FIDO-FIPS-140-2': 'L2' },
  });
  expect((await ask(passkey)).Certifications).toEqual({});
  expect(await refusal(ask(arn('mfa/ann')))).toBe('ValidationError 400');
  expect(await refusal(ask('GAHT12345678'))).toBe('ValidationError 400');
  expect(await refusal(ask(arn('u2f/user/ann/other')))).toBe('NoSuchEntityException 404');
});

it('knows who has a password', async () => {
  const ask = (UserName: string) => client.send(new iam.GetLoginProfileCommand({ UserName }));
  expect((await ask('ann')).LoginProfile).toMatchObject({ UserName: 'ann', CreateDate: new Date(since + hour) });
  expect(await refusal(ask('user-001'))).toBe('NoSuchEntityException 404');
  expect(await refusal(ask('nobody'))).toBe('NoSuchEntityException 404');
});

it('answers authorization details with encoded documents, by pages and by kind', async () => {
  const one = await client.send(new iam.GetAccountAuthorizationDetailsCommand({ MaxItems: 1 }));
  expect(one.UserDetailList?.[0]).toMatchObject({
    UserName: 'ann',
    GroupList: ['admins'],
    AttachedManagedPolicies: [{ PolicyName: 'ReadOnlyAccess', PolicyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
    Tags: [{ Key: 'keyholder:shared', Value: 'true' }],
  });
  const document = one.UserDetailList?.[0]?.UserPolicyList?.[0]?.PolicyDocument ?? '';
  expect([document.includes('{'), decodeURIComponent(document)]).toEqual([
    false,
    '{"Version":"2012-10-17","Statement":[]} %+&<>é',
  ]);
  const seen = { users: 0, groups: 0, roles: 0, policies: 0, pages: 0 };
  for await (const page of iam.paginateGetAccountAuthorizationDetails({ client, pageSize: 100 }, {})) {
    seen.users += page.UserDetailList?.length ?? 0;
    seen.groups += page.GroupDetailList?.length ?? 0;
    seen.roles += page.RoleDetailList?.length ?? 0;
    seen.policies += page.Policies?.length ?? 0;
    seen.pages += 1;
  }
  expect(seen).toEqual({ users: 123, groups: 1, roles: 0, policies: 1, pages: 2 });
  const groups = await client.send(new iam.GetAccountAuthorizationDetailsCommand({ Filter: ['Group'] }));
  expect([groups.UserDetailList, groups.GroupDetailList?.map((g) => g.GroupName)]).toEqual([[], ['admins']]);
});

describe('central root management', () => {
  const cases: readonly [what: string, given: Parameters<typeof makeOrganization>[1], answer: string][] = [
    ['is on', { rootFeatures: ['RootCredentialsManagement', 'RootSessions'] }, 'answered'],
    ['was never switched on', { rootFeatures: null }, 'ServiceAccessNotEnabledException 400'],
    ['needs an organization', { id: null }, 'OrganizationNotFoundException 404'],
    [
      'is asked for in a member account',
      { managementAccountId: '100000000002' },
      'AccountNotManagementOrDelegatedAdministratorException 400',
    ],
  ];
  it.each(cases)('%s', async (_, given, answer) => {
    const other = await startStandIn({
      organization: makeOrganization([management, member], given),
      clock: () => start,
    });
    expect(await refusal(clientsFor(other).iam.send(new iam.ListOrganizationsFeaturesCommand({})))).toBe(answer);
    await other.close();
  });
  it('names its features', async () => {
    const { OrganizationId, EnabledFeatures } = await client.send(new iam.ListOrganizationsFeaturesCommand({}));
    expect([OrganizationId, EnabledFeatures]).toEqual(['o-sample0001', ['RootCredentialsManagement']]);
  });
});

it('builds the credential report while others wait, keeps it for four hours, and then makes it anew', async () => {
  let now = start;
  let ticks = 0;
  const limits = { reportBuildMs: 5_000 };
  const other = await startStandIn({
    organization: makeOrganization([management]),
    clock: () => now,
    ticks: () => ticks,
    limits,
  });
  const { iam: asker } = clientsFor(other);
  const generate = async () => (await asker.send(new iam.GenerateCredentialReportCommand({}))).State;
  const get = () => asker.send(new iam.GetCredentialReportCommand({}));

  expect(await refusal(get())).toBe('CredentialReportNotPresentException 410');
  expect([await generate(), await generate()]).toEqual(['STARTED', 'INPROGRESS']);
  expect(await refusal(get())).toBe('CredentialReportNotReadyException 404');
  ticks += 5_000;
  expect(await generate()).toBe('COMPLETE');
  const first = await get();
  expect([first.ReportFormat, first.GeneratedTime]).toEqual(['text/csv', new Date(start)]);
  expect(new TextDecoder().decode(first.Content).split('\n')[1]).toBe(
    `<root_account>,${arn('root')},${isoSeconds(since)},true,no_information,${isoSeconds(since)},not_supported,true,true,${isoSeconds(since)},N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`,
  );
  now = start + 4 * hour - 1_000;
  expect(await generate()).toBe('COMPLETE');
  expect((await get()).GeneratedTime).toEqual(new Date(start));
  now = start + 4 * hour;
  expect(await refusal(get())).toBe('CredentialReportExpiredException 410');
  expect(await generate()).toBe('STARTED');
  ticks += 5_000;
  expect((await get()).GeneratedTime).toEqual(new Date(now));
  await other.close();
});
