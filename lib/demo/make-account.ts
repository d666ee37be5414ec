/** Accounts and users from what is particular about them; everything else is what AWS has by default. */
import type { Instant } from '#lib/domain/instant';
import type { OrganizationAccount, OrganizationUser } from './organization.ts';

/** Regions every account has without asking for them. */
export const defaultRegions: readonly string[] = [
  'ap-northeast-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'us-east-1',
  'us-east-2',
  'us-west-2',
];

type Particular<T, Required extends keyof T> = Pick<T, Required> & Partial<Omit<T, Required>>;

/** No users, no events, no role to assume, a root with a password and nothing else. */
export function makeAccount(given: Particular<OrganizationAccount, 'id' | 'name' | 'joinedAt'>): OrganizationAccount {
  return {
    email: `${given.name}@example.org`,
    status: 'ACTIVE',
    enabledRegions: defaultRegions,
    auditRoles: [],
    deniedActions: [],
    passwordPolicy: null,
    root: {
      passwordEnabled: true,
      passwordLastChangedAt: given.joinedAt,
      passwordLastUsedAt: null,
      accessKeyActive: false,
      devices: [],
    },
    users: [],
    unassignedVirtualDevices: [],
    groups: [],
    roles: [],
    policies: [],
    samlProviders: [],
    oidcProviders: [],
    events: [],
    ...given,
  };
}

/** No password, no keys, no devices, no permissions. */
export function makeUser(given: Particular<OrganizationUser, 'userName' | 'uniqueId' | 'createdAt'>): OrganizationUser {
  return {
    path: '/',
    password: null,
    accessKeys: [],
    devices: [],
    groups: [],
    attachedPolicyArns: [],
    inlinePolicies: [],
    tags: {},
    ...given,
  };
}

/** A password from `createdAt` on, last used at `lastUsedAt` before the recorded events. */
export const passwordSince = (createdAt: Instant, lastUsedAt: Instant | null = null) => ({ createdAt, lastUsedAt });
