import { KeyholderError } from '#lib/domain/keyholder-error';
import { listAccounts } from '#lib/store/accounts';
import { addBoundary } from '#lib/store/boundaries';
import type { CommandContext } from './command-context.ts';

/** Names a set of accounts. @throws KeyholderError CONFLICT when the name is taken, NOT_FOUND when an account is not known */
export async function createBoundary(
  { write, actor, scope, clock, newId }: CommandContext,
  given: { name: string; justification: string; accountIds: readonly string[] },
): Promise<{ id: string }> {
  const known = new Set((await listAccounts(write, scope)).map((account) => account.id));
  const unknown = given.accountIds.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const named = unknown.slice(0, 10).join(', ');
    throw new KeyholderError('NOT_FOUND', `These accounts are not known: ${named}.`, { accountIds: unknown });
  }
  const id = newId();
  await addBoundary(write, { id, ...given, accountIds: [...new Set(given.accountIds)] }, actor, clock());
  return { id };
}
