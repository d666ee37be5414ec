import { z } from 'zod';
import type { FixRowView, FixView } from '#lib/present/views/fixes';
import type { OverviewView } from '#lib/present/views/overview';
import type { PrincipalDetailView, PrincipalView, RootView } from '#lib/present/views/principals';
import { exception } from './exceptions.ts';
import { login } from './logins.ts';
import {
  accountId,
  anyOf,
  boundaryQuery,
  check,
  complianceStatus,
  count,
  device,
  exceptionMark,
  flagParameter,
  givenInstant,
  instant,
  lastKnown,
  pageQuery,
  personRef,
  strength,
} from './primitives.ts';

const kind = z.enum(['RootUser', 'IamUser']);
const presence = z.enum(['present', 'deleted-since-report']);
const flagOrUnknown = z
  .enum(['true', 'false', 'unknown'], { error: 'must be true, false or unknown' })
  .transform((text) => (text === 'unknown' ? ('unknown' as const) : text === 'true'))
  .meta({ type: 'string' });
const consoleAccess = z
  .enum(['true', 'false', 'unknown', 'can'], { error: 'must be true, false, unknown or can' })
  .transform((text) => (text === 'true' ? true : text === 'false' ? false : text))
  .meta({ type: 'string' });

export const principal = z
  .object({
    id: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    partition: z.string(),
    kind,
    userName: z.string(),
    previousNames: z.array(z.string()),
    arn: z.string(),
    uniqueId: z.string(),
    presence,
    console: z.boolean().nullable(),
    activeKeys: z.int().nullable(),
    privileged: z.boolean().nullable(),
    status: complianceStatus,
    reason: z.string(),
    exception: exceptionMark.nullable(),
    strength,
    devices: z.array(device),
    devicesComplete: z.boolean(),
    deviceSlots: z.object({ used: z.int().nullable(), max: z.int() }),
    sharedBecause: z.enum(['root', 'tag', 'declared']).nullable(),
    failingSince: instant.nullable(),
    lastLogin: z.object({ at: instant, deviceName: z.string().nullable(), mfaUsed: z.boolean().nullable() }).nullable(),
    checks: z.array(check),
    readAt: instant.nullable(),
  })
  .meta({ id: 'Principal' }) satisfies z.ZodType<PrincipalView>;

const fix = z.object({
  kind: z.enum(['console', 'cli', 'terraform', 'message']),
  title: z.string(),
  steps: z.array(z.string()),
  code: z.string().nullable(),
  href: z.string().nullable(),
  limits: z.string(),
}) satisfies z.ZodType<FixView>;

export const fixRow = z
  .object({
    principalId: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    userName: z.string(),
    status: complianceStatus,
    reason: z.string(),
    done: z.boolean(),
    exception: exceptionMark.nullable(),
    fixes: z.array(fix),
  })
  .meta({ id: 'Fix' }) satisfies z.ZodType<FixRowView>;

export const principalDetail = z
  .object({
    ...principal.shape,
    createdAt: instant.nullable(),
    tags: z.record(z.string(), z.string()),
    privilegedBecause: z.string().nullable(),
    sources: z.array(z.object({ label: z.string(), says: z.string(), at: instant.nullable(), outcome: z.string() })),
    deviceDetails: z.array(
      z.object({
        ...device.shape,
        instanceId: z.string().nullable(),
        levels: z.record(z.string(), z.string()).nullable(),
        levelsCapturedAt: instant.nullable(),
        custodian: z.object({ ...personRef.shape, since: instant }).nullable(),
        lastUsedAt: instant.nullable(),
        enabledEarliest: instant.nullable(),
        enabledLatest: instant.nullable(),
        removedAt: instant.nullable(),
        removedBy: z.string().nullable(),
      }),
    ),
    recentLogins: z.array(login),
    loginsTotal: z.int(),
    loginsTotalIsLowerBound: z.boolean(),
    fixes: z.array(fix),
    exceptions: z.array(exception),
    lastRecheck: z.object({ at: instant, by: z.string() }).nullable(),
  })
  .meta({ id: 'PrincipalDetail' }) satisfies z.ZodType<PrincipalDetailView>;

