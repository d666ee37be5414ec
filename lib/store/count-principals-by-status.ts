import type { Scope } from '#lib/domain/actor';
import type { ComplianceStatus } from '#lib/domain/compliance-status';
import type { PrincipalKind } from '#lib/domain/principal';
import type { ReadStore } from './read-store.ts';
import { whereScope } from './where-scope.ts';

export interface StatusCount {
  readonly kind: PrincipalKind;
  readonly status: ComplianceStatus;
  /** Has a password, or it is not known whether. */
  readonly mayUseConsole: boolean;
  readonly n: number;
}

/** Principals present, counted by kind, status and whether they can or may sign in to the console. */
export async function countPrincipalsByStatus(read: ReadStore, scope: Scope): Promise<readonly StatusCount[]> {
  // By the columns as they are: in the order of an index, so that nothing is sorted.
  const rows = await read.db
    .selectFrom('principals as p')
    .where('p.presence', '=', 'present')
    .where(whereScope(scope, 'p.account_id'))
    .select((eb) => ['p.kind', 'p.status', 'p.console', eb.fn.countAll<number>().as('n')])
    .groupBy(['p.kind', 'p.status', 'p.console'])
    .execute();
  const counts = new Map<string, StatusCount>();
  for (const { kind, status, console, n } of rows) {
    const mayUseConsole = console !== 0;
    const key = `${kind} ${status} ${mayUseConsole}`;
    counts.set(key, { kind, status, mayUseConsole, n: n + (counts.get(key)?.n ?? 0) });
  }
  return [...counts.values()];
}

export interface UndeterminedCount {
  readonly accountId: string;
  readonly kind: PrincipalKind;
  /** IAM actions that would have to be granted or to succeed. */
  readonly missing: readonly string[];
  readonly n: number;
}

/** Principals present whose own check is undecided, by account and by what is missing for it. */
export async function countUndetermined(read: ReadStore, scope: Scope): Promise<readonly UndeterminedCount[]> {
  const rows = await read.db
    .selectFrom('principals as p')
    .innerJoin('check_results as c', (join) =>
      join
        .onRef('c.principal_id', '=', 'p.id')
        .on('c.check_id', 'in', ['mfa-enabled-for-iam-console-access', 'root-account-mfa-enabled']),
    )
    .where('p.presence', '=', 'present')
    .where('p.status', '=', 'INSUFFICIENT_DATA')
    .where(whereScope(scope, 'p.account_id'))
    .select((eb) => ['p.account_id', 'p.kind', 'c.missing', eb.fn.countAll<number>().as('n')])
    .groupBy(['p.account_id', 'p.kind', 'c.missing'])
    .execute();
  return rows.map((row) => {
    const missing: unknown = JSON.parse(row.missing);
    return {
      accountId: row.account_id,
      kind: row.kind,
      missing: Array.isArray(missing) ? missing.filter((one) => typeof one === 'string') : [],
      n: row.n,
    };
  });
}
