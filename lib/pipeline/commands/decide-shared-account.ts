import { KeyholderError } from '#lib/domain/keyholder-error';
import { isRootPrincipal } from '#lib/domain/principal';
import { sharedAccount } from '#lib/evaluate/shared-accounts';
import { getPrincipalSummary, setSharedBecause } from '#lib/store/principals';
import { addSharedAccountDecision, listSharedAccountDecisions } from '#lib/store/shared-account-decisions';
import { transact } from '#lib/store/write-store';
import { attributeAgain } from './attribute-again.ts';
import { type CommandContext, noPrincipal, requireVisible } from './command-context.ts';

/** An admin's word on whether several people use a principal. @throws KeyholderError NOT_FOUND, CONFLICT for dismissing root */
export async function decideSharedAccount(
  context: CommandContext,
  given: { principalId: string; decision: 'declared' | 'dismissed'; justification: string },
): Promise<{ id: string }> {
  const { write, actor, clock, newId } = context;
  const { principalId, decision } = given;
  requireVisible(context, principalId);
  const id = newId();
  await transact(write, async (tx) => {
    const principal = await getPrincipalSummary(tx, principalId);
    if (!principal) throw noPrincipal(principalId);
    if (isRootPrincipal(principalId) && decision === 'dismissed') {
      throw new KeyholderError('CONFLICT', 'A root user is always treated as shared, so it cannot be dismissed.');
    }
    await addSharedAccountDecision(tx, { id, ...given }, actor, clock());
    const decisions = await listSharedAccountDecisions(tx, { principalId });
    await setSharedBecause(tx, principalId, sharedAccount(principalId, principal.tags, decisions).because);
  });
  await attributeAgain(context, [principalId]);
  return { id };
}
