import { describe, expect, it } from 'vitest';
import type { FactSourceId } from '#lib/domain/facts';
import { mergeFacts, normalizeSource } from './normalize-source.ts';

const context = { partition: 'aws', region: 'eu-west-1' } as const;
const readAt = Date.UTC(2026, 10, 22, 14);
const date = new Date('2026-03-01T12:00:00Z');
const at = date.getTime();

const cases: readonly (readonly [name: string, source: FactSourceId, answer: unknown, facts: object])[] = [
  [
    'account: the summary in words',
    'account',
    {
      callerArn: 'arn:aws:iam::100000000001:role/audit',
      summary: {
        SummaryMap: {
          AccountMFAEnabled: 1,
          AccountPasswordPresent: 0,
          AccountAccessKeysPresent: 2,
          AccountSigningCertificatesPresent: 0,
          Users: 7,
          MFADevicesInUse: 3,
          Groups: 1,
        },
        readAt,
      },
      aliases: ['demo'],
      passwordPolicy: { MinimumPasswordLength: 14, RequireSymbols: true },
    },
    {
      summary: {
        accountMfaEnabled: true,
        accountPasswordPresent: false,
        accountAccessKeysPresent: true,
        accountSigningCertificatesPresent: false,
        users: 7,
        mfaDevicesInUse: 3,
        readAt,
      },
      aliases: ['demo'],
      passwordPolicy: { minimumPasswordLength: 14, requireSymbols: true, requireNumbers: null },
    },
  ],
  [
    'account: a figure that is missing or odd is not known',
    'account',
    {
      callerArn: null,
      summary: { SummaryMap: { AccountMFAEnabled: 'yes' }, readAt },
      aliases: null,
      passwordPolicy: 'none',
    },
    {
      callerArn: null,
      summary: { accountMfaEnabled: null, accountPasswordPresent: null },
      aliases: null,
      passwordPolicy: 'none',
    },
  ],
  [
    'account: a summary that was denied',
    'account',
    { callerArn: null, summary: null, aliases: null, passwordPolicy: null },
    { summary: null, passwordPolicy: null },
  ],
  [
    'regions',
    'regions',
    { enabled: ['eu-west-1', 'us-east-1'], readAt },
    {
      enabled: ['eu-west-1', 'us-east-1'],
      readIn: ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2', 'eu-west-1'],
    },
  ],
  [
    'users: with and without a last password use',
    'users',
    {
      Users: [
        {
          UserName: 'a',
          UserId: 'AIDAA',
          Arn: 'arn:aws:iam::100000000001:user/x/a',
          Path: '/x/',
          CreateDate: date,
          PasswordLastUsed: date,
        },
        { UserName: 'b', UserId: 'AIDAB', Arn: 'arn:aws:iam::100000000001:user/b', Path: '/', CreateDate: date },
      ],
      readAt,
    },
    {
      readAt,
      unreadableEntries: 0,
      users: [
        { userName: 'a', uniqueId: 'AIDAA', path: '/x/', createdAt: at, passwordLastUsedAt: at },
        { userName: 'b', passwordLastUsedAt: null },
      ],
    },
  ],
  [
    'R2, U14 virtual devices: a user, root without a name, nobody',
    'virtual-devices',
    {
      VirtualMFADevices: [
        {
          SerialNumber: 'arn:aws:iam::100000000001:mfa/a',
          EnableDate: date,
          User: {
            UserName: 'a',
            UserId: 'AIDAA',
            Arn: 'arn:aws:iam::100000000001:user/a',
            Path: '/',
            CreateDate: date,
          },
        },
        {
          SerialNumber: 'arn:aws:iam::100000000001:mfa/my-phone',
          EnableDate: date,
          User: { UserId: '100000000001', Arn: 'arn:aws:iam::100000000001:root', CreateDate: date },
        },
        { SerialNumber: 'arn:aws:iam::100000000001:mfa/orphan' },
      ],
      readAt,
    },
    {
      readAt,
      devices: [
        {
          serialNumber: 'arn:aws:iam::100000000001:mfa/a',
          enabledAt: at,
          assignedTo: { uniqueId: 'AIDAA', userName: 'a' },
        },
        { assignedTo: { arn: 'arn:aws:iam::100000000001:root', userName: null } },
        { enabledAt: null, assignedTo: null },
      ],
    },
  ],
  [
    'mfa-devices: devices, none, and a user who is gone',
    'mfa-devices',
    {
      users: [
        {
          uniqueId: 'AIDAA',
          userName: 'a',
          devices: [{ UserName: 'a', SerialNumber: 'GAHT12345678', EnableDate: date }],
          readAt,
        },
        { uniqueId: 'AIDAB', userName: 'b', devices: [], readAt },
        { uniqueId: 'AIDAC', userName: 'c', devices: 'gone', readAt },
      ],
    },
    {
      users: [
        { uniqueId: 'AIDAA', devices: [{ serialNumber: 'GAHT12345678', enabledAt: at }], readAt },
        { devices: [] },
        { devices: 'gone' },
      ],
    },
  ],
  [
    'login-profiles',
    'login-profiles',
    {
      users: [
        { uniqueId: 'AIDAA', userName: 'a', loginProfile: { UserName: 'a', CreateDate: date }, readAt },
        { uniqueId: 'AIDAB', userName: 'b', loginProfile: 'none', readAt },
      ],
    },
    {
      users: [
        { hasPassword: true, passwordCreatedAt: at },
        { hasPassword: false, passwordCreatedAt: null },
      ],
    },
  ],
  [
    'U16 fido-certification, with and without levels',
    'fido-certification',
    {
      devices: [
        { serialNumber: 's1', enabledAt: at, certifications: { FIDO: 'L1' }, readAt },
        { serialNumber: 's2', enabledAt: null, certifications: {}, readAt },
      ],
    },
    { devices: [{ serialNumber: 's1', levels: { FIDO: 'L1' }, capturedAt: readAt }, { levels: {} }] },
  ],
  [
    'federation: a list that was not asked for is null',
    'federation',
    { SAMLProviderList: [{ Arn: 'arn:aws:iam::100000000001:saml-provider/Okta', ValidUntil: date }], readAt },
    { samlProviders: [{ validUntil: at }], oidcProviders: null },
  ],
  [
    'root',
    'root',
    { OrganizationId: 'o-example', EnabledFeatures: ['RootCredentialsManagement'], readAt },
    { rootCredentialsManagement: true, rootSessions: false },
  ],
  [
    'authorization: tags, and policy documents decoded',
    'authorization',
    {
      UserDetailList: [
        {
          UserId: 'AIDAA',
          UserName: 'a',
          Arn: 'arn:aws:iam::100000000001:user/a',
          Tags: [{ Key: 'keyholder:shared', Value: 'true' }],
          GroupList: ['g'],
          UserPolicyList: [{ PolicyName: 'p', PolicyDocument: '%7B%22Version%22%3A%222012-10-17%22%7D' }],
          PermissionsBoundary: { PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
        },
      ],
      Policies: [
        {
          Arn: 'arn:aws:iam::aws:policy/job-function/X',
          PolicyVersionList: [
            { Document: '%7B%7D', IsDefaultVersion: false },
            { Document: '%5B%5D', IsDefaultVersion: true },
          ],
        },
      ],
      readAt,
    },
    {
      users: [
        {
          tags: { 'keyholder:shared': 'true' },
          groups: ['g'],
          inlinePolicies: [{ name: 'p', document: '{"Version":"2012-10-17"}' }],
          attachedPolicyArns: [],
          permissionsBoundaryArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
        },
      ],
      groups: [],
      policies: [{ document: '[]' }],
    },
  ],
];

describe('answers of the SDK', () => {
  for (const [name, source, answer, facts] of cases) {
    it(name, () => {
      const normalized = normalizeSource(source, answer, context);
      expect(normalized.unreadable).toEqual([]);
      expect(normalized.facts).toMatchObject(facts);
      expect(mergeFacts(source, normalized.facts === null ? [] : [normalized.facts])).toMatchObject(facts);
    });
  }
});

describe('what is no answer is kept aside, and never an empty list', () => {
  const sources: readonly FactSourceId[] = [
    'account',
    'regions',
    'credential-report',
    'users',
    'virtual-devices',
    'mfa-devices',
    'login-profiles',
    'fido-certification',
    'authorization',
    'federation',
    'root',
  ];
  for (const source of sources) {
    it(source, () => {
      for (const answer of [{}, null, undefined, '<html>', 7]) {
        const { facts, unreadable } = normalizeSource(source, answer, context);
        expect(facts).toBeNull();
        expect(unreadable).toHaveLength(1);
      }
    });
  }
});

it('a malformed user costs no other, and the list is known not to be complete', () => {
  const good = { UserName: 'a', UserId: 'AIDAA', Arn: 'arn:aws:iam::100000000001:user/a', Path: '/', CreateDate: date };
  const { facts, unreadable } = normalizeSource('users', { Users: [good, { UserName: 'b' }, 'x'], readAt }, context);
  expect(facts).toMatchObject({ users: [{ userName: 'a' }], unreadableEntries: 2 });
  expect(unreadable).toHaveLength(2);
});

it('U5 a user with a device that cannot be read has no list, not a shorter one', () => {
  const answer = { users: [{ uniqueId: 'AIDAA', userName: 'a', devices: [{ UserName: 'a' }], readAt }] };
  const { facts, unreadable } = normalizeSource('mfa-devices', answer, context);
  expect(facts?.users).toEqual([]);
  expect(unreadable).toHaveLength(1);
});

it('R7 pages are joined, and a user on two pages counts once', () => {
  const page = (ids: readonly string[], when: number) => ({
    readAt: when,
    unreadableEntries: 0,
    users: ids.map((id) => ({
      userName: id,
      uniqueId: id,
      arn: `arn:aws:iam::100000000001:user/${id}`,
      path: '/',
      createdAt: at,
      passwordLastUsedAt: null,
    })),
  });
  const merged = mergeFacts('users', [page(['a', 'b'], readAt), page(['b', 'c'], readAt + 5)]);
  expect(merged?.users.map((user) => user.uniqueId)).toEqual(['a', 'b', 'c']);
  expect(merged?.readAt).toBe(readAt + 5);
  expect(mergeFacts('users', [])).toBeNull();
});
