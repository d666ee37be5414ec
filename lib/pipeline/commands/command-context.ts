import type { Actor, Scope } from '#lib/domain/actor';
import { scopeAllows } from '#lib/domain/actor';
import type { Clock } from '#lib/domain/instant';
import { KeyholderError } from '#lib/domain/keyholder-error';
import { accountOfPrincipal, type PrincipalId } from '#lib/domain/principal';
import type { WriteStore } from '#lib/store/write-store';

/** What every change by a viewer is given: where to write, who asks, and what they may see. */
export interface CommandContext {
  readonly write: WriteStore;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** A principal outside the viewer's scope does not exist for them. */
export function requireVisible(context: CommandContext, principalId: PrincipalId): void {
  if (!scopeAllows(context.scope, accountOfPrincipal(principalId))) throw noPrincipal(principalId);
}

export const noPrincipal = (principalId: PrincipalId): KeyholderError =>
  new KeyholderError('NOT_FOUND', `There is no principal "${principalId.slice(0, 100)}".`);

/** Accounts a viewer names, all within what they may see; null stays "every account" only for who sees all. */
export function visibleAccounts(
  { scope }: Pick<CommandContext, 'scope'>,
  accountIds: readonly string[] | null,
): readonly string[] | null {
  if (accountIds === null) return scope.kind === 'all' ? null : scope.accountIds;
  const hidden = accountIds.filter((id) => !scopeAllows(scope, id));
  if (hidden.length === 0) return accountIds;
  throw new KeyholderError('NOT_FOUND', `These accounts are not known: ${hidden.slice(0, 10).join(', ')}.`);
}
