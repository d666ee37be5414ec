/** The users that several people sign in with: their devices, and who held which device when. */
import { day, hour, type Instant, isoSeconds } from '#lib/domain/instant';
import { makeUser, passwordSince } from '../make-account.ts';
import type { OrganizationUser } from '../organization.ts';
import { csvRow } from './csv-row.ts';
import { fidoSerial, type SamplePlan, sampleAccountIds, virtualSerial } from './sample-plan.ts';
import { managedPolicyArn } from './sample-policies.ts';

const { production, development, management } = sampleAccountIds;
const uniqueId = (n: number) => `AIDASAMPLESHARED0000${n}`;

/** Tagged as shared. Three devices now; one removed 40 days ago; the tablet's serial number stands for two enablings. */
export const opsSerials = {
  oldPhone: virtualSerial(production, 'ops-old-phone'),
  tablet: virtualSerial(production, 'ops-tablet'),
  key: fidoSerial(production, 'ops-shared', 'ops-key', 'SAMPLEOPSKEY00000000000001'),
  token: 'GAHT20260101',
} as const;

function opsShared(plan: SamplePlan): OrganizationUser {
  const { ago } = plan;
  return makeUser({
    userName: 'ops-shared',
    uniqueId: uniqueId(1),
    createdAt: ago(700 * day),
    password: passwordSince(ago(700 * day)),
    attachedPolicyArns: [managedPolicyArn('AdministratorAccess')],
    tags: { 'keyholder:shared': 'true', team: 'operations' },
    devices: [
      { serialNumber: opsSerials.oldPhone, enabledAt: ago(400 * day), removedAt: ago(40 * day) },
      { serialNumber: opsSerials.tablet, enabledAt: ago(80 * day), removedAt: ago(30 * day) },
      { serialNumber: opsSerials.tablet, enabledAt: ago(29 * day) },
      { serialNumber: opsSerials.token, enabledAt: ago(300 * day) },
      {
        serialNumber: opsSerials.key,
        enabledAt: ago(55 * day),
        certifications: { FIDO: 'L2', 'FIDO-FIPS-140-3': 'L2' },
      },
    ],
  });
}

export const releaseSerials = {
  key: fidoSerial(development, 'release-shared', 'release-key', 'SAMPLERELEASE0000000000001'),
  phone: virtualSerial(development, 'release-phone'),
} as const;

/** Tagged as shared; nobody is recorded as holder of its phone. */
function releaseShared(plan: SamplePlan): OrganizationUser {
  const { ago } = plan;
  return makeUser({
    userName: 'release-shared',
    uniqueId: uniqueId(2),
    createdAt: ago(420 * day),
    password: passwordSince(ago(420 * day)),
    groups: ['power-users'],
    tags: { 'keyholder:shared': 'true' },
    devices: [
      { serialNumber: releaseSerials.key, enabledAt: ago(410 * day), certifications: { FIDO: 'L1' } },
      { serialNumber: releaseSerials.phone, enabledAt: ago(70 * day) },
    ],
  });
}

/** Not tagged: its sign-ins, from two devices and two places in turn, give it away. */
function supportDesk(plan: SamplePlan): OrganizationUser {
  const { ago } = plan;
  return makeUser({
    userName: 'support-desk',
    uniqueId: uniqueId(3),
    createdAt: ago(500 * day),
    password: passwordSince(ago(500 * day)),
    groups: ['read-only'],
    devices: [
      { serialNumber: virtualSerial(production, 'support-desk-1'), enabledAt: ago(490 * day) },
      { serialNumber: virtualSerial(production, 'support-desk-2'), enabledAt: ago(480 * day) },
    ],
  });
}

export const sharedUsers = (plan: SamplePlan) => ({
  production: [opsShared(plan), supportDesk(plan)],
  development: [releaseShared(plan)],
});

export const managementRootSerial = virtualSerial(management, 'root-safe-phone');

