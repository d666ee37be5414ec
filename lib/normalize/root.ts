import { z } from 'zod';
import type { RootFacts } from '#lib/domain/facts';
import { answerNotUnderstood, readAt } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({
  OrganizationId: z.string().nullable(),
  EnabledFeatures: z.array(z.string()),
  readAt,
});

/** ListOrganizationsFeatures: central root management. */
export function normalizeRoot(answer: unknown): Normalized<RootFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('ListOrganizationsFeatures', parsed.error, answer);
  const { OrganizationId, EnabledFeatures } = parsed.data;
  return {
    facts: {
      readAt: parsed.data.readAt,
      organizationId: OrganizationId,
      rootCredentialsManagement: EnabledFeatures.includes('RootCredentialsManagement'),
      rootSessions: EnabledFeatures.includes('RootSessions'),
    },
    unreadable: [],
  };
}
