import { KeyholderError } from '#lib/domain/keyholder-error';
import { getRootSessionsSetting, putRootSessionsSetting, type RootSessionsSetting } from '#lib/store/settings';
import { transact } from '#lib/store/write-store';
import type { CommandContext } from './command-context.ts';

/** What whoever switches root sessions on has to confirm, as it is shown to them and as it stands in the audit log. */
export const rootSessionsWarning =
  'Each root session appears as root activity in the member account, and sets off alarms on root activity.';

/**
 * Lets collections open root sessions in member accounts, or no longer. @throws KeyholderError INPUT_INVALID when what it does to
 * alarms was not confirmed, NOT_FOUND for a viewer who does not see every account, because the switch is for all of them
 */
export async function switchRootSessions(
  { write, actor, scope, clock }: CommandContext,
  given: { readonly enabled: boolean; readonly acknowledged?: boolean | undefined },
): Promise<RootSessionsSetting> {
  if (scope.kind !== 'all') {
    throw new KeyholderError('NOT_FOUND', 'Root sessions are switched by somebody who sees every account.');
  }
  if (given.enabled && given.acknowledged !== true) {
    throw new KeyholderError(
      'INPUT_INVALID',
      `${rootSessionsWarning} Send "acknowledged": true to confirm that you know this.`,
    );
  }
  const acknowledged = given.enabled ? rootSessionsWarning : null;
  return transact(write, async (tx) => {
    const before = await getRootSessionsSetting(tx);
    if (before.enabled === given.enabled) return before;
    await putRootSessionsSetting(tx, { enabled: given.enabled, acknowledged }, actor, clock());
    return getRootSessionsSetting(tx);
  });
}
