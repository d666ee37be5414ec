import { z } from 'zod';
import { attributionStates } from '#lib/domain/console-login';
import type {
  CustodyView,
  LoginDetailView,
  LoginView,
  SharedAccountDetailView,
  SharedAccountView,
} from '#lib/present/views/logins';
import {
  accountId,
  anyOf,
  deviceType,
  flagParameter,
  givenInstant,
  instant,
  pageQuery,
  personRef,
  sentence,
} from './primitives.ts';

const state = z
  .enum([
    'person',
    'device',
    'probable-device',
    'unknown-device',
    'device-not-recorded',
    'mfa-not-recorded',
    'no-mfa',
    'not-visible-to-aws',
    'not-a-login',
  ])
  .meta({ id: 'AttributionState' });
const identity = z.enum([
  'iam-user',
  'root',
  'unknown-user',
  'saml',
  'oidc',
  'identity-center',
  'custom-broker',
  'federation-token',
]);

export const login = z
  .object({
    eventId: z.string(),
    time: instant,
    accountId: z.string(),
    accountName: z.string(),
    region: z.string(),
    principalId: z.string().nullable(),
    uniqueId: z.string().nullable(),
    userName: z.string().nullable(),
    identity,
    provider: z.string().nullable(),
    outcome: z.enum(['success', 'failure']),
    errorMessage: z.string().nullable(),
    mfaUsed: z.boolean().nullable(),
    sourceIp: z.string(),
    userAgent: z.string(),
    shared: z.boolean(),
    attribution: z.object({
      state,
      basis: z.enum(['custody', 'account-holder']).nullable(),
      device: z
        .object({
          serialNumber: z.string(),
          name: z.string(),
          type: deviceType,
          instanceId: z.string().nullable(),
          enabledAt: instant.nullable(),
          removedAt: instant.nullable(),
        })
        .nullable(),
      person: personRef.nullable(),
      reason: z.string(),
      flags: z.array(z.string()),
    }),
  })
  .meta({ id: 'ConsoleLogin' }) satisfies z.ZodType<LoginView>;

export const loginDetail = z
  .object({
    ...login.shape,
    raw: z.string(),
    evidenceSha256: z.string(),
    action: z.string(),
    requestId: z.string().nullable(),
    readAt: instant,
    roleSwitches: z.array(z.object({ time: instant, roleArn: z.string().nullable(), accountId: z.string() })),
  })
  .meta({ id: 'ConsoleLoginDetail' }) satisfies z.ZodType<LoginDetailView>;

export const loginsQuery = z
  .object({
    ...pageQuery,
    sharedOnly: flagParameter,
    state: anyOf(state),
    principalId: z.string().max(300),
    accountId: anyOf(accountId),
    person: z.string().max(100),
    serialNumber: z.string().max(256),
    instanceId: z.string().max(100),
    outcome: z.enum(['success', 'failure']),
    identity: anyOf(identity),
    from: givenInstant,
    to: givenInstant,
    q: z.string().max(500),
    sort: z.enum(['time', '-time']),
  })
  .partial();

const sharedBecause = z.enum(['root', 'tag', 'declared']);

export const sharedAccount = z
  .object({
    principalId: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    userName: z.string(),
    sharedBecause,
    justification: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    logins: z.int(),
    attributed: z.int(),
    devices: z.int(),
    lastLoginAt: instant.nullable(),
  })
  .meta({ id: 'SharedAccount' }) satisfies z.ZodType<SharedAccountView>;

export const sharedAccountsQuery = z
  .object({ ...pageQuery, accountId: anyOf(accountId), from: givenInstant, to: givenInstant })
  .partial();

export const custody = z
  .object({
    id: z.string(),
    accountId: z.string(),
    principalId: z.string(),
    serialNumber: z.string(),
    deviceInstanceId: z.string(),
    person: personRef,
    personColour: z.int(),
    validFrom: instant,
    validTo: instant.nullable(),
    recordedAt: instant,
    recordedBy: z.string(),
    reason: z.string(),
  })
  .meta({ id: 'Custody' }) satisfies z.ZodType<CustodyView>;

export const custodiesQuery = z
  .object({ ...pageQuery, principalId: z.string().max(300), personId: z.string().max(100) })
  .partial();

const bounds = z.object({ earliest: instant.nullable(), latest: instant.nullable() });
export const coverageGap = z.object({
  accountId: z.string(),
  accountName: z.string(),
  region: z.string(),
  eventName: z.string(),
  from: instant,
  to: instant,
  reason: z.string(),
});

export const sharedAccountDetail = z
  .object({
    ...sharedAccount.shape,
    from: instant,
    to: instant,
    lanes: z.array(
      z.object({
        instanceId: z.string(),
        serialNumber: z.string(),
        name: z.string(),
        type: deviceType,
        note: z.string(),
        from: bounds,
        until: bounds.nullable(),
        removedBy: z.string().nullable(),
        reusedLater: z.boolean(),
        custodies: z.array(custody),
        logins: z.int(),
        lastLoginAt: instant.nullable(),
      }),
    ),
    marks: z.array(
      z.object({
        eventId: z.string(),
        time: instant,
        laneId: z.string().nullable(),
        state,
        personId: z.string().nullable(),
        personColour: z.int().nullable(),
      }),
    ),
    marksTruncated: z.boolean(),
    gaps: z.array(coverageGap),
    counts: z.record(z.enum(attributionStates), z.int()),
    people: z.array(z.object({ ...personRef.shape, colour: z.int() })),
  })
  .meta({ id: 'SharedAccountDetail' }) satisfies z.ZodType<SharedAccountDetailView>;

export const sharedAccountDecision = z.object({
  principalId: z.string().min(1).max(300),
  decision: z.enum(['declared', 'dismissed']),
  justification: sentence(2_000),
});

export const newCustody = z.object({
  principalId: z.string().min(1).max(300),
  serialNumber: z.string().min(1).max(256),
  deviceInstanceId: z.string().min(1).max(100).optional(),
  personId: z.string().min(1).max(100),
  validFrom: givenInstant,
  validTo: givenInstant.nullish(),
  reason: sentence(2_000),
});

export const custodyEnd = z.object({ at: givenInstant, reason: sentence(2_000) });
