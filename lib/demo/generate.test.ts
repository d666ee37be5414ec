import { expect, it } from 'vitest';
import { deviceType } from '#lib/domain/mfa-device';
import { benchSize, generateOrganization } from './generate.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

it('has the numbers asked for', () => {
  const account = generateOrganization({ ...benchSize, seed: 1, now }).accounts[0];
  const users = account?.users ?? [];
  expect(users).toHaveLength(5_000);
  expect(users.filter((u) => u.password || u.devices.length > 0 || u.accessKeys.length > 0)).toHaveLength(3_500);
  const devices = users.flatMap((u) => u.devices);
  const fido = devices.filter((d) => deviceType(d.serialNumber) === 'passkey-or-security-key');
  expect(fido.length / devices.length).toBeCloseTo(0.5, 1);
  expect(account?.events).toHaveLength(10_000);
});

it('follows from the seed', () => {
  const make = (seed: number) => {
    const organization = generateOrganization({ users: 50, usersToAsk: 30, fidoShare: 0.5, signIns: 100, seed, now });
    return JSON.stringify([organization, organization.accounts[0]?.events.map((e) => e.record())]);
  };
  expect(make(7)).toBe(make(7));
  expect(make(7)).not.toBe(make(8));
});
