import { z } from 'zod';
import type {
  CollectionSummaryView,
  CollectionView,
  EventCoverageView,
  UnreadableRecordView,
} from '#lib/present/views/collections';
import type {
  BoundaryView,
  DeviceRowView,
  EvidenceView,
  ImportPreviewView,
  PersonView,
  SettingsView,
} from '#lib/present/views/settings';
import {
  accountId,
  anyOf,
  boundaryQuery,
  deviceType,
  flagParameter,
  givenInstant,
  instant,
  pageQuery,
  sentence,
} from './primitives.ts';

const outcome = z.enum(['collected', 'partial', 'denied', 'failed']);
const status = z.enum(['running', 'succeeded', 'partial', 'failed', 'interrupted']);

export const collection = z
  .object({
    id: z.string(),
    status,
    trigger: z.string(),
    requestedBy: z.string(),
    startedAt: instant,
    finishedAt: instant.nullable(),
    error: z.string().nullable(),
    progress: z.object({ done: z.int(), of: z.int(), sentence: z.string() }),
    accounts: z.array(
      z.object({
        accountId: z.string(),
        name: z.string(),
        sources: z.array(
          z.object({
            source: z.string(),
            region: z.string().optional(),
            outcome: outcome.optional(),
            state: z.enum(['waiting', 'running', ...outcome.options]),
            action: z.string().optional(),
            error: z.string().optional(),
            attempted: z.int(),
            succeeded: z.int(),
            expected: z.int().nullable(),
            failureCount: z.int(),
            failures: z.array(z.object({ subject: z.string(), action: z.string(), error: z.string() })),
            from: instant.optional(),
            to: instant.optional(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'Collection' }) satisfies z.ZodType<CollectionView>;

export const collectionSummary = z
  .object({
    ...collection.partial({ accounts: true }).shape,
    counts: z.object({ collected: z.int(), partial: z.int(), denied: z.int(), failed: z.int(), waiting: z.int() }),
    accountCount: z.int(),
  })
  .meta({ id: 'CollectionSummary' }) satisfies z.ZodType<CollectionSummaryView>;

export const collectionsQuery = z.object({ ...pageQuery, summary: flagParameter }).partial();

export const collectionQuery = z.object({ ...boundaryQuery, accountId: anyOf(accountId) }).partial();

export const collectionRequest = z.object({ accountIds: z.array(accountId).min(1).max(1_000).optional() });

export const eventCoverage = z
  .object({
    accountId: z.string(),
    accountName: z.string(),
    region: z.string(),
    eventName: z.string(),
    spans: z.array(z.object({ from: instant, to: instant })),
  })
  .meta({ id: 'EventCoverage' }) satisfies z.ZodType<EventCoverageView>;

export const eventCoverageQuery = z
  .object({ ...pageQuery, accountId: anyOf(accountId), eventName: z.string().max(100) })
  .partial();

export const unreadableRecord = z
  .object({
    id: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    source: z.string(),
    region: z.string(),
    where: z.string(),
    reason: z.string(),
    raw: z.string(),
    recordedAt: instant,
  })
  .meta({ id: 'UnreadableRecord' }) satisfies z.ZodType<UnreadableRecordView>;

export const unreadableRecordsQuery = z.object({ ...pageQuery, accountId: anyOf(accountId) }).partial();

export const deviceRow = z
  .object({
    accountId: z.string(),
    accountName: z.string(),
    serialNumber: z.string(),
    name: z.string(),
    type: z.string(),
    enabledAt: instant.nullable(),
    principalId: z.string().nullable(),
    userName: z.string().nullable(),
    orphaned: z.boolean(),
    lastUsedAt: instant.nullable(),
    cleanUp: z.string().nullable(),
  })
  .meta({ id: 'Device' }) satisfies z.ZodType<DeviceRowView>;

export const devicesQuery = z
  .object({
    ...pageQuery,
    orphaned: flagParameter,
    type: anyOf(deviceType),
    accountId: anyOf(accountId),
    q: z.string().max(500),
  })
  .partial();

export const person = z
  .object({ id: z.string(), name: z.string(), email: z.string(), leftAt: instant.nullable(), devices: z.int() })
  .meta({ id: 'Person' }) satisfies z.ZodType<PersonView>;

export const peopleQuery = z.object({ ...pageQuery, q: z.string().max(500) }).partial();

export const newPerson = z.object({
  name: sentence(200),
  email: z.email({ error: 'must be an e-mail address' }).max(320),
  leftAt: givenInstant.nullish(),
});

export const boundary = z
  .object({
    id: z.string(),
    name: z.string(),
    justification: z.string(),
    accountIds: z.array(z.string()),
    recordedAt: instant,
    recordedBy: z.string(),
  })
  .meta({ id: 'Boundary' }) satisfies z.ZodType<BoundaryView>;

export const newBoundary = z.object({
  name: sentence(200),
  justification: sentence(2_000),
  accountIds: z.array(accountId).min(1, 'must name at least one account').max(1_000),
});

export const newConnection = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be lower-case letters, digits and hyphens, at most 40'),
  profile: z.string().regex(/^[\w+=,.@:/ -]{1,100}$/, 'must be the name of a profile of the AWS configuration files'),
  region: z.string().regex(/^[a-z]{2,5}(-[a-z]+)+-\d$/, 'must be a Region like us-gov-west-1'),
  roleName: z
    .string()
    .regex(/^[\w+=,.@/-]{1,512}$/, 'must be the name of an IAM role, not its ARN')
    .nullish(),
  externalId: z
    .string()
    .regex(/^[\w+=,.@:/-]{2,1224}$/, 'must be 2 to 1224 letters, digits or any of +=,.@:/-')
    .nullish(),
});

/** Switching on needs `acknowledged: true`: that each session appears as root activity in the member account. */
export const rootSessionsSwitch = z.object({ enabled: z.boolean(), acknowledged: z.boolean().optional() });

export const rootSessionsSetting = z
  .object({ enabled: z.boolean(), changedAt: instant.nullable(), changedBy: z.string().nullable() })
  .meta({ id: 'RootSessionsSetting' }) satisfies z.ZodType<SettingsView['rootSessions']>;

export const importQuery = z.object({ preview: z.enum(['0', '1']) }).partial();

export const importAnswer = z
  .object({
    rows: z.int(),
    valid: z.int(),
    errors: z.array(z.object({ line: z.int(), column: z.string().nullable(), message: z.string() })),
    changes: z.array(z.string()),
  })
  .meta({ id: 'ImportAnswer' }) satisfies z.ZodType<ImportPreviewView>;

export const created = z.object({ id: z.string() }).meta({ id: 'Created' });

export const evidence = z
  .object({
    sha256: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    source: z.string(),
    region: z.string(),
    collectionId: z.string().nullable(),
    firstAt: instant,
    lastAt: instant,
    calls: z.int(),
    json: z.string(),
  })
  .meta({ id: 'Evidence' }) satisfies z.ZodType<EvidenceView>;
