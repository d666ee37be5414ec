/** How often each identity of the sample organization signs in, and where. */
import { day } from '#lib/domain/instant';
import type { OrganizationAccount, OrganizationUser } from '../organization.ts';
import { sampleName } from './sample-names.ts';
import { arnOf, type SamplePlan, sampleAccountIds, sampleRoleId } from './sample-plan.ts';
import type { Habit } from './sample-sign-ins.ts';

const { management, production, development, security } = sampleAccountIds;
const signInRegions = [
  'us-east-1',
  'us-east-1',
  'us-east-1',
  'us-east-2',
  'eu-north-1',
  'ap-southeast-2',
  'eu-west-1',
] as const;

const perDayOf: Readonly<Record<string, number>> = { 'ops-shared': 1.6, 'release-shared': 0.8, 'support-desk': 1.4 };
const sharedNames: ReadonlySet<string> = new Set(Object.keys(perDayOf));

export function userHabits(plan: SamplePlan, accountId: string, users: readonly OrganizationUser[]): readonly Habit[] {
  const random = plan.random(`habits ${accountId}`);
  return users
    .filter((user) => user.password !== null)
    .map((user) => ({
      accountId,
      who: { kind: 'user', user, shared: sharedNames.has(user.userName) },
      // Some hardly ever come, most two or three times a week.
      perDay: perDayOf[user.userName] ?? (random.chance(0.15) ? 0.01 : 0.1 + random.next() * 0.5),
      region: accountId === development && random.chance(0.05) ? 'eu-south-1' : random.pick(signInRegions),
    }));
}

/** Root is for emergencies: a few sign-ins in 90 days, that many days before the start. */
const rootSignInDays: Readonly<Record<string, readonly number[]>> = {
  [management]: [71.3, 18.6],
  [production]: [44.4],
  [development]: [63.2, 26.5, 4.4],
};

export function rootHabits({ ago }: SamplePlan, account: Pick<OrganizationAccount, 'id' | 'root'>): readonly Habit[] {
  const days = rootSignInDays[account.id];
  if (!days) return [];
  const who = { kind: 'root', devices: account.root.devices } as const;
  return [{ accountId: account.id, who, perDay: 0.01, region: 'us-east-1', at: days.map((d) => ago(d * day)) }];
}

export const samlProviderArn = arnOf(development, 'saml-provider/sample-identity');

const role = (accountId: string, name: string, path: string, sessionName: string) => ({
  name,
  path,
  uniqueId: sampleRoleId(accountId, name),
  sessionName,
});

export const federatedRoles = {
  saml: { accountId: development, name: 'sample-engineers', path: '/' },
  identityCenter: { name: 'AWSReservedSSO_Administrators_5a4d9b2c7e1f3068', path: '/aws-reserved/sso.amazonaws.com/' },
  broker: { accountId: production, name: 'sample-vendor-portal', path: '/' },
} as const;

/** Sign-ins that AWS sees only the end of: SAML, Identity Center, a custom broker; role switches; mistyped names. */
export function federatedHabits(): readonly Habit[] {
  const email = (n: number) => `${sampleName(n).userName}@example.org`;
  const { saml, identityCenter, broker } = federatedRoles;
  const habits: Habit[] = [];
  for (let n = 0; n < 12; n += 1) {
    habits.push({
      accountId: development,
      who: { kind: 'federated', role: role(development, saml.name, saml.path, email(270 + n)), samlProviderArn },
      perDay: 0.3,
      region: n % 4 === 0 ? 'eu-west-1' : 'us-east-1',
    });
  }
  for (const [n, accountId] of [security, security, security, production, production, management].entries()) {
    const session = role(accountId, identityCenter.name, identityCenter.path, email(284 + n));
    habits.push({
      accountId,
      who: { kind: 'federated', role: session, samlProviderArn: null },
      perDay: 0.4,
      region: 'us-east-2',
    });
  }
  habits.push({
    accountId: production,
    who: {
      kind: 'federated',
      role: role(production, broker.name, broker.path, 'vendor-portal'),
      samlProviderArn: null,
    },
    perDay: 0.15,
    region: 'us-east-1',
  });
  for (let n = 0; n < 3; n += 1) {
    const { userName } = sampleName(n);
    habits.push({
      accountId: production,
      who: {
        kind: 'switch',
        role: role(production, 'OrganizationAccountAccessRole', '/', userName),
        from: arnOf(management, `user/${userName}`),
      },
      perDay: 0.25,
      region: 'us-east-1',
    });
  }
  for (const accountId of [production, development]) {
    habits.push({ accountId, who: { kind: 'unknown' }, perDay: 0.3, region: 'us-east-1' });
  }
  return habits;
}
