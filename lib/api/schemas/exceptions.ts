import { z } from 'zod';
import { checkIds } from '#lib/domain/compliance-status';
import { shortestReason } from '#lib/domain/exception';
import type { ExceptionView } from '#lib/present/views/exceptions';
import { accountId, anyOf, complianceStatus, givenInstant, instant, pageQuery, sentence } from './primitives.ts';

const checkId = z.enum(checkIds);
const state = z.enum(['active', 'ends-soon', 'expired', 'replaced']);

export const exception = z
  .object({
    id: z.string(),
    accountId: z.string(),
    accountName: z.string(),
    principalId: z.string(),
    kind: z.enum(['RootUser', 'IamUser']),
    userName: z.string(),
    checkId,
    checkTitle: z.string(),
    status: complianceStatus.nullable(),
    owner: z.string(),
    reason: z.string(),
    expiresAt: instant,
    endsInDays: z.int().nullable(),
    state,
    recordedAt: instant,
    recordedBy: z.string(),
  })
  .meta({ id: 'Exception' }) satisfies z.ZodType<ExceptionView>;

export const exceptionsQuery = z
  .object({ ...pageQuery, accountId: anyOf(accountId), principalId: z.string().max(300), state: anyOf(state) })
  .partial();

export const newException = z.object({
  principalId: z.string().min(1).max(300),
  checkId,
  owner: sentence(200),
  reason: sentence(2_000).refine(
    (text) => [...text].length >= shortestReason,
    `must have at least ${shortestReason} characters`,
  ),
  expiresAt: givenInstant,
});
