import { partitionOfRegion } from '#lib/domain/account';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { appendAudit } from '#lib/store/audit-log';
import { getConnection, putConnection } from '#lib/store/connections';
import { transact } from '#lib/store/write-store';
import { defaultConnectionId } from '../open-connections.ts';
import type { CommandContext } from './command-context.ts';

export interface NewConnection {
  readonly id: string;
  /** Of the AWS config files on the machine that collects; Keyholder stores no AWS keys. */
  readonly profile: string;
  readonly region: string;
  readonly roleName: string | null;
  readonly externalId: string | null;
}

/**
 * Another way into AWS, beside the environment's: GovCloud next to commercial. Every collection from now on tries it. Given again under
 * the same id, it is changed. @throws KeyholderError CONFLICT for the environment's own, NOT_FOUND for a viewer of some accounts only
 */
export async function addConnection(
  { write, actor, scope, clock }: CommandContext,
  given: NewConnection,
): Promise<{ id: string }> {
  if (scope.kind !== 'all') {
    throw new KeyholderError('NOT_FOUND', 'Connections are added by somebody who sees every account.');
  }
  if (given.id === defaultConnectionId) {
    throw new KeyholderError(
      'CONFLICT',
      `"${defaultConnectionId}" is the connection of the environment in which Keyholder is started. Choose another name.`,
    );
  }
  await transact(write, async (tx) => {
    const before = await getConnection(tx, given.id);
    await putConnection(tx, { ...given, partition: partitionOfRegion(given.region) });
    const { externalId, ...shown } = given;
    await appendAudit(tx, {
      actor,
      at: clock(),
      action: before === null ? 'connection.add' : 'connection.change',
      subject: given.id,
      detail: { ...shown, hasExternalId: externalId !== null },
    });
  });
  return { id: given.id };
}
