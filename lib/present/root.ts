import type { Scope } from '#lib/domain/actor';
import { type Instant, toIsoOrNull } from '#lib/domain/instant';
import { type RootState, rootStates } from '#lib/domain/root-state';
import { listPrincipals, type PrincipalRecord } from '#lib/store/list-principals';
import type { ReadStore } from '#lib/store/read-store';
import { principalViews } from './principals.ts';
import { readPrincipalDetail } from './read-json.ts';
import { scopeOf } from './scope-of.ts';
import type { PrincipalView, RootCardView, RootView } from './views/principals.ts';
import type { BoundaryQuery } from './views/queries.ts';

/** /root: one card per account, worst first. All of them: an organization has as many roots as accounts. */
export async function getRoot(
  read: ReadStore,
  scope: Scope,
  query: BoundaryQuery & { accountId?: readonly string[] },
  now: Instant,
): Promise<RootView> {
  const narrowed = await scopeOf(read, scope, query);
  const rows: PrincipalRecord[] = [];
  for (let after: readonly (string | number)[] | null = null; ; ) {
    const page = await listPrincipals(read, narrowed, { kind: 'RootUser' }, 'status', {
      after,
      limit: 500,
      descending: false,
    });
    rows.push(...page.rows);
    if (page.next === null) break;
    after = page.next;
  }
  const views = await principalViews(read, rows, now);
  const cards = rows.flatMap((row, index) => {
    const view = views[index];
    return view ? [cardOf(row, view)] : [];
  });
  const order = (card: RootCardView) => rootStates.indexOf(card.state);
  cards.sort((a, b) => order(a) - order(b) || (a.principal.accountName < b.principal.accountName ? -1 : 1));
  const count = (state: RootState) => cards.filter((card) => card.state === state).length;
  return {
    cards,
    counts: {
      covered: count('covered'),
      'covered-with-keys': count('covered-with-keys'),
      uncovered: count('uncovered'),
      'no-credentials': count('no-credentials'),
      'not-in-partition': count('not-in-partition'),
      suspended: count('suspended'),
      unknown: count('unknown'),
    },
  };
}

function cardOf(row: PrincipalRecord, principal: PrincipalView): RootCardView {
  const { root } = readPrincipalDetail(row.detail);
  const check = principal.checks.find(({ checkId }) => checkId === 'root-account-mfa-enabled');
  return {
    principal,
    state: rootStateOf(row.rootState),
    headline: root?.headline ?? row.reason,
    facts: {
      password: root?.password ?? null,
      accessKeys: root?.accessKeys ?? null,
      certificates: root?.certificates ?? null,
      mfa: root?.mfa ?? null,
    },
    howWeKnow: root?.howWeKnow.map(({ text, at }) => ({ text, at: toIsoOrNull(at) })) ?? [],
    devicesAtLeast: root?.devicesAtLeast ?? null,
    missing: check?.missing ?? [],
    lastKnown: check?.lastKnown ?? null,
  };
}

export const rootStateOf = (text: string | null): RootState => rootStates.find((state) => state === text) ?? 'unknown';
