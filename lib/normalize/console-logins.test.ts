import { describe, expect, it } from 'vitest';
import { normalizeConsoleLogins } from './console-logins.ts';

const place = { accountId: '100000000001', region: 'us-east-1', evidenceSha256: 'e'.repeat(64) };

const user = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLEANAYA',
  arn: 'arn:aws:iam::100000000001:user/ops/anaya',
  accountId: '100000000001',
  userName: 'anaya',
};

function record(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    eventVersion: '1.08',
    userIdentity: user,
    eventTime: '2026-11-20T08:00:00Z',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: 'eu-north-1',
    sourceIPAddress: '192.0.2.7',
    userAgent: 'Mozilla/5.0',
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes', MFAIdentifier: 'arn:aws:iam::100000000001:mfa/anaya', MobileVersion: 'No' },
    eventID: '11111111-1111-4111-8111-111111111111',
    eventType: 'AwsConsoleSignIn',
    recipientAccountId: '100000000001',
    ...changes,
  };
}

const read = (value: unknown) =>
  normalizeConsoleLogins([typeof value === 'string' ? value : JSON.stringify(value)], place);

const assumedRole = (role: string, issuer: Record<string, unknown> = {}, session: Record<string, unknown> = {}) => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:jo`,
  arn: `arn:aws:sts::100000000001:assumed-role/${role}/jo`,
  accountId: '100000000001',
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::100000000001:role/${role}`, userName: role, ...issuer },
    webIdFederationData: {},
    ...session,
  },
});

const failed = {
  userIdentity: { type: 'IAMUser', principalId: 'AIDAEXAMPLEANAYA', accountId: '100000000001', userName: 'anaya' },
  errorMessage: 'Failed authentication',
  responseElements: { ConsoleLogin: 'Failure' },
};

