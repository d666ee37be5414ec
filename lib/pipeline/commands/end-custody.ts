import { type Instant, sayInstant } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { endCustody as addCustodyEnd, getCustody } from '#lib/store/custodies';
import { transact } from '#lib/store/write-store';
import { attributeAgain } from './attribute-again.ts';
import { type CommandContext, requireVisible } from './command-context.ts';

/** Records when a custody ended; the custody itself stays as it was written. @throws KeyholderError NOT_FOUND, INPUT_INVALID */
export async function endCustody(
  context: CommandContext,
  custodyId: string,
  given: { at: Instant; reason: string },
): Promise<{ id: string; pending: boolean }> {
  const { write, actor, clock, newId } = context;
  const id = newId();
  const principalId = await transact(write, async (tx) => {
    const custody = await getCustody(tx, custodyId);
    if (!custody) throw new KeyholderError('NOT_FOUND', 'There is no such custody.');
    requireVisible(context, custody.principalId);
    if (given.at <= custody.validFrom) {
      const began = sayInstant(custody.validFrom);
      throw new KeyholderError('INPUT_INVALID', `This custody began on ${began}; it can only end later.`);
    }
    await addCustodyEnd(tx, { id, custodyId, ...given }, actor, clock());
    return custody.principalId;
  });
  return { id, pending: await attributeAgain(context, [principalId]) };
}
