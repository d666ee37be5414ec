import { beforeAll, describe, expect, it } from 'vitest';
import { day } from '#lib/domain/instant';
import { deviceType } from '#lib/domain/mfa-device';
import type { Organization, OrganizationAccount } from '../organization.ts';
import { isRecord } from '../stand-in/aws-request.ts';
import { sampleCustodyCsv, sampleOrganization, samplePeopleCsv } from './sample-organization.ts';
import { sampleAccountIds } from './sample-plan.ts';

const start = Date.parse('2026-11-22T12:00:00Z');
let organization: Organization;
beforeAll(() => {
  organization = sampleOrganization(start);
});

function account(id: string): OrganizationAccount {
  const found = organization.accounts.find((a) => a.id === id);
  if (!found) throw new Error(`no account ${id}`);
  return found;
}
const texts = (o: Organization) => o.accounts.flatMap((a) => a.events.map((e) => e.record()));

it('is the same for the same start and seed, and another for another', () => {
  const again = sampleOrganization(start);
  expect(JSON.stringify(again)).toBe(JSON.stringify(organization));
  expect(texts(again)).toEqual(texts(organization));
  expect(texts(sampleOrganization(start, 2))).not.toEqual(texts(organization));
  expect(sampleCustodyCsv(start)).toBe(sampleCustodyCsv(start));
});

it('has seven accounts, about 250 people, and says that it is a sample', () => {
  expect(organization.accounts.map((a) => [a.name, a.status])).toEqual([
    ['sample-management', 'ACTIVE'],
    ['sample-production', 'ACTIVE'],
    ['sample-development', 'ACTIVE'],
    ['sample-data', 'ACTIVE'],
    ['sample-security', 'ACTIVE'],
    ['sample-partner', 'ACTIVE'],
    ['sample-archive', 'SUSPENDED'],
  ]);
  const people = organization.accounts.flatMap((a) => a.users.filter((u) => u.password !== null));
  expect(people.length).toBeGreaterThan(220);
  expect(people.length).toBeLessThan(280);
  expect(organization.name).toContain('Sample');
  const ids = organization.accounts.flatMap((a) => a.users.map((u) => u.uniqueId));
  expect(new Set(ids).size).toBe(ids.length);
});

it('needs more than one page of 100 for its virtual devices', () => {
  const { users, unassignedVirtualDevices } = account(sampleAccountIds.development);
  const virtual = users.flatMap((u) =>
    u.devices.filter((d) => deviceType(d.serialNumber) === 'virtual-authenticator' && !d.removedAt),
  );
  expect(virtual.length).toBeGreaterThan(100);
  expect(unassignedVirtualDevices.length).toBeGreaterThan(0);
});

describe('names are what IAM allows', () => {
  it('users', () => {
    for (const { userName, path } of organization.accounts.flatMap((a) => a.users)) {
      expect(userName).toMatch(/^[\w+=,.@-]{1,64}$/);
      expect(path).toMatch(/^\/([!-~]+\/)?$/);
    }
  });
  it('devices: at most eight at once, nine characters at least, FIDO under the user', () => {
    for (const { id, users } of organization.accounts) {
      for (const { userName, devices } of users) {
        expect(devices.filter((d) => d.removedAt === undefined).length).toBeLessThanOrEqual(8);
        for (const { serialNumber } of devices) {
          expect(serialNumber).toMatch(/^[\w+=/:,.@-]{9,256}$/);
          if (serialNumber.includes(':u2f/')) expect(serialNumber).toContain(`::${id}:u2f/user/${userName}/`);
        }
      }
    }
  });
});

it('tells 90 days, oldest first, no event twice, each record as its main fields say', () => {
  const seen = new Set<string>();
  for (const { id, events } of organization.accounts) {
    for (const [n, event] of events.entries()) {
      expect(event.time).toBeLessThanOrEqual(start);
      expect(event.time).toBeGreaterThanOrEqual(start - 90 * day - 60_000);
      expect(event.time % 1_000).toBe(0);
      expect(event.time).toBeGreaterThanOrEqual(events[n - 1]?.time ?? 0);
      const record: unknown = JSON.parse(event.record());
      expect(record).toMatchObject({
        eventID: event.eventId,
        eventName: event.eventName,
        awsRegion: event.region,
        recipientAccountId: id,
      });
      seen.add(event.eventId);
    }
  }
  expect(seen.size).toBe(organization.accounts.reduce((sum, a) => sum + a.events.length, 0));
});

