/** What `npm test` checks 500 times and `npm run test:long` 10,000 times. */
import { expect } from 'vitest';
import { eachMutation, mutate } from '#lib/domain/test-mutations';
import { readCredentialReport } from './credential-report.ts';
import { normalizeSource } from './normalize-source.ts';

export const noise: readonly [string, ...string[]] = [
  '',
  ',',
  '"',
  '\n',
  '\u0000',
  '\ud800',
  '{',
  ']',
  'true',
  'N/A',
  '\\',
  '=1+1',
  '💥',
  '9'.repeat(400),
];

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const line = (name: string) =>
  `${name},arn:aws:iam::100000000001:user/${name},2026-09-11T13:14:44Z,true,no_information,2026-09-11T13:14:45Z,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;
const report = [columns, ...['ann', 'ben', 'eve'].map(line)].join('\n');

/** Every line that is not blank is a row, or is kept aside; nothing is made up. */
export function checkCredentialReports(count: number): void {
  const told = { read: 0, keptAside: 0, noReport: 0 };
  eachMutation(
    { count, seed: 7 },
    (random) => mutate(report, random, noise),
    (text) => {
      const { facts, unreadable } = readCredentialReport(text, 0);
      if (facts === null) {
        told.noReport++;
        expect(unreadable).toHaveLength(1);
        return;
      }
      const lines = text.split('\n').map((raw, index) => ({ raw, place: `Credential report, row ${index + 1}` }));
      const rows = lines.slice(1).filter(({ raw }) => raw.trim() !== '');
      const aside = new Set(unreadable.map(({ where }) => where));
      for (const { raw, place } of rows)
        if (!aside.has(place))
          expect(
            facts.rows.some(({ user, arn }) => raw.includes(user) && raw.includes(arn)),
            raw,
          ).toBe(true);
      // A switch that is not read is kept aside, unless AWS's own words for "nothing here" stand in its place.
      for (const row of facts.rows)
        if (row.passwordEnabled === null && aside.size === 0)
          expect(text).toMatch(/Z,\s*(|N\/A|not_supported|no_information)\s*,/i);
      expect(facts.rows.length).toBeLessThanOrEqual(rows.length);
      told[aside.size > 0 ? 'keptAside' : 'read']++;
    },
  );
  for (const n of Object.values(told)) expect(n, JSON.stringify(told)).toBeGreaterThan(count / 50);
}

const context = { partition: 'aws', region: 'us-east-1' } as const;
const devices = [{ SerialNumber: 's-one', EnableDate: '2026-01-01T00:00:00Z' }, { SerialNumber: 's-two' }];
const junk: readonly [unknown, ...unknown[]] = [
  null,
  7,
  '',
  {},
  [],
  { SerialNumber: 5 },
  { SerialNumber: '' },
  'gone',
  { serialNumber: 'x' },
];
const answerOf = (devicesOfAnn: unknown) => ({
  users: [
    { uniqueId: 'AIDAANN', userName: 'ann', readAt: 5, devices: devicesOfAnn },
    { uniqueId: 'AIDABEN', userName: 'ben', readAt: 6, devices: [{ SerialNumber: 's-three' }] },
  ],
});

/** Junk among the devices of one user: that user has no list, the other keeps theirs. */
export function checkDeviceLists(count: number): void {
  eachMutation(
    { count, seed: 13 },
    (random) => {
      const changed: unknown[] = [...devices];
      changed[random.between(0, devices.length)] = random.pick(junk);
      return JSON.stringify(answerOf(changed));
    },
    (text) => {
      const { facts, unreadable } = normalizeSource('mfa-devices', JSON.parse(text), context);
      expect(facts?.users.map(({ userName }) => userName)).toEqual(['ben']);
      expect(unreadable).toHaveLength(1);
    },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The text is no JSON: the SDK decodes answers, so normalize meets what is left of them at worst.
    return text;
  }
}

/** Changes anywhere in the answer: a list is whole, or what is wrong with it is counted. */
export function checkDeviceAnswers(count: number): void {
  const told = { whole: 0, counted: 0 };
  eachMutation(
    { count, seed: 17 },
    (random) => mutate(JSON.stringify(answerOf(devices)), random, [...noise, 'null', '[]', '{}', '"', '"']),
    (text) => {
      const answer = parsed(text);
      const { facts, unreadable } = normalizeSource('mfa-devices', answer, context);
      if (unreadable.length > 0) {
        told.counted++;
        return;
      }
      told.whole++;
      const asked = JSON.stringify(answer);
      for (const { devices: listed } of facts?.users ?? [])
        for (const device of listed === 'gone' ? [] : listed)
          expect(asked).toContain(JSON.stringify(device.serialNumber));
      const serials = facts?.users.flatMap(({ devices: d }) => (d === 'gone' ? [] : d.map((one) => one.serialNumber)));
      const stated = new Set(asked.match(/"SerialNumber":"(?:[^"\\]|\\.)*"/g));
      expect(serials?.length).toBeGreaterThanOrEqual(stated.size);
    },
  );
  expect(told.counted).toBeGreaterThan(count / 2);
  expect(told.whole).toBeGreaterThan(count / 50);
}
