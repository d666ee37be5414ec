import type { Scope } from '#lib/domain/actor';
import type { CheckId } from '#lib/domain/compliance-status';
import { type Exception, endsSoon, exceptionState } from '#lib/domain/exception';
import { day, type Instant, toIso } from '#lib/domain/instant';
import { isRootPrincipal } from '#lib/domain/principal';
import { listAccounts } from '#lib/store/accounts';
import { listExceptions } from '#lib/store/exceptions';
import { checkResultsOf } from '#lib/store/list-check-results';
import type { ReadStore } from '#lib/store/read-store';
import { checkTitles } from './check-titles.ts';
import { cursorOf, pageOf } from './page-of.ts';
import { scopeOf } from './scope-of.ts';
import type { ListView } from './views/common.ts';
import type { ExceptionMarkView, ExceptionView } from './views/exceptions.ts';
import type { ExceptionsQuery } from './views/queries.ts';

/** GET /exceptions: accepted risks, newest first; expired and replaced ones are listed as such. */
export async function getExceptions(
  read: ReadStore,
  scope: Scope,
  query: ExceptionsQuery,
  now: Instant,
): Promise<ListView<ExceptionView>> {
  const page = pageOf(query, 'exceptions', 1, false);
  const narrowed = await scopeOf(read, scope, query);
  const all = (await listExceptions(read, { scope: narrowed })).filter(
    (one) =>
      (!query.principalId || one.principalId === query.principalId) &&
      (!query.state?.length || query.state.includes(exceptionState(one, now))),
  );
  const after = page.after?.[0];
  const from = after === undefined ? 0 : all.findIndex((one) => one.id === after) + 1;
  const shown = all.slice(from, from + page.limit);
  const names = new Map((await listAccounts(read, narrowed)).map((account) => [account.id, account.name]));
  const checks = await checkResultsOf(read, [...new Set(shown.map((one) => one.principalId))]);
  const last = shown.at(-1);
  return {
    items: shown.map((one) => ({
      id: one.id,
      accountId: one.accountId,
      accountName: names.get(one.accountId) ?? one.accountId,
      principalId: one.principalId,
      kind: isRootPrincipal(one.principalId) ? 'RootUser' : 'IamUser',
      userName: one.userName,
      checkId: one.checkId,
      checkTitle: checkTitles[one.checkId],
      status: checks.find((c) => c.principalId === one.principalId && c.checkId === one.checkId)?.status ?? null,
      owner: one.owner,
      reason: one.reason,
      expiresAt: toIso(one.expiresAt),
      endsInDays: endsInDays(one, now),
      state: exceptionState(one, now),
      recordedAt: toIso(one.recordedAt),
      recordedBy: one.recordedBy,
    })),
    nextCursor: last && from + shown.length < all.length ? cursorOf('exceptions', [last.id]) : null,
    total: all.length,
    totalIsLowerBound: false,
  };
}

/** The marks that hold now, of the given principals: by principal and check. */
export async function exceptionMarks(
  read: ReadStore,
  principalIds: readonly string[],
  now: Instant,
): Promise<(principalId: string, checkId: CheckId) => ExceptionMarkView | null> {
  const marks = new Map<string, ExceptionMarkView>();
  for (const one of await listExceptions(read, { principalIds })) {
    const state = exceptionState(one, now);
    if (state !== 'active' && state !== 'ends-soon') continue;
    marks.set(`${one.checkId} ${one.principalId}`, {
      id: one.id,
      owner: one.owner,
      reason: one.reason,
      expiresAt: toIso(one.expiresAt),
      endsInDays: endsInDays(one, now),
      recordedAt: toIso(one.recordedAt),
      recordedBy: one.recordedBy,
    });
  }
  return (principalId, checkId) => marks.get(`${checkId} ${principalId}`) ?? null;
}

/** Days left, rounded up: on its last day, 1. */
function endsInDays({ expiresAt }: Exception, now: Instant): number | null {
  const left = expiresAt - now;
  return left > 0 && left <= endsSoon ? Math.ceil(left / day) : null;
}
