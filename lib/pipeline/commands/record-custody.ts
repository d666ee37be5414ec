import type { Instant } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { addCustody } from '#lib/store/custodies';
import { listDeviceInstances } from '#lib/store/device-instances';
import { getPerson } from '#lib/store/people';
import { getPrincipalSummary } from '#lib/store/principals';
import { transact } from '#lib/store/write-store';
import { attributeAgain } from './attribute-again.ts';
import { chooseInstance } from './choose-instance.ts';
import { type CommandContext, noPrincipal, requireVisible } from './command-context.ts';

export interface GivenCustody {
  readonly principalId: string;
  readonly serialNumber: string;
  readonly deviceInstanceId?: string | undefined;
  readonly personId: string;
  readonly validFrom: Instant;
  readonly validTo: Instant | null;
  readonly reason: string;
}

/**
 * Records that a person holds a device from a time on, and attributes the principal's sign-ins again.
 * @returns `pending` when so many sign-ins are concerned that the worker does it after the answer
 * @throws KeyholderError NOT_FOUND, INPUT_INVALID, or CONFLICT with the candidates when several instances fit and none is named
 */
export async function recordCustody(
  context: CommandContext,
  given: GivenCustody,
): Promise<{ id: string; pending: boolean }> {
  const { write, actor, clock, newId } = context;
  const { principalId, serialNumber, personId, validFrom, validTo, reason } = given;
  requireVisible(context, principalId);
  if (validTo !== null && validTo <= validFrom) {
    throw new KeyholderError('INPUT_INVALID', 'The custody must end after it begins.', {
      fields: [{ field: 'validTo' }],
    });
  }
  const id = newId();
  await transact(write, async (tx) => {
    if (!(await getPrincipalSummary(tx, principalId))) throw noPrincipal(principalId);
    if (!(await getPerson(tx, personId))) {
      throw new KeyholderError('NOT_FOUND', 'There is no such person. Add the person first.');
    }
    const instance = chooseInstance(await listDeviceInstances(tx, { principalId }), given);
    const custody = {
      id,
      principalId,
      serialNumber,
      deviceInstanceId: instance.id,
      personId,
      validFrom,
      validTo,
      reason,
    };
    await addCustody(tx, custody, actor, clock());
  });
  return { id, pending: await attributeAgain(context, [principalId]) };
}
