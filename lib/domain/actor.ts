/** Who writes, and whose accounts a reader may see. Every write takes an Actor, every read a Scope. */

/** `local:<operating-system user>` until sign-in exists; `worker` for what the schedule does by itself. */
export interface Actor {
  readonly id: string;
}

/** The accounts a reader may see; `all` is not a list so that it needs no list of everything. */
export type Scope = { readonly kind: 'all' } | { readonly kind: 'accounts'; readonly accountIds: readonly string[] };

export const everything: Scope = { kind: 'all' };

/** What both scopes allow: used to narrow a reader's scope to a boundary or a filter. */
export function narrowScope(scope: Scope, accountIds: readonly string[] | null): Scope {
  if (accountIds === null) return scope;
  if (scope.kind === 'all') return { kind: 'accounts', accountIds };
  const allowed = new Set(scope.accountIds);
  return { kind: 'accounts', accountIds: accountIds.filter((id) => allowed.has(id)) };
}

export function scopeAllows(scope: Scope, accountId: string): boolean {
  return scope.kind === 'all' || scope.accountIds.includes(accountId);
}
