import type { CheckId } from '#lib/domain/compliance-status';
import { shortestReason } from '#lib/domain/exception';
import type { Instant } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { listJudgedResults } from '#lib/store/check-results';
import { addException } from '#lib/store/exceptions';
import { getPrincipalSummary } from '#lib/store/principals';
import { type CommandContext, noPrincipal, requireVisible } from './command-context.ts';

/**
 * Accepts a risk: a mark beside the status, which stays as it is. For the unique id, never for the name.
 * @throws KeyholderError NOT_FOUND, INPUT_INVALID for a reason too short, an expiry that is past, or a check that is not asked about this principal
 */
export async function createException(
  context: CommandContext,
  given: { principalId: string; checkId: CheckId; owner: string; reason: string; expiresAt: Instant },
): Promise<{ id: string }> {
  const { write, actor, clock, newId } = context;
  const { principalId, checkId } = given;
  requireVisible(context, principalId);
  const principal = await getPrincipalSummary(write, principalId);
  if (principal?.presence !== 'present') throw noPrincipal(principalId);
  const judged = await listJudgedResults(write, { principalId });
  if (!judged.some((one) => one.checkId === checkId))
    throw invalid('checkId', `The check ${checkId} is not asked about this principal.`);
  const [owner, reason] = [given.owner.trim(), given.reason.trim()];
  if (owner === '') throw invalid('owner', 'Name the owner: who answers for this risk.');
  if ([...reason].length < shortestReason)
    throw invalid('reason', `The reason needs at least ${shortestReason} characters: an assessor will read it.`);
  const now = clock();
  if (given.expiresAt <= now) throw invalid('expiresAt', 'The expiry must lie in the future.');
  const id = newId();
  const { expiresAt } = given;
  await addException(
    write,
    { id, principalId, userName: principal.userName, checkId, owner, reason, expiresAt },
    actor,
    now,
  );
  return { id };
}

const invalid = (field: string, sentence: string) => new KeyholderError('INPUT_INVALID', sentence, { field });
