import { z } from 'zod';
import type { FederationFacts, Unreadable } from '#lib/domain/facts';
import { answerNotUnderstood, instantOrNull, readAt, readEach } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({
  SAMLProviderList: z.array(z.unknown()).optional(),
  OpenIDConnectProviderList: z.array(z.unknown()).optional(),
  readAt,
});

const samlSchema = z
  .object({ Arn: z.string().min(1), ValidUntil: instantOrNull.catch(null) })
  .transform((p) => ({ arn: p.Arn, validUntil: p.ValidUntil }));
const oidcSchema = z.object({ Arn: z.string().min(1) }).transform((p) => ({ arn: p.Arn }));

/** ListSAMLProviders or ListOpenIDConnectProviders: the list that was not asked for, or denied, is null. */
export function normalizeFederation(answer: unknown): Normalized<FederationFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('Identity providers', parsed.error, answer);
  const unreadable: Unreadable[] = [];
  const list = <T>(where: string, entries: readonly unknown[] | undefined, entry: z.ZodType<T>): T[] | null => {
    if (entries === undefined) return null;
    const each = readEach(where, entries, entry);
    unreadable.push(...each.unreadable);
    return each.read;
  };
  const facts = {
    readAt: parsed.data.readAt,
    samlProviders: list('ListSAMLProviders', parsed.data.SAMLProviderList, samlSchema),
    oidcProviders: list('ListOpenIDConnectProviders', parsed.data.OpenIDConnectProviderList, oidcSchema),
  };
  return { facts, unreadable };
}

export const mergeFederation = (chunks: readonly FederationFacts[]): FederationFacts => ({
  readAt: Math.max(...chunks.map((chunk) => chunk.readAt)),
  samlProviders: chunks.find((chunk) => chunk.samlProviders !== null)?.samlProviders ?? null,
  oidcProviders: chunks.find((chunk) => chunk.oidcProviders !== null)?.oidcProviders ?? null,
});
