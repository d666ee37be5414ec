import { expect, it } from 'vitest';
import { normalizeConsoleLogins } from './console-logins.ts';
import { readCredentialReport } from './credential-report.ts';
import { normalizeSource } from './normalize-source.ts';

/** Numbers that look random and are the same each time (linear congruential, Numerical Recipes). */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

const noise = ['', ',', '"', '\n', '\u0000', '\ud800', '{', ']', 'true', 'N/A', '\\', '=1+1', '💥', '9'.repeat(400)];

function mutate(text: string, random: (below: number) => number): string {
  let changed = text;
  for (let i = 0; i <= random(3); i++) {
    const at = random(changed.length + 1);
    changed = changed.slice(0, at) + (noise[random(noise.length)] ?? '') + changed.slice(at + random(6));
  }
  return changed;
}

const columns =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';
const line = (name: string) =>
  `${name},arn:aws:iam::100000000001:user/${name},2026-09-11T13:14:44Z,true,no_information,2026-09-11T13:14:45Z,N/A,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A`;

it('500 mutated credential reports: no crash, and no row lost in silence', () => {
  const random = numbers(7);
  const names = ['ann', 'ben', 'eve'];
  const report = [columns, ...names.map(line)].join('\n');
  for (let i = 0; i < 500; i++) {
    const mutated = mutate(report, random);
    const { facts, unreadable } = readCredentialReport(mutated, 0);
    const untouched = names.filter((name) => facts?.rows.some((row) => row.user === name && row.mfaActive === true));
    if (untouched.length === names.length) continue;
    // A row is there under what it now says, or it is kept aside.
    const other = (facts?.rows.length ?? 0) + unreadable.length;
    expect(other, mutated).toBeGreaterThan(0);
    if (facts?.rows.length === names.length) continue;
    expect(unreadable.length, mutated).toBeGreaterThan(0);
  }
});

it('500 mutated sign-in records: each a row, no row of ours, or kept aside', () => {
  const random = numbers(11);
  const text = JSON.stringify({
    userIdentity: { type: 'IAMUser', principalId: 'AIDAANN', accountId: '100000000001', userName: 'ann' },
    eventTime: '2026-11-20T08:00:00Z',
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    awsRegion: 'us-east-1',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes' },
    eventID: 'e1',
    recipientAccountId: '100000000001',
  });
  const place = { accountId: '100000000001', region: 'us-east-1', evidenceSha256: 'e' };
  for (let i = 0; i < 500; i++) {
    const mutated = mutate(text, random);
    const { logins, roleSwitches, unreadable } = normalizeConsoleLogins([mutated], place);
    const isOther = /"eventName":"(?!ConsoleLogin")/.test(mutated);
    expect(logins.length + roleSwitches.length + unreadable.length, mutated).toBe(
      isOther && unreadable.length === 0 ? 0 : 1,
    );
  }
});

it('500 mutated device lists: a list that is not whole is no list', () => {
  const random = numbers(13);
  const whole = {
    users: [
      {
        uniqueId: 'AIDAANN',
        userName: 'ann',
        readAt: 5,
        devices: [{ SerialNumber: 's-one', EnableDate: '2026-01-01T00:00:00Z' }, { SerialNumber: 's-two' }],
      },
    ],
  };
  const context = { partition: 'aws', region: 'us-east-1' } as const;
  const junk: readonly unknown[] = [
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
  for (let i = 0; i < 500; i++) {
    const bad = junk[random(junk.length)];
    const devices: unknown[] = [...(whole.users[0]?.devices ?? [])];
    devices[random(devices.length + 1)] = bad;
    const { facts, unreadable } = normalizeSource('mfa-devices', { users: [{ ...whole.users[0], devices }] }, context);
    expect(facts?.users).toEqual([]);
    expect(unreadable).toHaveLength(1);
  }
});
