import type { Scope } from '#lib/domain/actor';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import { serialsOfAccount } from '#lib/store/list-devices';
import type { ReadStore } from '#lib/store/read-store';
import { fixesFor } from './fixes.ts';
import { partitionOf } from './partition-of.ts';
import { getPrincipals } from './principals.ts';
import type { ListView } from './views/common.ts';
import type { FixRowView } from './views/fixes.ts';
import type { PrincipalsQuery } from './views/queries.ts';

/** Done when AWS says so: a device is listed, or the password is gone. */
export const isDone = (status: ComplianceStatus): boolean => status === 'COMPLIANT' || status === 'NOT_APPLICABLE';

/** GET /fixes: users without MFA and, with `failedSince`, those that got it since then, each with the ways to fix it. */
export async function getFixes(
  read: ReadStore,
  scope: Scope,
  query: PrincipalsQuery,
  now: Instant,
): Promise<ListView<FixRowView>> {
  const failing = query.failedSince === undefined && query.status === undefined;
  const users = await getPrincipals(
    read,
    scope,
    { sort: 'accountName', ...query, kind: 'IamUser', ...(failing && { status: ['NON_COMPLIANT'] }) },
    now,
  );
  const serials = new Map<string, ReadonlySet<string>>();
  for (const { accountId } of users.items)
    if (!serials.has(accountId)) serials.set(accountId, new Set(await serialsOfAccount(read, accountId)));
  return {
    ...users,
    items: users.items.map((user) => ({
      principalId: user.id,
      accountId: user.accountId,
      accountName: user.accountName,
      userName: user.userName,
      status: user.status,
      reason: user.reason,
      done: isDone(user.status),
      exception: user.exception,
      fixes:
        user.status === 'NON_COMPLIANT'
          ? fixesFor({
              kind: 'IamUser',
              accountId: user.accountId,
              accountName: user.accountName,
              partition: partitionOf(user.partition),
              userName: user.userName,
              takenSerials: serials.get(user.accountId) ?? new Set(),
            })
          : [],
    })),
  };
}

export interface FixProgress {
  done: number;
  /** Failing, and those that failed since the list began. */
  of: number;
  /** Failed since then, and not known now. */
  unknown: number;
  accepted: number;
}

/** How far the work has come: of everybody who failed since `failedSince`. */
export async function fixProgress(
  read: ReadStore,
  scope: Scope,
  query: PrincipalsQuery & { failedSince: Instant },
  now: Instant,
): Promise<FixProgress> {
  const count = async (more: PrincipalsQuery) =>
    (await getPrincipals(read, scope, { ...query, kind: 'IamUser', ...more, limit: 1 }, now)).total;
  return {
    of: await count({}),
    done: await count({ status: ['COMPLIANT', 'NOT_APPLICABLE'] }),
    unknown: await count({ status: ['INSUFFICIENT_DATA'] }),
    accepted: await count({ status: ['NON_COMPLIANT'], exception: 'accepted' }),
  };
}