const sorts = [
  'status',
  'userName',
  'accountName',
  'console',
  'activeKeys',
  'privileged',
  'strength',
  'lastLogin',
  'failingSince',
] as const;

export const principalsQuery = z
  .object({
    ...pageQuery,
    kind,
    status: anyOf(complianceStatus),
    accountId: anyOf(accountId),
    q: z.string().max(500),
    privileged: flagOrUnknown,
    strength: anyOf(strength),
    presence,
    console: consoleAccess,
    keys: z.enum(['some', 'none', 'unknown']),
    shared: flagParameter,
    exception: z.enum(['accepted', 'ends-soon', 'expired', 'none']),
    missing: anyOf(z.string().max(200)),
    failedSince: givenInstant,
    sort: z.enum(sorts.flatMap((name) => [name, `-${name}`] as const)),
  })
  .partial();

/** The fix list is of users only. */
export const fixesQuery = principalsQuery.omit({ kind: true });

const rootState = z.enum([
  'covered',
  'covered-with-keys',
  'uncovered',
  'no-credentials',
  'not-in-partition',
  'suspended',
  'unknown',
]);

export const root = z
  .object({
    cards: z.array(
      z.object({
        principal,
        state: rootState,
        headline: z.string(),
        facts: z.object({
          password: z.boolean().nullable(),
          accessKeys: z.boolean().nullable(),
          certificates: z.boolean().nullable(),
          mfa: z.boolean().nullable(),
        }),
        howWeKnow: z.array(z.object({ text: z.string(), at: instant.nullable() })),
        devicesAtLeast: z.int().nullable(),
        missing: z.array(z.string()),
        lastKnown,
      }),
    ),
    counts: z.record(rootState, z.int()),
  })
  .meta({ id: 'Root' }) satisfies z.ZodType<RootView>;

const day = z.object({ day: z.iso.date(), logins: z.int(), withoutMfa: z.int(), covered: z.boolean() });

export const overview = z
  .object({
    asOf: instant.nullable(),
    oldestSourceAt: instant.nullable(),
    usersWithoutMfa: count,
    rootsUncovered: z.object({ ...count.shape, notApplicable: z.int() }),
    loginsWithoutMfa: z.object({ ...count.shape, from: instant.nullable(), lowerBound: z.boolean() }),
    sharedLoginsUnattributed: z.object({ ...count.shape, accounts: z.int(), lowerBound: z.boolean() }),
    sourcesNotRead: z.object({ denied: z.int(), failed: z.int(), partial: z.int(), of: z.int() }),
    federatedLogins: z.object({ n: z.int(), of: z.int(), lowerBound: z.boolean() }),
    usersToFix: z.array(principal),
    roots: z.array(
      z.object({
        principalId: z.string(),
        accountId: z.string(),
        accountName: z.string(),
        state: rootState,
        headline: z.string(),
      }),
    ),
    rootsTotal: z.int(),
    notRead: z.array(
      z.object({
        action: z.string(),
        outcome: z.enum(['denied', 'failed', 'partial']),
        source: z.string(),
        accountIds: z.array(z.string()),
        accountNames: z.array(z.string()),
        error: z.string(),
        waits: z.string(),
        waiting: z.object({ users: z.int(), roots: z.int() }),
      }),
    ),
    accountsNotReadable: z.array(
      z.object({ accountId: z.string(), accountName: z.string(), action: z.string(), error: z.string() }),
    ),
    coverageOverTime: z.array(
      z.object({ day: z.iso.date(), withoutMfa: z.int(), notChecked: z.int(), population: z.int() }),
    ),
    loginsPerDay: z.array(day),
    unreadableRecords: z.int(),
  })
  .meta({ id: 'Overview' }) satisfies z.ZodType<OverviewView>;

export const overviewQuery = z.object(boundaryQuery).partial();
