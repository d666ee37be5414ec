import type { AccountKnowledge } from './account-knowledge.ts';
import type { JudgedAccount } from './judged-principal.ts';

/** The principals of one account, what is known of each, and the answers of the checks. Pure. */
export function judgeAccount(knowledge: AccountKnowledge): JudgedAccount {
  throw new Error(`${knowledge.account.id} is on its way`);
}