const cases: readonly (readonly [name: string, changes: Record<string, unknown>, expected: Record<string, unknown>])[] =
  [
    [
      'an IAM user with MFA',
      {},
      {
        identity: 'iam-user',
        principalId: '100000000001:AIDAEXAMPLEANAYA',
        uniqueId: 'AIDAEXAMPLEANAYA',
        userName: 'anaya',
        outcome: 'success',
        mfaUsed: true,
        mfaIdentifier: 'arn:aws:iam::100000000001:mfa/anaya',
        region: 'eu-north-1',
        time: Date.UTC(2026, 10, 20, 8),
      },
    ],
    ['no MFA', { additionalEventData: { MFAUsed: 'No' } }, { mfaUsed: false, mfaIdentifier: null }],
    [
      'L6 a failure with MFAUsed Yes, without ARN',
      { ...failed, additionalEventData: { MFAUsed: 'Yes' } },
      {
        outcome: 'failure',
        mfaUsed: true,
        principalId: '100000000001:AIDAEXAMPLEANAYA',
        arn: null,
        errorMessage: 'Failed authentication',
      },
    ],
    [
      'L7 an unknown user name',
      {
        ...failed,
        userIdentity: {
          type: 'IAMUser',
          accountId: '100000000001',
          accessKeyId: '',
          userName: 'HIDDEN_DUE_TO_SECURITY_REASONS',
        },
        errorMessage: 'No username found in supplied account',
        eventType: 'AwsConsoleSignin',
      },
      { identity: 'unknown-user', principalId: null, outcome: 'failure' },
    ],
    [
      'root, whose principalId is the account',
      {
        userIdentity: {
          type: 'Root',
          principalId: '100000000001',
          arn: 'arn:aws:iam::100000000001:root',
          accountId: '100000000001',
        },
      },
      { identity: 'root', principalId: '100000000001:root' },
    ],
    [
      'root, in an older record with an AIDA id',
      {
        userIdentity: {
          type: 'Root',
          principalId: 'AIDAOLDROOT',
          arn: 'arn:aws:iam::100000000001:root',
          accountId: '100000000001',
        },
      },
      { identity: 'root', principalId: '100000000001:root' },
    ],
    ['L11 MFAUsed spelled YES', { additionalEventData: { MFAUsed: 'YES' } }, { mfaUsed: true }],
    ['L11 eventType AwsConsoleSignin', { eventType: 'AwsConsoleSignin' }, { outcome: 'success' }],
    ['L11 no additionalEventData', { additionalEventData: undefined }, { mfaUsed: null, mfaIdentifier: null }],
    ['L11 additionalEventData null', { additionalEventData: null }, { mfaUsed: null }],
    [
      'L11 requestParameters None',
      { requestParameters: 'None', additionalEventData: 'None' },
      { mfaUsed: null, outcome: 'success' },
    ],
    [
      'additionalEventData as JSON text',
      { additionalEventData: '{"MFAUsed":"Yes","MFAIdentifier":"GAHT12345678"}' },
      { mfaUsed: true, mfaIdentifier: 'GAHT12345678' },
    ],
    ['a user who is named None', { userIdentity: { ...user, userName: 'None' } }, { userName: 'None' }],
    [
      'L4 SAML',
      {
        userIdentity: assumedRole('Admin'),
        additionalEventData: { MFAUsed: 'No', SamlProviderArn: 'arn:aws:iam::100000000001:saml-provider/Okta' },
      },
      {
        identity: 'saml',
        principalId: null,
        provider: 'arn:aws:iam::100000000001:saml-provider/Okta',
        userName: 'Admin/jo',
        mfaUsed: false,
      },
    ],
    [
      'L4 SAML seen only in the session',
      {
        userIdentity: assumedRole(
          'Admin',
          {},
          { webIdFederationData: { federatedProvider: 'arn:aws:iam::100000000001:saml-provider/Okta' } },
        ),
        additionalEventData: { MFAUsed: 'No' },
      },
      { identity: 'saml' },
    ],
    [
      'L4 OpenID Connect',
      {
        userIdentity: assumedRole('Admin', {}, { webIdFederationData: { federatedProvider: 'accounts.google.com' } }),
        additionalEventData: { MFAUsed: 'No' },
      },
      { identity: 'oidc', provider: 'accounts.google.com' },
    ],
    [
      'L4 Identity Center, which itself comes by SAML',
      {
        userIdentity: assumedRole('AWSReservedSSO_Admin_0123456789abcdef'),
        additionalEventData: {
          MFAUsed: 'No',
          SamlProviderArn: 'arn:aws:iam::100000000001:saml-provider/AWSSSO_1_DO_NOT_DELETE',
        },
      },
      { identity: 'identity-center', principalId: null },
    ],
    [
      'L17 GetFederationToken by an IAM user',
      {
        userIdentity: {
          type: 'FederatedUser',
          principalId: '100000000001:broker',
          arn: 'arn:aws:sts::100000000001:federated-user/broker',
          accountId: '100000000001',
          sessionContext: {
            sessionIssuer: {
              type: 'IAMUser',
              principalId: 'AIDAISSUER',
              arn: 'arn:aws:iam::100000000001:user/issuer',
              accountId: '100000000001',
              userName: 'issuer',
            },
          },
        },
        additionalEventData: { MFAUsed: 'No' },
      },
      { identity: 'federation-token', principalId: '100000000001:AIDAISSUER', userName: 'issuer' },
    ],
    [
      'L17 GetFederationToken by root',
      {
        userIdentity: {
          type: 'FederatedUser',
          principalId: '100000000001:broker',
          accountId: '100000000001',
          sessionContext: { sessionIssuer: { type: 'Root', principalId: '100000000001', accountId: '100000000001' } },
        },
      },
      { identity: 'federation-token', principalId: '100000000001:root' },
    ],
    [
      'L18 an assumed role without traces of federation',
      { userIdentity: assumedRole('Broker'), additionalEventData: { MFAUsed: 'No' } },
      { identity: 'custom-broker', principalId: null, provider: 'arn:aws:iam::100000000001:role/Broker' },
    ],
    [
      'a recipient other than the account that was asked',
      { recipientAccountId: '100000000002' },
      { accountId: '100000000002', principalId: '100000000001:AIDAEXAMPLEANAYA' },
    ],
    ['an older record without recipientAccountId', { recipientAccountId: undefined }, { accountId: '100000000001' }],
    ['text that a database refuses', { userAgent: 'a\u0000b\ud800c' }, { userAgent: 'a\u0000b\ud800c' }],
  ];

