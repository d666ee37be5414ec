/** Ninety days of invented sign-ins over seeded accounts: one in ten by a shared account, some federated, failed, or without MFA. */
import type { Random } from '#lib/demo/random';
import type { Attribution, ConsoleLogin } from '#lib/domain/console-login';
import { day, hour, type Instant } from '#lib/domain/instant';
import { deviceType } from '#lib/domain/mfa-device';
import { insertConsoleLogins } from '#lib/store/console-logins';
import { recountDailyLogins } from '#lib/store/daily-counts';
import { type AttributedLogin, putLoginAttributions } from '#lib/store/login-attributions';
import { transact, type WriteStore } from '#lib/store/write-store';
import { instanceId, type SeedAccount, type SeedUser } from './seed-rows.ts';

export const regions = ['us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'] as const;
export const eventNames = ['ConsoleLogin', 'SwitchRole'] as const;

const batch = 1_000;

export async function seedLogins(
  write: WriteStore,
  accounts: readonly SeedAccount[],
  count: number,
  now: Instant,
  random: Random,
): Promise<void> {
  const all = accounts.flatMap(({ account, users }) => users.map((user) => ({ accountId: account.id, user })));
  const able = all.filter(({ user }) => user.status !== 'NOT_APPLICABLE');
  const shared = able.filter(({ user }) => user.shared);
  const page = { source: 'console-logins', region: 'us-east-1', collectionId: null, at: now };
  for (let done = 0; done < count; done += batch) {
    const logins = Array.from({ length: Math.min(batch, count - done) }, (_, n) => {
      const from = random.chance(0.1) ? shared : able;
      const who = from[random.between(0, from.length - 1)];
      if (!who) throw new Error('nobody signs in');
      const time = Math.floor(now - 90 * day + (88 * day * (done + n)) / count);
      return loginOf(who.accountId, who.user, time, random);
    });
    await transact(write, async (tx) => {
      const rows = logins.map(({ login }) => login);
      await insertConsoleLogins(tx, rows, { ...page, rawOf: (login) => JSON.stringify(login.eventId) });
      await putLoginAttributions(tx, logins);
    });
  }
  const days = Array.from({ length: 91 }, (_, n) => now - n * day);
  for (const { account } of accounts) await recountDailyLogins(write, account.id, days);
}

function loginOf(accountId: string, user: SeedUser, time: Instant, random: Random): AttributedLogin {
  const chance = random.next();
  const federated = !user.shared && chance < 0.15;
  const failed = !federated && chance < 0.18;
  const serial = user.serials[random.between(0, Math.max(0, user.serials.length - 1))] ?? null;
  const login: ConsoleLogin = {
    accountId,
    eventId: random.uuid(),
    time,
    region: random.pick(regions),
    identity: federated ? 'saml' : 'iam-user',
    principalId: federated ? null : user.id,
    uniqueId: federated ? null : user.id.slice(13),
    userName: federated ? `person-${random.between(0, 900)}@example.com` : user.userName,
    arn: null,
    outcome: failed ? 'failure' : 'success',
    errorMessage: failed ? 'Failed authentication' : null,
    mfaUsed: federated || failed ? null : serial !== null,
    mfaIdentifier: federated || failed ? null : serial,
    sourceIp: `198.51.100.${random.between(1, 254)}`,
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) SampleBrowser/1.0',
    provider: federated ? `arn:aws:iam::${accountId}:saml-provider/sample` : null,
    evidenceSha256: 'bench',
    evidenceIndex: 0,
  };
  return { login, attribution: attributionOf(login, user, random), shared: user.shared, personLabel: null };
}

function attributionOf(login: ConsoleLogin, user: SeedUser, random: Random): Attribution {
  const { accountId, eventId, time } = login;
  const nobody = { device: null, personId: null, personName: null, custodyId: null, basis: null, flags: [] };
  const of = { accountId, eventId, ...nobody };
  if (login.identity === 'saml')
    return { ...of, state: 'not-visible-to-aws', reason: 'The identity provider asked for MFA, or did not.' };
  if (login.outcome === 'failure') return { ...of, state: 'not-a-login', reason: 'The attempt failed.' };
  if (login.mfaIdentifier === null) return { ...of, state: 'no-mfa', reason: 'CloudTrail recorded no MFA.' };
  const device = {
    serialNumber: login.mfaIdentifier,
    type: deviceType(login.mfaIdentifier),
    instanceId: instanceId(user.id, login.mfaIdentifier),
    enabledAt: time - 200 * day - hour,
    removedAt: null,
  };
  const reason = 'The event names the device.';
  if (random.chance(0.05))
    return { ...of, state: 'unknown-device', reason: 'No device with this serial number is known.' };
  if (!user.shared)
    return { ...of, device, state: 'person', basis: 'account-holder', personName: user.userName, reason };
  const personId = `person-${random.between(0, 29)}`;
  return { ...of, device, state: 'person', basis: 'custody', personId, custodyId: 'custody-0', reason };
}
