import { sql } from 'kysely';
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
  const rows = await read.db
    .selectFrom('principals as p')
    .where('p.presence', '=', 'present')
    .where(whereScope(scope, 'p.account_id'))
    .select((eb) => [
      'p.kind',
      'p.status',
      sql<number>`case when p.console = 0 then 0 else 1 end`.as('may'),
      eb.fn.countAll<number>().as('n'),
    ])
    .groupBy(['p.kind', 'p.status', sql`case when p.console = 0 then 0 else 1 end`])
    .execute();
  return rows.map((row) => ({ kind: row.kind, status: row.status, mayUseConsole: row.may === 1, n: row.n }));
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