describe('sign-in records', () => {
  for (const [name, changes, expected] of cases) {
    it(name, () => {
      const { logins, unreadable } = read(record(changes));
      expect(unreadable).toEqual([]);
      expect(logins).toHaveLength(1);
      expect(logins[0]).toMatchObject(expected);
      expect(logins[0]).toMatchObject({ evidenceSha256: place.evidenceSha256, evidenceIndex: 0 });
    });
  }

  it('L5 a role switch is a row of its own', () => {
    const { logins, roleSwitches } = read(
      record({
        eventName: 'SwitchRole',
        userIdentity: {
          type: 'AssumedRole',
          principalId: 'AROA1:Alice',
          arn: 'arn:aws:sts::100000000001:assumed-role/developerAdmin/Alice',
          accountId: '100000000001',
        },
        responseElements: { SwitchRole: 'Success' },
        additionalEventData: { SwitchFrom: 'arn:aws:iam::100000000009:user/Alice' },
      }),
    );
    expect(logins).toEqual([]);
    expect(roleSwitches).toMatchObject([
      {
        switchedFrom: 'arn:aws:iam::100000000009:user/Alice',
        roleArn: 'arn:aws:iam::100000000001:role/developerAdmin',
      },
    ]);
  });

  it('L12 CheckMfa before a login is no login, and nothing unreadable', () => {
    const answer = read(record({ eventName: 'CheckMfa', responseElements: { CheckMfa: 'Success' } }));
    expect(answer).toEqual({ logins: [], roleSwitches: [], unreadable: [] });
  });

  const unreadableRecords: readonly (readonly [name: string, value: unknown, reason: RegExp])[] = [
    ['no JSON', '{"eventName":"Conso', /not JSON/],
    ['a number', '42', /malformed/],
    ['a list', '[]', /malformed/],
    ['no event id', record({ eventID: undefined }), /eventID/],
    ['a time that is none', record({ eventTime: 'yesterday' }), /eventTime/],
    [
      'an unknown kind of identity',
      record({ userIdentity: { type: 'AWSService' } }),
      /userIdentity\.type is AWSService/,
    ],
    ['no outcome', record({ responseElements: null }), /succeeded/],
    ['an account id that is none', record({ recipientAccountId: 'abc' }), /recipientAccountId/],
    ['another source of events', record({ eventSource: 'iam.amazonaws.com' }), /eventSource/],
    [
      'an addendum',
      record({ addendum: { reason: 'UPDATED_DATA', originalEventID: 'other' } }),
      /addendum to event other/,
    ],
  ];
  for (const [name, value, reason] of unreadableRecords) {
    it(`L14 kept aside: ${name}`, () => {
      const { logins, unreadable } = read(value);
      expect(logins).toEqual([]);
      expect(unreadable).toHaveLength(1);
      expect(unreadable[0]?.reason).toMatch(reason);
      expect(unreadable[0]?.raw).toBe(typeof value === 'string' ? value : JSON.stringify(value));
    });
  }

  it('L14 an unreadable record costs no other of its page', () => {
    const page = [JSON.stringify(record()), 'x', undefined, JSON.stringify(record({ eventID: 'second' }))];
    const { logins, unreadable } = normalizeConsoleLogins(page, place);
    expect(logins.map((login) => [login.eventId, login.evidenceIndex])).toEqual([
      ['11111111-1111-4111-8111-111111111111', 0],
      ['second', 3],
    ]);
    expect(unreadable).toHaveLength(2);
  });
});
