/** The ordinary users of a sample account: a mix of passwords, devices and keys as organizations have it. */
import { day, type Instant } from '#lib/domain/instant';
import { makeUser } from '../make-account.ts';
import type { OrganizationDevice, OrganizationUser } from '../organization.ts';
import type { Random } from '../random.ts';
import { sampleName } from './sample-names.ts';
import { fidoSerial, type SamplePlan, virtualSerial } from './sample-plan.ts';

export interface StaffSpec {
  readonly accountId: string;
  /** Names from this number on. */
  readonly firstName: number;
  readonly people: number;
  /** Users of programs: keys, no password. */
  readonly programs: number;
  /** Of a hundred people with a password: how many have a virtual device, a security key, both, a hardware token; the rest none. */
  readonly mix: { readonly virtual: number; readonly fido: number; readonly both: number; readonly hardware: number };
}

type Levels = Readonly<Record<string, string>> | null;
const certifications: readonly [Levels, ...Levels[]] = [
  { FIDO: 'L1' },
  { FIDO: 'L2', 'FIDO-FIPS-140-2': 'L2' },
  { FIDO: 'L2', 'FIDO-FIPS-140-3': 'L2' },
  null,
];

export const uniqueUserId = (random: Random): string => `AIDASAMPLE${random.code(11)}`;

function staffDevices(
  random: Random,
  spec: StaffSpec,
  userName: string,
  enabledAt: Instant,
): readonly OrganizationDevice[] {
  const { virtual, fido, both, hardware } = spec.mix;
  const app = { serialNumber: virtualSerial(spec.accountId, userName), enabledAt };
  const levels = random.pick(certifications);
  const key = {
    serialNumber: fidoSerial(spec.accountId, userName, 'key', random.code(26)),
    enabledAt: enabledAt + random.between(60, 6_000) * 1_000,
    ...(levels ? { certifications: levels } : {}),
  };
  const token = { serialNumber: `GAHT${random.between(10_000_000, 99_999_999)}`, enabledAt };
  const roll = random.between(1, 100);
  if (roll <= virtual) return [app];
  if (roll <= virtual + fido) return [key];
  if (roll <= virtual + fido + both) return [key, app];
  if (roll <= virtual + fido + both + hardware) return [token];
  return [];
}

export function sampleStaff(plan: SamplePlan, spec: StaffSpec): readonly OrganizationUser[] {
  const random = plan.random(`staff ${spec.accountId}`);
  const users: OrganizationUser[] = [];
  for (let n = 0; n < spec.people; n += 1) {
    const { userName } = sampleName(spec.firstName + n);
    const createdAt = plan.ago(random.between(40, 1_100) * day + random.between(0, 86_000) * 1_000);
    const lastUsed = createdAt + 10 * day;
    users.push(
      makeUser({
        userName,
        uniqueId: uniqueUserId(random),
        path: n % 9 === 4 ? '/engineering/' : '/',
        createdAt,
        password: { createdAt: createdAt + 60_000, lastUsedAt: random.chance(0.9) ? lastUsed : null },
        devices: staffDevices(random, spec, userName, createdAt + random.between(1, 20) * 3_600_000),
        groups: [n % 8 === 0 ? 'administrators' : n % 3 === 0 ? 'power-users' : 'read-only'],
        accessKeys: random.chance(0.2)
          ? [{ id: `AKIASAMPLE${random.code(10)}`, active: true, createdAt: createdAt + day, lastUsed: null }]
          : [],
      }),
    );
  }
  for (let n = 0; n < spec.programs; n += 1) {
    const createdAt = plan.ago(random.between(100, 900) * day);
    const used = { at: plan.ago(random.between(1, 300) * 3_600_000), region: 'us-east-1', service: 's3' };
    users.push(
      makeUser({
        userName: `svc-${random.pick(['backup', 'deploy', 'metrics', 'reports', 'sync'])}-${n + 1}`,
        uniqueId: uniqueUserId(random),
        path: '/service/',
        createdAt,
        accessKeys: Array.from({ length: random.between(0, 2) }, () => ({
          id: `AKIASAMPLE${random.code(10)}`,
          active: random.chance(0.8),
          createdAt,
          lastUsed: random.chance(0.7) ? used : null,
        })),
        inlinePolicies: [
          {
            name: 'one-bucket',
            document: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::sample-bucket/*' },
              ],
            }),
          },
        ],
      }),
    );
  }
  return users;
}
