import { z } from 'zod';
import type { LoginProfilesFacts } from '#lib/domain/facts';
import { answerNotUnderstood, instantOrNull, readAt } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({
  users: z.array(
    z.object({
      uniqueId: z.string().min(1),
      userName: z.string().min(1),
      loginProfile: z.union([z.literal('none'), z.object({ CreateDate: instantOrNull.catch(null) })]),
      readAt,
    }),
  ),
});

/** GetLoginProfile of up to 200 users. */
export function normalizeLoginProfiles(answer: unknown): Normalized<LoginProfilesFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('GetLoginProfile', parsed.error, answer);
  const users = parsed.data.users.map(({ loginProfile, ...user }) => ({
    ...user,
    hasPassword: loginProfile !== 'none',
    passwordCreatedAt: loginProfile === 'none' ? null : loginProfile.CreateDate,
  }));
  return { facts: { users }, unreadable: [] };
}

export function mergeLoginProfiles(chunks: readonly LoginProfilesFacts[]): LoginProfilesFacts {
  return { users: chunks.flatMap((chunk, block) => chunk.users.map((user) => ({ ...user, block }))) };
}
