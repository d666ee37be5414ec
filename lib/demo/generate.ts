/** A large account of chosen size, for load tests and the bench. The same numbers and seed give the same organization. */
import type { Partition } from '#lib/domain/account';
import { day, type Instant } from '#lib/domain/instant';
import { makeAccount, makeUser, passwordSince } from './make-account.ts';
import { makeOrganization } from './make-organization.ts';
import type { Organization, OrganizationUser, RecordedEvent } from './organization.ts';
import { seededRandom } from './random.ts';
import { userSignIn } from './sign-in-records.ts';

export interface GeneratedSize {
  readonly users: number;
  /** Of them, how many have a password or an access key: all but the caller a password, nineteen of twenty a device. */
  readonly usersToAsk: number;
  /** Share of devices that are FIDO; the others are virtual. */
  readonly fidoShare: number;
  readonly signIns: number;
}

/** The size of the bench: 5,000 users, 3,500 with a password or device, half of the devices FIDO. */
export const benchSize: GeneratedSize = { users: 5_000, usersToAsk: 3_500, fidoShare: 0.5, signIns: 10_000 };

export interface GenerateOptions extends GeneratedSize {
  readonly seed: number;
  readonly now: Instant;
  readonly accountId?: string;
  readonly partition?: Partition;
}

export function generateOrganization(options: GenerateOptions): Organization {
  const { users: count, usersToAsk, fidoShare, signIns, seed, now } = options;
  const accountId = options.accountId ?? '100000000001';
  const partition = options.partition ?? 'aws';
  const random = seededRandom(seed);
  const wholeSecond = (at: Instant) => Math.floor(at / 1_000) * 1_000;
  const joinedAt = wholeSecond(now - 900 * day);
  const users: OrganizationUser[] = [];
  // The caller is one of the users, and has an access key.
  for (let n = 0; n < count - 1; n += 1) {
    const userName = `sample-user-${String(n).padStart(5, '0')}`;
    const createdAt = wholeSecond(now - random.between(100, 800) * day);
    const asked = n < usersToAsk - 1;
    const fido = random.chance(fidoShare);
    const serialNumber = fido
      ? `arn:${partition}:iam::${accountId}:u2f/user/${userName}/key-${random.code(26)}`
      : `arn:${partition}:iam::${accountId}:mfa/${userName}`;
    const certifications = fido && random.chance(0.5) ? { FIDO: 'L2', 'FIDO-FIPS-140-3': 'L2' } : undefined;
    const device = { serialNumber, enabledAt: createdAt + day, ...(certifications ? { certifications } : {}) };
    users.push(
      makeUser({
        userName,
        uniqueId: `AIDASAMPLE${random.code(6)}${String(n).padStart(5, '0')}`,
        createdAt,
        password: asked ? passwordSince(createdAt) : null,
        // One in twenty of those with a password has no device.
        devices: asked && n % 20 !== 19 ? [device] : [],
      }),
    );
  }
  const regions = ['us-east-1', 'us-east-1', 'us-east-2', 'eu-north-1', 'ap-southeast-2'] as const;
  const events: RecordedEvent[] = [];
  const span = 89 * day;
  for (let n = 0; n < signIns && usersToAsk > 1; n += 1) {
    const user = users[random.between(0, Math.min(usersToAsk, count) - 2)];
    if (!user) continue;
    const moment = {
      partition,
      accountId,
      eventId: random.uuid(),
      time: wholeSecond(now - span + (span * n) / signIns),
      region: random.pick(regions),
      sourceIp: `198.51.100.${random.between(1, 254)}`,
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) SampleBrowser/1.0',
    };
    const identifier = user.devices[0]?.serialNumber ?? null;
    events.push(userSignIn(moment, user, { used: identifier !== null, identifier }, !random.chance(0.03)));
  }
  const account = makeAccount({ id: accountId, name: 'sample-generated', joinedAt, users, events });
  return makeOrganization([account], { id: null, name: 'Generated account', partition });
}
