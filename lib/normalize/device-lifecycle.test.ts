import { describe, expect, it } from 'vitest';
import { normalizeDeviceLifecycle } from './device-lifecycle.ts';

const place = { accountId: '100000000001', region: 'us-east-1', evidenceSha256: 'e'.repeat(64) };
const admin = {
  type: 'IAMUser',
  principalId: 'AIDAADMIN',
  arn: 'arn:aws:iam::100000000001:user/admin',
  accountId: '100000000001',
  userName: 'admin',
};
const serial = 'arn:aws:iam::100000000001:mfa/ops';

function read(name: string, changes: Record<string, unknown>) {
  const record = {
    userIdentity: admin,
    eventTime: '2026-11-20T08:00:00Z',
    eventSource: 'iam.amazonaws.com',
    eventName: name,
    awsRegion: 'us-east-1',
    eventID: 'e1',
    recipientAccountId: '100000000001',
    ...changes,
  };
  return normalizeDeviceLifecycle([JSON.stringify(record)], place);
}

const cases: readonly (readonly [string, string, Record<string, unknown>, Record<string, unknown>])[] = [
  [
    'an admin enables a device for a user',
    'EnableMFADevice',
    { requestParameters: { userName: 'ops', serialNumber: serial } },
    { userName: 'ops', serialNumber: serial, uniqueId: null, actorArn: admin.arn, errorCode: null },
  ],
  [
    'a user removes an own device',
    'DeactivateMFADevice',
    { requestParameters: { userName: 'admin', serialNumber: serial } },
    { userName: 'admin', uniqueId: 'AIDAADMIN' },
  ],
  [
    'a request without a user name is about the caller',
    'DeactivateMFADevice',
    { requestParameters: { serialNumber: serial } },
    { userName: 'admin', uniqueId: 'AIDAADMIN' },
  ],
  [
    'root enables its device',
    'EnableMFADevice',
    {
      userIdentity: {
        type: 'Root',
        principalId: '100000000001',
        arn: 'arn:aws:iam::100000000001:root',
        accountId: '100000000001',
        userName: 'AWS ROOT USER',
      },
      requestParameters: { userName: 'AWS ROOT USER', serialNumber: serial },
    },
    { userName: 'AWS ROOT USER', uniqueId: null },
  ],
  [
    'a virtual device is made for nobody in particular',
    'CreateVirtualMFADevice',
    {
      requestParameters: { virtualMFADeviceName: 'ops' },
      responseElements: { virtualMFADevice: { serialNumber: serial } },
    },
    { userName: null, serialNumber: serial },
  ],
  [
    'a user is created: the answer has the id',
    'CreateUser',
    { requestParameters: { userName: 'new' }, responseElements: { user: { userName: 'new', userId: 'AIDANEW' } } },
    { userName: 'new', uniqueId: 'AIDANEW' },
  ],
  [
    'a user is renamed',
    'UpdateUser',
    { requestParameters: { userName: 'old', newUserName: 'new' } },
    { userName: 'old', newUserName: 'new' },
  ],
  [
    'a refused request',
    'EnableMFADevice',
    { requestParameters: { userName: 'ops', serialNumber: serial }, errorCode: 'AccessDenied' },
    { errorCode: 'AccessDenied' },
  ],
];

describe('lifecycle records', () => {
  for (const [name, event, changes, expected] of cases) {
    it(name, () => {
      const { events, unreadable } = read(event, changes);
      expect(unreadable).toEqual([]);
      expect(events).toMatchObject([{ name: event, ...expected }]);
    });
  }

  it('L14 another event is kept aside', () => {
    expect(read('DeletePolicy', {}).unreadable).toHaveLength(1);
  });
});
