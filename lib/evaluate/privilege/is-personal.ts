import { administrativeActions } from './administrative-actions.ts';
import type { PolicyDocument } from './policy-document.ts';
import { covers, type PolicySet } from './policy-set.ts';

const known = new WeakMap<PolicyDocument, boolean>();
const selfService = administrativeActions.filter((action) => action.selfService);

/** Whether what these policies allow depends on who the user is: by variables, conditions, or self-service actions on certain users. */
export function isPersonal({ policies, boundary }: PolicySet): boolean {
  return [...policies, ...(boundary === null ? [] : [boundary])].some(
    ({ document }) => document !== null && isPersonalDocument(document),
  );
}

function isPersonalDocument(document: PolicyDocument): boolean {
  const before = known.get(document);
  if (before !== undefined) return before;
  const personal = document.statements.some((statement) => {
    const { resources, conditions } = statement;
    if (conditions.length > 0) return true;
    const values = resources === null ? [] : resources.values;
    if (values.some((value) => value.includes('${'))) return true;
    return values.some((value) => value !== '*') && selfService.some(({ action }) => covers(statement, action));
  });
  known.set(document, personal);
  return personal;
}
