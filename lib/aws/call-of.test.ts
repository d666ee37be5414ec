import { expect, it } from 'vitest';
import { callOf } from './call-of.ts';

const made = { region: 'us-east-1', requestId: 'r-1', at: 1 };

it('keeps no secret of a session, only its hash', () => {
  const call = callOf({
    ...made,
    action: 'sts:AssumeRole',
    parameters: { RoleArn: 'arn:aws:iam::100000000002:role/KeyholderRead', ExternalId: 'external-id-sample' },
    answer: {
      Credentials: { AccessKeyId: 'ASIASAMPLE', SecretAccessKey: 'secret-sample', SessionToken: 'token-sample' },
      $metadata: { requestId: 'r-1' },
    },
  });
  expect(JSON.stringify(call)).not.toMatch(/external-id-sample|secret-sample|token-sample|metadata/);
  expect(call.answer).toMatchObject({
    Credentials: {
      AccessKeyId: 'ASIASAMPLE',
      SessionTokenSha256: '1fd52519454a8dc19da50859bdb4d9c03a3362f3ef44314e7dba3c5e6591a8b1',
    },
  });
});

it('keeps a seed that a list should never carry as a hash', () => {
  const answer = { VirtualMFADevices: [{ SerialNumber: 's', Base32StringSeed: new TextEncoder().encode('SEED') }] };
  const call = callOf({ ...made, action: 'iam:ListVirtualMFADevices', parameters: {}, answer });
  expect(JSON.stringify(call)).not.toContain('SEED');
  expect(call.answer).toMatchObject({ VirtualMFADevices: [{ SerialNumber: 's' }] });
});

it("keeps the credential report's bytes apart, byte for byte", () => {
  const csv = 'user,arn\n<root_account>,arn:aws:iam::100000000001:root';
  const answer = { Content: new TextEncoder().encode(csv), ReportFormat: 'text/csv' };
  const call = callOf({ ...made, action: 'iam:GetCredentialReport', parameters: {}, answer });
  expect(call).toMatchObject({ bytes: csv, answer: { ReportFormat: 'text/csv' } });
  expect(call.answer).not.toHaveProperty('Content');
});
