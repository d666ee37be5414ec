import { z } from 'zod';
import type { ListedUser, UsersFacts } from '#lib/domain/facts';
import { answerNotUnderstood, instant, instantOrNull, readAt, readEach } from './aws-answer.ts';
import type { Normalized } from './normalized.ts';

const schema = z.object({ Users: z.array(z.unknown()), readAt });

const userSchema = z
  .object({
    UserName: z.string().min(1),
    UserId: z.string().min(1),
    Arn: z.string().regex(/^arn:[a-z-]+:iam::\d{12}:user\/./),
    Path: z.string().default('/'),
    CreateDate: instant,
    PasswordLastUsed: instantOrNull.catch(null),
  })
  .transform(
    (u): ListedUser => ({
      userName: u.UserName,
      uniqueId: u.UserId,
      arn: u.Arn,
      path: u.Path,
      createdAt: u.CreateDate,
      passwordLastUsedAt: u.PasswordLastUsed,
    }),
  );

/** One page of ListUsers. */
export function normalizeUsers(answer: unknown): Normalized<UsersFacts> {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) return answerNotUnderstood('ListUsers', parsed.error, answer);
  const { read, unreadable } = readEach('ListUsers', parsed.data.Users, userSchema);
  return { facts: { readAt: parsed.data.readAt, users: read, unreadableEntries: unreadable.length }, unreadable };
}

/** A user who stands on two pages because the list changed while it was read counts once. */
export function mergeUsers(pages: readonly UsersFacts[]): UsersFacts {
  const users = new Map(pages.flatMap((page) => page.users.map((user) => [user.uniqueId, user] as const)));
  return {
    readAt: Math.max(...pages.map((page) => page.readAt)),
    users: [...users.values()],
    unreadableEntries: pages.reduce((sum, page) => sum + page.unreadableEntries, 0),
  };
}
