import { z } from 'zod';
import type { AccountFacts, PasswordPolicy } from '#lib/domain/facts';
import { answerNotUnderstood, readAt } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const count = z.number().int().nonnegative().nullable().catch(null).default(null);
const flag = z.boolean().nullable().catch(null).default(null);
/** SummaryMap carries 0 and 1 (and for keys and certificates possibly more); anything else says nothing. */
const present = count.transform((n) => (n === null ? null : n > 0));

const summarySchema = z.object({
  SummaryMap: z
    .object({
      AccountMFAEnabled: present,
      AccountPasswordPresent: present,
      AccountAccessKeysPresent: present,
      AccountSigningCertificatesPresent: present,
      Users: count,
      MFADevicesInUse: count,
    })
    .loose(),
  readAt,
});

const policySchema = z
  .object({
    MinimumPasswordLength: count,
    MaxPasswordAge: count,
    PasswordReusePrevention: count,
    RequireSymbols: flag,
    RequireNumbers: flag,
    RequireUppercaseCharacters: flag,
    RequireLowercaseCharacters: flag,
    AllowUsersToChangePassword: flag,
  })
  .transform(
    (p): PasswordPolicy => ({
      minimumPasswordLength: p.MinimumPasswordLength,
      maxPasswordAgeDays: p.MaxPasswordAge,
      passwordReusePrevention: p.PasswordReusePrevention,
      requireSymbols: p.RequireSymbols,
      requireNumbers: p.RequireNumbers,
      requireUppercase: p.RequireUppercaseCharacters,
      requireLowercase: p.RequireLowercaseCharacters,
      allowUsersToChange: p.AllowUsersToChangePassword,
    }),
  );

const schema = z.object({
  callerArn: z.string().nullable(),
  summary: summarySchema.nullable(),
  aliases: z.array(z.string()).nullable(),
  passwordPolicy: z.union([z.literal('none'), policySchema, z.null()]),
});

/** GetCallerIdentity, GetAccountSummary, ListAccountAliases, GetAccountPasswordPolicy: each may be missing without the others. */
export function normalizeAccount(answer: unknown): Normalized<AccountFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('Account', parsed.error, answer);
  const { summary, ...rest } = parsed.data;
  const map = summary?.SummaryMap;
  return {
    facts: {
      ...rest,
      summary:
        summary === null || map === undefined
          ? null
          : {
              accountMfaEnabled: map.AccountMFAEnabled,
              accountPasswordPresent: map.AccountPasswordPresent,
              accountAccessKeysPresent: map.AccountAccessKeysPresent,
              accountSigningCertificatesPresent: map.AccountSigningCertificatesPresent,
              users: map.Users,
              mfaDevicesInUse: map.MFADevicesInUse,
              readAt: summary.readAt,
            },
    },
    unreadable: [],
  };
}