it('shows every kind of sign-in, in the Regions where AWS records them', () => {
  const kinds = new Map<string, number>();
  const regions = new Set<string>();
  const count = (kind: string) => kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  for (const event of organization.accounts.flatMap((a) => a.events)) {
    if (event.eventSource !== 'signin.amazonaws.com') continue;
    regions.add(event.region);
    const record: unknown = JSON.parse(event.record());
    if (!isRecord(record) || !isRecord(record.userIdentity) || !isRecord(record.additionalEventData))
      throw new Error('no record');
    const { userIdentity, additionalEventData } = record;
    if (event.eventName !== 'ConsoleLogin') count(event.eventName);
    else if (record.errorMessage !== undefined) count(String(record.errorMessage));
    else if (additionalEventData.SamlProviderArn !== undefined) count('SAML');
    else if (String(userIdentity.arn).includes('AWSReservedSSO_')) count('Identity Center');
    else if (userIdentity.type === 'AssumedRole') count('custom broker');
    else if (additionalEventData.MFAUsed === 'No') count(`${userIdentity.type} without MFA`);
    else
      count(
        additionalEventData.MFAIdentifier === undefined
          ? 'device not recorded'
          : deviceType(String(additionalEventData.MFAIdentifier)),
      );
  }
  expect([...kinds.keys()].toSorted()).toEqual(
    [
      'CheckMfa',
      'Failed authentication',
      'IAMUser without MFA',
      'Identity Center',
      'No username found in supplied account',
      'Root without MFA',
      'SAML',
      'SwitchRole',
      'custom broker',
      'device not recorded',
      'hardware-totp',
      'passkey-or-security-key',
      'virtual-authenticator',
    ].toSorted(),
  );
  for (const region of ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2', 'eu-west-1', 'eu-south-1']) {
    expect(regions).toContain(region);
  }
});

it('signs in only with passwords and devices that exist then', () => {
  for (const { events, users } of organization.accounts) {
    for (const event of events.filter((e) => e.passwordOf !== undefined && e.userName !== 'root')) {
      const user = users.find((u) => u.uniqueId === event.passwordOf);
      expect(user?.password?.createdAt).toBeLessThanOrEqual(event.time);
      expect(user?.deletedAt ?? Number.POSITIVE_INFINITY).toBeGreaterThan(event.time);
      const identifier = /"MFAIdentifier":"([^"]+)"/.exec(event.record())?.[1];
      if (identifier === undefined) continue;
      const device = user?.devices.find(
        (d) =>
          d.serialNumber === identifier &&
          d.enabledAt <= event.time &&
          event.time < (d.removedAt ?? Number.POSITIVE_INFINITY),
      );
      expect(device).toBeDefined();
    }
  }
});

it('serves the sign-ins of the shared account with a device that was removed, and with both enablings of one serial number', () => {
  const { users, events } = account(sampleAccountIds.production);
  const shared = users.find((u) => u.userName === 'ops-shared');
  expect(shared?.tags['keyholder:shared']).toBe('true');
  const signIns = events
    .filter((e) => e.passwordOf === shared?.uniqueId)
    .map((e) => ({ time: e.time, text: e.record() }));
  const usedBetween = (name: string, from: number, to: number) =>
    signIns.filter((s) => s.text.includes(`:mfa/${name}"`) && s.time >= from && s.time < to).length;
  expect(usedBetween('ops-old-phone', start - 90 * day, start - 40 * day)).toBeGreaterThan(5);
  expect(usedBetween('ops-old-phone', start - 40 * day, start)).toBe(0);
  expect(usedBetween('ops-tablet', start - 80 * day, start - 30 * day)).toBeGreaterThan(5);
  expect(usedBetween('ops-tablet', start - 30 * day, start - 29 * day)).toBe(0);
  expect(usedBetween('ops-tablet', start - 29 * day, start)).toBeGreaterThan(3);
});

it('goes on: about one sign-in every 20 seconds, whatever steps time is asked for in', () => {
  const { arrivals } = organization;
  const whole = arrivals?.(start, start + day) ?? [];
  expect(whole.length).toBeGreaterThan(3_000);
  expect(whole.every((a, n) => a.event.time > (whole[n - 1]?.event.time ?? start))).toBe(true);
  const steps: string[] = [];
  for (let at = start; at < start + day; at += 7_777_000) {
    steps.push(...(arrivals?.(at, Math.min(at + 7_777_000, start + day)) ?? []).map((a) => a.event.record()));
  }
  expect(steps).toEqual(whole.map((a) => a.event.record()));
  expect(new Set(whole.map((a) => a.event.eventId)).size).toBe(whole.length);
});

it('names people and custodies in the form that Keyholder imports', () => {
  const people = samplePeopleCsv(start).split('\r\n');
  const custodies = sampleCustodyCsv(start).split('\r\n');
  expect(people[0]).toBe('name,email,left_at');
  expect(custodies[0]).toBe('account_id,user_name,serial_number,enabled_at,person_email,valid_from,valid_to,reason');
  const emails = people.slice(1, -1).map((line) => line.split(',')[1]);
  for (const line of custodies.slice(1, -1)) expect(emails).toContain(line.split(',')[4]);
  expect(emails.every((email) => email?.endsWith('@example.org'))).toBe(true);
});