interface SamplePerson {
  readonly name: string;
  readonly email: string;
  readonly leftAt: Instant | null;
}

const person = (first: string, surname: string, leftAt: Instant | null = null): SamplePerson => ({
  name: `${first} ${surname}`,
  email: `${first}.${surname}@example.org`.toLowerCase(),
  leftAt,
});

function custodians({ ago }: SamplePlan) {
  return {
    amara: person('Amara', 'Sample'),
    boris: person('Boris', 'Sample', ago(30 * day)),
    chen: person('Chen', 'Sample'),
    dalia: person('Dalia', 'Sample'),
    emil: person('Emil', 'Sample'),
    farah: person('Farah', 'Sample'),
    goran: person('Goran', 'Sample'),
  };
}

/** People as the product imports them: `name,email,left_at`. */
export function peopleCsv(plan: SamplePlan): string {
  const rows = Object.values(custodians(plan)).map((p) => [
    p.name,
    p.email,
    p.leftAt === null ? '' : isoSeconds(p.leftAt),
  ]);
  return [['name', 'email', 'left_at'], ...rows].map(csvRow).join('');
}

interface SampleCustody {
  readonly accountId: string;
  readonly userName: string;
  readonly serialNumber: string;
  /** Given where the serial number stands for several enablings. */
  readonly enabledAt?: Instant;
  readonly person: SamplePerson;
  readonly from: Instant;
  readonly to?: Instant;
  readonly reason: string;
}

function custodies(plan: SamplePlan): readonly SampleCustody[] {
  const { ago } = plan;
  const who = custodians(plan);
  const ops = { accountId: production, userName: 'ops-shared' };
  const { oldPhone, tablet, token, key } = opsSerials;
  return [
    {
      ...ops,
      serialNumber: oldPhone,
      person: who.amara,
      from: ago(200 * day),
      to: ago(40 * day),
      reason: 'Team phone, returned',
    },
    {
      ...ops,
      serialNumber: tablet,
      enabledAt: ago(80 * day),
      person: who.boris,
      from: ago(80 * day),
      to: ago(30 * day),
      reason: 'On-call tablet',
    },
    {
      ...ops,
      serialNumber: tablet,
      enabledAt: ago(29 * day),
      person: who.chen,
      from: ago(29 * day),
      reason: 'On-call tablet, enrolled again after Boris left',
    },
    {
      ...ops,
      serialNumber: token,
      person: who.dalia,
      from: ago(300 * day),
      to: ago(20 * day),
      reason: 'Token in the operations room',
    },
    { ...ops, serialNumber: token, person: who.emil, from: ago(20 * day - hour), reason: 'Token handed over by Dalia' },
    { ...ops, serialNumber: key, person: who.farah, from: ago(55 * day), reason: 'Own security key' },
    {
      accountId: development,
      userName: 'release-shared',
      serialNumber: releaseSerials.key,
      person: who.goran,
      from: ago(400 * day),
      reason: 'Release manager',
    },
    {
      accountId: management,
      userName: '<root_account>',
      serialNumber: managementRootSerial,
      person: who.amara,
      from: ago(600 * day),
      reason: 'Keeper of the safe',
    },
  ];
}

/** Custodies as the product imports them: `account_id,user_name,serial_number,enabled_at,person_email,valid_from,valid_to,reason`. */
export function custodyCsv(plan: SamplePlan): string {
  const header = [
    'account_id',
    'user_name',
    'serial_number',
    'enabled_at',
    'person_email',
    'valid_from',
    'valid_to',
    'reason',
  ];
  const time = (at: Instant | undefined) => (at === undefined ? '' : isoSeconds(at));
  const rows = custodies(plan).map((c) => [
    c.accountId,
    c.userName,
    c.serialNumber,
    time(c.enabledAt),
    c.person.email,
    isoSeconds(c.from),
    time(c.to),
    c.reason,
  ]);
  return [header, ...rows].map(csvRow).join('');
}
