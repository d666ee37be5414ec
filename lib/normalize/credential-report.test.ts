import { describe, expect, it } from 'vitest';
import { normalizeCredentialReport, readCredentialReport } from './credential-report.ts';

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const rootRow =
  '<root_account>,arn:aws:iam::123456789012:root,2019-05-01T10:00:00Z,true,2026-09-01T08:00:00Z,2024-01-02T03:04:05Z,not_supported,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A';
const userRow =
  'd-password,arn:aws:iam::123456789012:user/team/d-password,2026-09-11T13:14:44Z,true,no_information,2026-09-11T13:14:45Z,N/A,false,true,2026-09-11T13:14:52Z,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,true,2026-09-11T13:15:07Z';
const live = [columns, rootRow, userRow].join('\n');
const at = Date.UTC(2026, 10, 22, 10);

const expectedUser = {
  user: 'd-password',
  arn: 'arn:aws:iam::123456789012:user/team/d-password',
  createdAt: Date.UTC(2026, 8, 11, 13, 14, 44),
  passwordEnabled: true,
  passwordLastUsedAt: null,
  passwordLastUsedText: 'no_information',
  mfaActive: false,
  certificatesActive: [false, true],
};

const reordered = (csv: string) =>
  csv
    .split('\n')
    .map((line) => line.split(',').reverse().join(','))
    .join('\n');

const variants: readonly (readonly [name: string, csv: string])[] = [
  ['22 columns, no final newline, as recorded', live],
  ['23 columns', [`${columns},additional_credentials_info`, `${rootRow},`, `${userRow},`].join('\n')],
  ['TRUE and FALSE', live.replaceAll(',true', ',TRUE').replaceAll(',false', ',FALSE')],
  ['dates with +00:00', live.replace(/(\d\d:\d\d:\d\d)Z/g, '$1+00:00')],
  ['columns in another order', reordered(live)],
  ['CRLF, a final newline and a byte order mark', `\uFEFF${live.replaceAll('\n', '\r\n')}\r\n`],
  [
    'every field quoted',
    live
      .split('\n')
      .map((line) =>
        line
          .split(',')
          .map((cell) => `"${cell}"`)
          .join(','),
      )
      .join('\n'),
  ],
];

describe('U17 credential reports that mean the same', () => {
  for (const [name, csv] of variants) {
    it(name, () => {
      const { facts, unreadable } = readCredentialReport(csv, at);
      expect(unreadable).toEqual([]);
      expect(facts?.generatedAt).toBe(at);
      expect(facts?.rows).toHaveLength(2);
      expect(facts?.rows[0]).toMatchObject({ user: '<root_account>', passwordEnabled: true, mfaActive: true });
      expect(facts?.rows[1]).toMatchObject(expectedUser);
      expect(facts?.rows[1]?.accessKeys[0]).toEqual({
        active: true,
        lastRotatedAt: Date.UTC(2026, 8, 11, 13, 14, 52),
        lastUsedAt: null,
        lastUsedRegion: null,
        lastUsedService: null,
      });
    });
  }

  it('the SDK gives bytes', () => {
    const { facts } = normalizeCredentialReport({
      Content: new TextEncoder().encode(live),
      GeneratedTime: new Date(at),
    });
    expect(facts?.rows).toHaveLength(2);
  });

  it("older documents' not_supported for root is not known, not no", () => {
    const { facts, unreadable } = readCredentialReport(
      [columns, rootRow.replace('Z,true,2026', 'Z,not_supported,2026')].join('\n'),
      at,
    );
    expect(unreadable).toEqual([]);
    expect(facts?.rows[0]?.passwordEnabled).toBeNull();
  });
});

it('U12 names with , = + @ - _ . and quotes, paths with /', () => {
  const name = '=cmd+x@y-z_1.2,"a"';
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const row = userRow.replace('d-password,', `${quoted},`).replace('team/d-password', 'a/b/x');
  const { facts, unreadable } = readCredentialReport([columns, row].join('\n'), at);
  expect(unreadable).toEqual([]);
  expect(facts?.rows[0]).toMatchObject({ user: name, arn: 'arn:aws:iam::123456789012:user/a/b/x' });
});

it('U12 commas that came without quotation marks', () => {
  const [user, arn] = ['a,b', 'arn:aws:iam::123456789012:user/x,y/a,b'];
  const row = userRow.replace('d-password,', `${user},`).replace(/arn:aws:iam::123456789012:user[^,]*/, arn);
  const { facts, unreadable } = readCredentialReport([columns, row].join('\n'), at);
  expect(unreadable).toEqual([]);
  expect(facts?.rows[0]).toMatchObject({ user, arn, passwordEnabled: true });
});

describe('what cannot be read is kept aside', () => {
  const cases: readonly (readonly [name: string, csv: string, rows: number | null, reason: RegExp])[] = [
    ['no header that counts', 'a,b\n1,2', null, /header lacks/],
    ['nothing at all', '', null, /header lacks/],
    ['a page of HTML', '<html><body>busy</body></html>', null, /header lacks/],
    ['a row cut off', [columns, rootRow, 'x,arn:aws'].join('\n'), 1, /2 fields under 22 columns/],
    [
      'a row without an ARN',
      [columns, userRow.replace('arn:aws:iam::123456789012:user/team/d-password', 'x')].join('\n'),
      0,
      /names no user and ARN/,
    ],
    [
      'a word for a boolean',
      [columns, userRow.replace('Z,true,no', 'Z,perhaps,no')].join('\n'),
      1,
      /password_enabled of d-password/,
    ],
    [
      'a day for a time',
      [columns, userRow.replace('2026-09-11T13:14:45Z', '11.9.2026')].join('\n'),
      1,
      /password_last_changed/,
    ],
    ['the header again', [columns, columns, rootRow].join('\n'), 1, /names no user/],
    [
      'two rows of one user that disagree',
      [columns, userRow, userRow.replace(',false,true,', ',true,true,')].join('\n'),
      0,
      /neither counts/,
    ],
  ];
  for (const [name, csv, rows, reason] of cases) {
    it(name, () => {
      const { facts, unreadable } = readCredentialReport(csv, at);
      expect(facts === null ? null : facts.rows.length).toBe(rows);
      expect(unreadable).toHaveLength(1);
      expect(unreadable[0]?.reason).toMatch(reason);
    });
  }

  it('the same row twice counts once, without a word', () => {
    const { facts, unreadable } = readCredentialReport([columns, userRow, userRow].join('\n'), at);
    expect([facts?.rows.length, unreadable.length]).toEqual([1, 0]);
  });

  it('a value that cannot be read is null, never false', () => {
    const { facts } = readCredentialReport([columns, userRow.replace('Z,true,no', 'Z,perhaps,no')].join('\n'), at);
    expect(facts?.rows[0]?.passwordEnabled).toBeNull();
  });
});
