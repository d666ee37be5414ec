import { expect, it } from 'vitest';
import { day, hour } from '#lib/domain/instant';
import { makeAccount, makeUser, passwordSince } from '../make-account.ts';
import { createAccountState } from './account-state.ts';
import { credentialReportCsv } from './credential-report.ts';

const at = Date.parse('2026-11-22T12:00:00Z');
const since = Date.parse('2026-01-01T00:00:00Z');
const key = (active: boolean, used: boolean) => ({
  id: 'AKIASAMPLE',
  active,
  createdAt: since,
  lastUsed: used ? { at: since + hour, region: 'eu-west-1', service: 's3' } : null,
});
const account = makeAccount({
  id: '100000000001',
  name: 'sample',
  joinedAt: since,
  passwordPolicy: { minimumPasswordLength: 14, maxPasswordAge: 90 },
  root: {
    passwordEnabled: false,
    passwordLastChangedAt: null,
    passwordLastUsedAt: null,
    accessKeyActive: false,
    devices: [],
  },
  users: [
    makeUser({ userName: 'b', uniqueId: 'AIDAB', createdAt: since, accessKeys: [key(true, true), key(false, false)] }),
    makeUser({
      userName: 'reporting,quarterly',
      uniqueId: 'AIDAR',
      path: '/x/',
      createdAt: since,
      password: passwordSince(since),
    }),
    makeUser({
      userName: 'A',
      uniqueId: 'AIDAA',
      createdAt: since,
      password: passwordSince(since, since + day),
      devices: [{ serialNumber: 'GAHT12345678', enabledAt: since }],
    }),
    makeUser({ userName: 'later', uniqueId: 'AIDAL', createdAt: at + 1_000 }),
    makeUser({ userName: 'gone', uniqueId: 'AIDAG', createdAt: since, deletedAt: at }),
    makeUser({
      userName: 'new-name',
      uniqueId: 'AIDAN',
      createdAt: since,
      formerName: { userName: 'old-name', until: at + 1_000 },
    }),
  ],
});

it('has 22 columns, root first, then users by name without regard to case, and no final newline', () => {
  const lines = credentialReportCsv(createAccountState(account, 'aws'), at).split('\n');
  const none = 'false,N/A,N/A,N/A,N/A';
  const certificates = 'false,N/A,false,N/A';
  const created = '2026-01-01T00:00:00Z';
  const arn = 'arn:aws:iam::100000000001:user';
  expect(lines[0]?.split(',')).toHaveLength(22);
  expect(lines.slice(1)).toEqual([
    `<root_account>,arn:aws:iam::100000000001:root,${created},false,N/A,N/A,not_supported,false,${none},${none},${certificates}`,
    `A,${arn}/A,${created},true,2026-01-02T00:00:00Z,${created},2026-04-01T00:00:00Z,true,${none},${none},${certificates}`,
    `b,${arn}/b,${created},false,N/A,N/A,N/A,false,true,${created},2026-01-01T01:00:00Z,eu-west-1,s3,false,${created},N/A,N/A,N/A,${certificates}`,
    `old-name,${arn}/old-name,${created},false,N/A,N/A,N/A,false,${none},${none},${certificates}`,
    `"reporting,quarterly","${arn}/x/reporting,quarterly",${created},true,no_information,${created},2026-04-01T00:00:00Z,false,${none},${none},${certificates}`,
  ]);
});
