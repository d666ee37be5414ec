/** One user for each situation that tools of this kind are known to judge wrong. */
import { day, hour, minute } from '#lib/domain/instant';
import { makeUser, passwordSince } from '../make-account.ts';
import type { OrganizationDevice, OrganizationUser } from '../organization.ts';
import { arnOf, fidoSerial, type SamplePlan, sampleAccountIds, virtualSerial } from './sample-plan.ts';
import { managedPolicyArn } from './sample-policies.ts';

const { production, development } = sampleAccountIds;
const uniqueId = (n: number) => `AIDASAMPLESPECIAL00${String(n).padStart(2, '0')}`;
const virtual = (name: string, enabledAt: number): OrganizationDevice => ({
  serialNumber: virtualSerial(production, name),
  enabledAt,
});

/** When AWS made the report that the product finds in the production account: what follows it, the report does not know. */
export const reportAge = 2 * hour;

/** Names that IAM allows and that spreadsheets, parsers and careless code trip over. */
const awkwardNames: readonly string[] = [
  'contractor+acme@sample',
  'reporting,quarterly',
  '=sum+1@sample',
  '@weekly-report',
  '-dash.first',
  '+447700900000',
];

function awkward(plan: SamplePlan): readonly OrganizationUser[] {
  const since = plan.ago(310 * day);
  return awkwardNames.map((userName, n) =>
    makeUser({
      userName,
      uniqueId: uniqueId(10 + n),
      path: n === 1 ? '/finance/reports/' : '/',
      createdAt: since + n * day,
      password: passwordSince(since + n * day),
      devices: n % 3 === 2 ? [] : [virtual(userName, since + (n + 1) * day)],
      groups: ['read-only'],
    }),
  );
}

/** Eight devices of three kinds: as many as AWS allows. */
function everyDevice(plan: SamplePlan): OrganizationUser {
  const since = plan.ago(220 * day);
  const userName = 'many.devices';
  const devices = [
    ...[1, 2, 3].map((n) => virtual(`many-phone-${n}`, since + n * day)),
    ...[1, 2, 3].map((n) => ({
      serialNumber: fidoSerial(production, userName, `key-${n}`, `SAMPLEMANYDEVICES00000000${n}`),
      enabledAt: since + (n + 10) * day,
    })),
    ...[1, 2].map((n) => ({ serialNumber: `GAHT2026020${n}`, enabledAt: since + (n + 20) * day })),
  ];
  return makeUser({
    userName,
    uniqueId: uniqueId(1),
    createdAt: since,
    password: passwordSince(since),
    devices,
    groups: ['power-users'],
  });
}

/** What changed after the credential report was made. */
function sinceTheReport(plan: SamplePlan): readonly OrganizationUser[] {
  const { ago } = plan;
  const old = ago(250 * day);
  const since = { createdAt: old, password: passwordSince(old), groups: ['read-only'] };
  return [
    makeUser({
      userName: 'joined.today',
      uniqueId: uniqueId(20),
      createdAt: ago(70 * minute),
      password: passwordSince(ago(69 * minute)),
      devices: [virtual('joined.today', ago(65 * minute))],
    }),
    makeUser({ ...since, userName: 'left.today', uniqueId: uniqueId(21), deletedAt: ago(40 * minute) }),
    makeUser({
      ...since,
      userName: 'renamed.today',
      uniqueId: uniqueId(22),
      formerName: { userName: 'named.before', until: ago(80 * minute) },
      devices: [virtual('named.before', old + day)],
    }),
    makeUser({
      userName: 'password.today',
      uniqueId: uniqueId(23),
      createdAt: old,
      password: passwordSince(ago(55 * minute)),
    }),
    makeUser({
      ...since,
      userName: 'enrolled.today',
      uniqueId: uniqueId(24),
      devices: [virtual('enrolled.today', ago(30 * minute))],
    }),
    makeUser({
      ...since,
      userName: 'lost.phone',
      uniqueId: uniqueId(25),
      devices: [{ ...virtual('lost.phone', old + day), removedAt: ago(35 * minute) }],
    }),
  ];
}

export function productionSpecialUsers(plan: SamplePlan): readonly OrganizationUser[] {
  const { ago } = plan;
  return [
    ...awkward(plan),
    everyDevice(plan),
    ...sinceTheReport(plan),
    // AWS ended SMS as a factor; the registration is still listed.
    makeUser({
      userName: 'text.message',
      uniqueId: uniqueId(30),
      createdAt: ago(2_000 * day),
      password: passwordSince(ago(2_000 * day)),
      devices: [{ serialNumber: arnOf(production, 'sms-mfa/text.message'), enabledAt: ago(1_990 * day) }],
      groups: ['read-only'],
    }),
    // Two users, one after the other, with one name.
    makeUser({
      userName: 'temp.contractor',
      uniqueId: uniqueId(31),
      createdAt: ago(200 * day),
      deletedAt: ago(50 * day),
      password: passwordSince(ago(200 * day)),
      devices: [{ ...virtual('temp.contractor', ago(199 * day)), removedAt: ago(50 * day + hour) }],
    }),
    makeUser({
      userName: 'temp.contractor',
      uniqueId: uniqueId(32),
      createdAt: ago(45 * day),
      password: passwordSince(ago(45 * day)),
      devices: [virtual('temp.contractor', ago(44 * day))],
    }),
    // Administrator in name only: the boundary leaves nothing but reading.
    makeUser({
      userName: 'bounded.admin',
      uniqueId: uniqueId(33),
      createdAt: ago(330 * day),
      password: passwordSince(ago(330 * day)),
      attachedPolicyArns: [managedPolicyArn('AdministratorAccess')],
      permissionsBoundaryArn: managedPolicyArn('ReadOnlyAccess'),
      devices: [virtual('bounded.admin', ago(329 * day))],
    }),
  ];
}

/** Whose devices the account's policies hide from the audit role. */
export const hiddenUserName = 'restricted.admin';

export function developmentSpecialUsers(plan: SamplePlan): readonly OrganizationUser[] {
  const { ago } = plan;
  return [
    makeUser({
      userName: hiddenUserName,
      uniqueId: uniqueId(40),
      createdAt: ago(260 * day),
      password: passwordSince(ago(260 * day)),
      groups: ['administrators'],
      devices: [
        {
          serialNumber: fidoSerial(development, hiddenUserName, 'key', 'SAMPLERESTRICTED0000000001'),
          enabledAt: ago(259 * day),
        },
      ],
    }),
    // A user's own device with the name that root's used to have.
    makeUser({
      userName: 'rootbeer',
      uniqueId: uniqueId(41),
      createdAt: ago(150 * day),
      password: passwordSince(ago(150 * day)),
      groups: ['read-only'],
      devices: [{ serialNumber: virtualSerial(development, 'root-account-mfa-device'), enabledAt: ago(149 * day) }],
    }),
    // Through this name whoever signs in can become an administrator.
    makeUser({
      userName: 'policy.editor',
      uniqueId: uniqueId(42),
      createdAt: ago(90 * day),
      password: passwordSince(ago(90 * day)),
      devices: [],
      inlinePolicies: [
        {
          name: 'edit-policies',
          document: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: ['iam:CreatePolicyVersion', 'iam:AttachUserPolicy'], Resource: '*' },
            ],
          }),
        },
      ],
    }),
  ];
}
