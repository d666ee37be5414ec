import type { CheckId, CheckResult } from '#lib/domain/compliance-status';
import type { Instant } from '#lib/domain/instant';
import type { PrincipalId } from '#lib/domain/principal';
import type { Verdict } from './checks/verdict.ts';

export type StandingResult = CheckResult & { readonly judgedAt: Instant };
export type Before = ReadonlyMap<string, StandingResult>;

const key = (principalId: PrincipalId, checkId: CheckId): string => `${principalId}\n${checkId}`;

export const previousByCheck = (previous: readonly StandingResult[]): Before =>
  new Map(previous.map((result) => [key(result.principalId, result.checkId), result]));

/** A verdict about a principal. A status that cannot be told now carries the last one that could (never forward as its own). */
export function checkResult(checkId: CheckId, principalId: PrincipalId, verdict: Verdict, before: Before): CheckResult {
  return { checkId, principalId, ...verdict, lastKnown: lastKnown(verdict, before.get(key(principalId, checkId))) };
}

function lastKnown(verdict: Verdict, standing: StandingResult | undefined): CheckResult['lastKnown'] {
  if (verdict.status !== 'INSUFFICIENT_DATA' || standing === undefined) return null;
  if (standing.status === 'INSUFFICIENT_DATA') return standing.lastKnown;
  // When the facts behind it were true; a judgement made again later rests on the same facts.
  const at = Math.max(0, ...standing.evidence.map((ref) => (ref.at === null ? 0 : ref.at)));
  return { status: standing.status, at: at === 0 ? standing.judgedAt : at };
}
