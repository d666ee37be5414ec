import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import { countConsoleLogins } from '#lib/store/console-logins';
import { enqueueJob } from '#lib/store/jobs';
import { accountLogins, attributePrincipal } from '../attribute-logins.ts';
import type { CommandContext } from './command-context.ts';

/** Above this many sign-ins an answer does not wait for their attribution. */
const mostAtOnce = 5_000;

/**
 * After a change of custody or of sharing: few sign-ins are attributed before the answer, many by the worker.
 * @returns whether some of it is still to come
 */
export async function attributeAgain(
  { write, clock, newId, actor }: CommandContext,
  principalIds: Iterable<PrincipalId>,
): Promise<boolean> {
  let pending = false;
  for (const principalId of new Set(principalIds)) {
    if ((await countConsoleLogins(write, principalId)) > mostAtOnce) {
      await enqueueJob(write, { id: newId(), kind: 'attribute', subject: principalId, args: {} }, actor, clock());
      pending = true;
    } else {
      const account = await accountLogins(write, accountOfPrincipal(principalId));
      await attributePrincipal(write, account, principalId);
    }
  }
  return pending;
}
